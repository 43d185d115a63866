"""Writing an action, and issuing it: from then on it is a promise with a date that never changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.reviews.enums import DossierState

from .. import clarities, occurrences
from ..enums import ActionState, PlanState, Rhythm
from ..models import Action, ActionOccurrence, Plan
from .belonging import takes_single_actions, want_in_plan
from .guards import day_of, let_superior_see, move, origin, tell_followers, there
from .holdings import take_over
from .showing import show

TEXTS = ("task", "deliverable", "acceptance_criterion", "authority_basis")
FACTS = (
    *TEXTS,
    "lead_person",
    "lead_unit",
    "supervising_leader",
    "start_on",
    "due_on",
    "rhythm",
    "authority",
    "within_own_authority",
)
"""What a draft action says; its coordinating units besides."""


def add_action(
    plan: Plan | None = None,
    *,
    by: Actor,
    finding: Finding | None = None,
    directive_task: DirectiveTask | None = None,
    task: str = "",
    lead_person: Person | None = None,
    lead_unit: Unit | None = None,
    due_on: dt.date | None = None,
    deliverable: str = "",
    acceptance_criterion: str = "",
    authority: Unit | None = None,
    authority_basis: str = "",
    within_own_authority: bool = True,
    supervising_leader: Person | None = None,
    co_units: Iterable[Unit] = (),
    start_on: dt.date | None = None,
    rhythm: str = Rhythm.ONCE,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> Action:
    """Draft an action for a finding or for a task of a directive. It may still lack clarities; issuing may not."""
    source = _one_origin(finding, directive_task)
    if plan is not None:
        want_editable(plan)
        want_in_plan(plan, finding, directive_task)
    if finding is not None and finding.state != FindingState.STATED:
        raise Refused(_("Only a stated finding that is still open gets actions."), field="finding")
    action = Action(
        plan=plan,
        finding=finding,
        directive_task=directive_task,
        address=finding.address if finding else directive_task.unit,  # type: ignore[union-attr]
        classification=source.classification,
        code=source.code,
        is_illustrative=is_illustrative or source.is_illustrative,
        created_by=by.person,
        created_at=at or clock.now(),
        lead_person=lead_person,
        lead_unit=lead_unit,
        supervising_leader=supervising_leader,
        start_on=start_on,
        due_on=due_on,
        rhythm=rhythm,
        authority=authority,
        within_own_authority=within_own_authority,
    )
    _write(
        action,
        {
            "task": task,
            "deliverable": deliverable,
            "acceptance_criterion": acceptance_criterion,
            "authority_basis": authority_basis,
        },
        list(co_units),
    )
    action.save()
    action.co_units.set(co_units)
    for unit in {action.address, plan.body if plan else action.address}:
        action.involve(unit=unit, capacity=Capacity.ADDRESS)
    if plan is not None and plan.dossier_id and plan.is_entered_from_paper:
        let_superior_see(action)
    also = [source, *([plan] if plan else [])]
    journal.record("remediation.action_drafted", action, by=by, at=at, data={"title": action.shown_title}, also=also)
    return action


def edit_action(
    action: Action,
    *,
    by: Actor,
    revision: int | None = None,
    co_units: Iterable[Unit] | None = None,
    at: dt.datetime | None = None,
    **changes: Any,
) -> Action:
    """Edit a draft; or, while the superior has asked for more, an issued action of the plan.

    Of an issued one the person and unit change by reassigning, and the date only moves to an earlier day.
    """
    unknown = set(changes) - set(FACTS)
    if unknown:
        raise ValueError(f"cannot change {sorted(unknown)}")
    action.take_revision(revision, FACTS)
    issued = action.state != ActionState.DRAFT
    if issued:
        _want_improvable(action, changes)
    elif action.plan is not None:
        want_editable(action.plan)
    before = {name: getattr(action, name) for name in changes}
    units = list(action.co_units.all()) if co_units is None else list(co_units)
    for name in set(changes) - set(TEXTS):
        setattr(action, name, changes[name])
    _write(action, {name: changes.get(name, getattr(action, name)) for name in TEXTS}, units)
    action.save(update_fields=FACTS)
    changed = [name for name in changes if before[name] != getattr(action, name)]
    if co_units is not None and {u.pk for u in units} != set(action.co_units.values_list("pk", flat=True)):
        action.co_units.set(units)
        changed.append("co_units")
    if issued:
        _refuse_unclear(action)
        show(action)
        if "due_on" in changed:
            fit_occurrences(action)
            tell_followers(action, "due")
    if changed:
        data = {"title": action.shown_title, "fields": sorted(changed)}
        journal.record("remediation.action_edited", action, by=by, at=at, data=data, also=[origin(action)])
    return action


def remove_action(action: Action, *, by: Actor, at: dt.datetime | None = None) -> None:
    """Take a draft out; what was never issued leaves only the journal's line."""
    if action.state != ActionState.DRAFT:
        raise Refused(_("An issued action is not removed; it is cancelled by a decision."))
    place = action.plan or origin(action)
    journal.record("remediation.action_removed", action, by=by, at=at, data={"title": action.shown_title}, also=[place])
    action.delete()


def issue_action(action: Action, *, by: Actor, at: dt.datetime | None = None) -> Action:
    """Issue one action by itself: of a directive's task, or added to a plan that is accepted already.

    A plan that the superior had accepted lies with the superior again: it accepted it without this action.
    """
    plan = action.plan
    if plan is not None and not takes_single_actions(plan):
        raise Refused(_("This action is issued with its plan."))
    open_action(action, by=by, at=at)
    if plan is not None and plan.dossier_id:
        Plan.objects.filter(pk=plan.pk).update(state=PlanState.ISSUED, accepted_at=None, revision=F("revision") + 1)
        plan.refresh_from_db(fields=["state", "accepted_at", "revision"])
    data = {"title": action.shown_title, "due": action.due_on, "unit": action.lead_unit, "person": action.lead_person}
    also = [origin(action), *([plan] if plan else [])]
    journal.record("remediation.action_issued", action, by=by, at=at, data=data, also=also)
    return action


