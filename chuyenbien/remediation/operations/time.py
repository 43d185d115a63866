"""A later date is asked for and decided; a deadline rests by a decision with its document. Neither by itself."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor

from ..enums import ActionState, Decision, HoldingKind
from ..models import Action, Extension, Pause
from .actions import fit_occurrences
from .guards import day_of, keep, let_superior_see, move, origin, tell_followers, there, want_reason, want_state
from .holdings import take_over

_DATED = (ActionState.ACTIVE, ActionState.PAUSED)


def ask_extension(
    action: Action, *, by: Actor, to_date: dt.date, because: str, at: dt.datetime | None = None
) -> Extension:
    """Ask the superior for a later date. The action is sent up by that if it was not before."""
    want_state(action, _DATED)
    want_reason(action, because)
    _want_later(action, to_date)
    if action.extensions.filter(decision="").exists():
        raise Refused(_("An extension was asked for already and is not decided yet."))
    let_superior_see(action)
    extension = Extension.objects.create(
        action=action,
        from_date=there(action.due_on),
        to_date=to_date,
        asked_by=by.person,
        asked_at=at or clock.now(),
        **keep(action, reason=because),
    )
    data = {"title": action.shown_title, "from": action.due_on, "to": to_date}
    journal.record(
        "remediation.extension_asked", action, by=by, at=at, because=because, data=data, also=[origin(action)]
    )
    return extension


def decide_extension(
    extension: Extension,
    *,
    by: Actor,
    decision: str,
    because: str,
    document: Document | None = None,
    at: dt.datetime | None = None,
) -> Extension:
    """Approve or refuse, with the reason. The original date stays beside the approved one."""
    action = extension.action
    if decision not in Decision.values:
        raise Refused(_("Approve or refuse."), field="decision")
    want_reason(action, because)
    want_state(action, (*_DATED, ActionState.SUBMITTED))
    if decision == Decision.APPROVED:
        _want_later(action, extension.to_date)
    kept = keep(action, because=because)
    decided = Extension.objects.filter(pk=extension.pk, decision="").update(
        decision=decision,
        decided_by=by.person,
        decided_at=at or clock.now(),
        decision_reason=kept["because"],
        document=document,
    )
    if not decided:
        raise Refused(_("This extension is decided already."))
    extension.refresh_from_db()
    if decision == Decision.APPROVED:
        _set_due(action, extension.to_date)
    data = {"title": action.shown_title, "from": extension.from_date, "to": extension.to_date, "document": document}
    journal.record(
        f"remediation.extension_{decision}", action, by=by, at=at, because=because, data=data, also=[origin(action)]
    )
    return extension


def pause_action(
    action: Action,
    *,
    by: Actor,
    because: str,
    document: Document | None,
    since: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Pause:
    """Let the deadline rest, by a decision. Who has it keeps it, but the days are drawn apart."""
    if document is None:
        raise Refused(_("Only a decision pauses the work. Choose its document."), field="document")
    want_reason(action, because)
    day = since or day_of(at)
    if day > day_of(at):
        raise Refused(_("A pause begins today or began earlier."), field="since")
    move(action, ActionState.PAUSED, within=(ActionState.ACTIVE,))
    pause = Pause.objects.create(
        action=action,
        since=day,
        decided_by=by.person,
        decided_at=at or clock.now(),
        document=document,
        **keep(action, reason=because),
    )
    _hold(action, HoldingKind.PAUSE, day, by=by, at=at)
    data = {"title": action.shown_title, "since": day, "document": document}
    journal.record("remediation.action_paused", action, by=by, at=at, because=because, data=data, also=[origin(action)])
    return pause


def resume_action(
    action: Action,
    *,
    by: Actor,
    because: str = "",
    on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Action:
    """Go on. The approved date moves by the days the work rested; the original one does not."""
    day = on or day_of(at)
    pause = action.pauses.filter(until=None).first()
    if pause is not None and not pause.since <= day <= day_of(at):
        raise Refused(_("The work goes on between the day of the pause and today."), field="on")
    move(action, ActionState.ACTIVE, within=(ActionState.PAUSED,))
    if pause is not None and action.due_on is not None:
        pause.until = day
        pause.save(update_fields=["until"])
        if day > pause.since:
            _set_due(action, action.due_on + (day - pause.since))
    _hold(action, HoldingKind.WORK, day, by=by, at=at)
    data = {"title": action.shown_title, "on": day, "due": action.due_on}
    journal.record(
        "remediation.action_resumed", action, by=by, at=at, because=because, data=data, also=[origin(action)]
    )
    return action


def _want_later(action: Action, to_date: dt.date) -> None:
    if action.due_on is not None and to_date <= action.due_on:
        raise Refused(
            _("The new date must lie after %(due)s.") % {"due": action.due_on.strftime("%d/%m/%Y")}, field="to_date"
        )


def _set_due(action: Action, day: dt.date) -> None:
    action.due_on = day
    action.save(update_fields=["due_on"])
    fit_occurrences(action)
    tell_followers(action, "due")


def _hold(action: Action, kind: str, day: dt.date, *, by: Actor, at: dt.datetime | None) -> None:
    """The one who has it now goes on having it, at work or at rest."""
    present = action.holdings.filter(until=None).select_related("unit", "person").first()
    unit = present.unit if present and present.unit else there(action.lead_unit)
    since = max(day, present.since) if present and present.since else day
    person = present.person if present else action.lead_person
    take_over(action=action, unit=unit, person=person, on=since, kind=kind, by=by, at=at)