def open_action(action: Action, *, by: Actor, at: dt.datetime | None = None) -> None:
    """The part of issuing that plans and single actions share. Records nothing."""
    if action.finding is not None and action.finding.state != FindingState.STATED:
        raise Refused(_("Only a stated finding that is still open gets actions."), field="finding")
    _refuse_unclear(action)
    today, due = day_of(at), there(action.due_on)
    if due < today and (action.start_on is None or action.start_on > due):
        raise Refused(
            _("“%(title)s” is due before it is issued. Set a later date, or the start of work already begun.")
            % {"title": action.shown_title},
            field="due_on",
        )
    move(
        action,
        ActionState.ACTIVE,
        within=(ActionState.DRAFT,),
        issued_at=at or clock.now(),
        original_due=due,
    )
    fit_occurrences(action)
    show(action)
    received = min(today, action.start_on or today)
    take_over(action=action, unit=there(action.lead_unit), person=action.lead_person, on=received, by=by, at=at)
    finding = action.finding
    if finding is not None and not finding.holdings.filter(until=None).exists():
        since = clock.local_date(finding.stated_at) if finding.stated_at else today
        take_over(finding=finding, unit=finding.address, on=min(since, today), by=by, at=at)


def fit_occurrences(action: Action) -> None:
    """Turns of a recurring action until its due date. Those reported stay; unreported ones past the end go."""
    due = there(action.due_on)
    start = action.start_on or day_of(action.issued_at)
    wanted = occurrences.days(min(start, due), due, action.rhythm)
    kept = dict(action.occurrences.exclude(done_at=None).values_list("due_on", "pk"))
    action.occurrences.filter(done_at=None, progress=None).delete()
    present = set(action.occurrences.values_list("due_on", flat=True))
    last = max(action.occurrences.values_list("number", flat=True), default=0)
    new = [day for day in wanted if day not in kept and day not in present]
    ActionOccurrence.objects.bulk_create(
        ActionOccurrence(action=action, number=last + place, due_on=day) for place, day in enumerate(new, start=1)
    )


def want_editable(plan: Plan) -> None:
    """A plan is written while it is a draft, when more is asked, and after acceptance to add to it."""
    if plan.state == PlanState.ISSUED and plan.dossier_id is not None:
        raise Refused(_("The plan lies with the superior. It can be changed when the superior asks for more."))


def _one_origin(finding: Finding | None, directive_task: DirectiveTask | None) -> Finding | DirectiveTask:
    if finding is not None and directive_task is None:
        return finding
    if directive_task is not None and finding is None:
        return directive_task
    raise Refused(_("Choose the one limitation or the one assigned task that this action is for."), field="finding")


def _write(action: Action, texts: Mapping[str, str], co_units: list[Unit]) -> None:
    """Set the texts composed, and refuse what no action may be, clear or not."""
    for name, value in texts.items():
        setattr(action, name, nfc(value).strip())
    if action.is_code_only:
        given = next((name for name in TEXTS if getattr(action, name)), None)
        if given:
            raise Refused(
                _("This matter is known here by a code only. Leave this empty and keep the text on paper."), field=given
            )
    if action.due_on is None and action.rhythm != Rhythm.ONCE:
        raise Refused(_("A rhythm needs an end. Set the day until which it goes on."), field="due_on")
    if action.due_on is not None and action.start_on is not None and action.due_on < action.start_on:
        raise Refused(_("The due date lies before the start."), field="due_on")
    if action.due_on is not None and action.rhythm != Rhythm.ONCE:
        start = action.start_on or clock.today()
        if len(occurrences.days(min(start, action.due_on), action.due_on, action.rhythm)) > occurrences.MOST:
            raise Refused(_("This rhythm would go on for more than ten years. Set an earlier end."), field="due_on")
    if action.lead_unit_id is not None and action.lead_unit_id in {unit.pk for unit in co_units}:
        raise Refused(_("The unit that leads does not also coordinate. One task, one lead."), field="co_units")


def _want_improvable(action: Action, changes: Mapping[str, Any]) -> None:
    if action.state not in (ActionState.ACTIVE, ActionState.PAUSED):
        raise Refused(_("This cannot be done while the action is “%(state)s”.") % {"state": action.get_state_display()})
    plan = action.plan
    reopened = plan is not None and plan.dossier is not None and plan.dossier.state == DossierState.CONCLUDED
    if plan is None or not (plan.state == PlanState.MORE_ASKED or (plan.state == PlanState.ACCEPTED and reopened)):
        raise Refused(_("An issued action changes by extension, reassignment or decision, not by editing."))
    for name in ("lead_person", "lead_unit", "rhythm"):
        if name in changes and changes[name] != getattr(action, name):
            raise Refused(_("Of an issued action this is changed by reassigning or by a decision."), field=name)
    due = changes.get("due_on", action.due_on)
    if due is None or (action.due_on is not None and due > action.due_on):
        raise Refused(_("A later date needs an approved extension."), field="due_on")


def _refuse_unclear(action: Action) -> None:
    lacking = clarities.missing(action)
    if lacking:
        raise Refused(
            _("“%(title)s” cannot be issued, it lacks: %(missing)s.")
            % {"title": action.shown_title or _("(no task yet)"), "missing": clarities.listed(lacking)}
        )
