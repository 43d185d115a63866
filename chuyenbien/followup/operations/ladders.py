"""A unit drafts its ladder, adopts it by a document, and retires it. What was adopted is never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit

from ..enums import DESKS, DRAFTED, FORMS_OF, ROLES_OF, LadderState, StepForm
from ..example import Step
from ..models import Ladder, LadderStep

MOST_STEPS = 8
DAY = dt.timedelta(days=1)


def draft_ladder(
    unit: Unit,
    *,
    matter: str,
    name: str,
    by: Actor,
    steps: Iterable[Step] = (),
    at: dt.datetime | None = None,
    is_illustrative: bool = False,
) -> Ladder:
    """Begin a new version. It is in force nowhere until it is adopted; a unit has one draft for a kind of matter."""
    versions = Ladder.objects.filter(unit=unit, matter=matter)
    if versions.filter(state=LadderState.DRAFT).exists():
        raise Refused(_("This unit has a draft for this kind of matter already. Go on with that one."), field="unit")
    made = Ladder.objects.create(
        unit=unit,
        matter=matter,
        name=_named(name),
        number=max(versions.values_list("number", flat=True), default=0) + 1,
        drafted_by=by.person,
        drafted_at=at or clock.now(),
        is_illustrative=is_illustrative,
    )
    _write_steps(made, steps)
    journal.record("followup.ladder_drafted", made, by=by, at=at, data={"name": made.name, "unit": unit}, also=[unit])
    return made


def edit_ladder(
    ladder: Ladder,
    *,
    by: Actor,
    name: str,
    steps: Iterable[Step],
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Ladder:
    """Change a draft: its name and all its steps."""
    _still_draft(ladder)
    ladder.take_revision(revision, ("name",))
    ladder.name = _named(name)
    ladder.save(update_fields=["name"])
    ladder.steps.all().delete()
    _write_steps(ladder, steps)
    journal.record("followup.ladder_edited", ladder, by=by, at=at, data={"name": ladder.name}, also=[ladder.unit])
    return ladder


def adopt_ladder(
    ladder: Ladder,
    *,
    by: Actor,
    valid_from: dt.date,
    document: Document,
    reason: str,
    covers_running: bool = True,
    at: dt.datetime | None = None,
) -> Ladder:
    """Put a draft in force from a day on. The version before it goes on for the cases that began under it."""
    today = clock.local_date(at or clock.now())
    _still_draft(ladder)
    if not ladder.steps.exists():
        raise Refused(_("A ladder without steps cannot be adopted. Enter the steps first."))
    if valid_from < today:
        raise Refused(_("A ladder counts from today or a later day; it makes up for nothing."), field="valid_from")
    if not nfc(reason).strip():
        raise Refused(_("Give the reason."), field="reason")
    before = Ladder.objects.filter(
        unit=ladder.unit, matter=ladder.matter, state=LadderState.ADOPTED, valid_until=None
    ).first()
    if before is not None and before.valid_from is not None:
        if before.valid_from >= valid_from:
            raise Refused(
                _("The version before it begins on that day or later. Choose a later day."), field="valid_from"
            )
        Ladder.objects.filter(pk=before.pk).update(valid_until=valid_from - DAY)
    moved = Ladder.objects.filter(pk=ladder.pk, state=LadderState.DRAFT).update(
        state=LadderState.ADOPTED,
        valid_from=valid_from,
        document=document,
        reason=nfc(reason).strip(),
        covers_running=covers_running,
        adopted_by=by.person,
        adopted_at=at or clock.now(),
    )
    if not moved:
        raise Refused(_("This ladder has been adopted already."))
    ladder.refresh_from_db()
    data = {"name": ladder.name, "unit": ladder.unit, "from": valid_from, "document": document}
    journal.record(
        "followup.ladder_adopted", ladder, by=by, at=at, because=reason, data=data, also=[ladder.unit, document]
    )
    return ladder


def retire_ladder(
    ladder: Ladder,
    *,
    by: Actor,
    because: str,
    stop_running: bool = False,
    at: dt.datetime | None = None,
) -> Ladder:
    """From today no case begins under it. Running ones go on with it, unless it is to stop for them too."""
    today = clock.local_date(at or clock.now())
    if not nfc(because).strip():
        raise Refused(_("Give the reason."), field="because")
    if ladder.state != LadderState.ADOPTED:
        raise Refused(_("Only a ladder that was adopted is retired."))
    last = max(today - DAY, ladder.valid_from or today)
    moved = Ladder.objects.filter(pk=ladder.pk, state=LadderState.ADOPTED).update(
        state=LadderState.RETIRED,
        valid_until=min(last, ladder.valid_until or last),
        stopped_from=_stop(ladder, today, stop_running),
        retired_by=by.person,
        retired_at=at or clock.now(),
        retired_because=nfc(because).strip(),
    )
    if not moved:
        raise Refused(_("Only a ladder that was adopted is retired."))
    ladder.refresh_from_db()
    data = {"name": ladder.name, "unit": ladder.unit}
    journal.record("followup.ladder_retired", ladder, by=by, at=at, because=because, data=data, also=[ladder.unit])
    return ladder


def _stop(ladder: Ladder, today: dt.date, stop_running: bool) -> dt.date | None:
    """From when it takes no step: at once where that was decided, never where its first day has not come yet."""
    if ladder.valid_from is not None and ladder.valid_from > today:
        return ladder.valid_from
    return today if stop_running else None


def _still_draft(ladder: Ladder) -> None:
    if ladder.state != LadderState.DRAFT:
        raise Refused(_("An adopted ladder is not changed. Draft a new version; running cases keep to this one."))


def _named(name: str) -> str:
    name = nfc(name).strip()
    if not name:
        raise Refused(_("Give the ladder a name."), field="name")
    return name


def _write_steps(ladder: Ladder, steps: Iterable[Step]) -> None:
    found = list(steps)
    if len(found) > MOST_STEPS:
        raise Refused(_("At most %(most)s steps.") % {"most": MOST_STEPS})
    known: set[tuple[int, str]] = set()
    for offset, form, roles in found:
        _refuse_step(ladder.matter, offset, form, roles)
        if (offset, form) in known:
            raise Refused(_("The same form stands twice on the same day. Leave one of the two out."))
        known.add((offset, form))
    LadderStep.objects.bulk_create(
        LadderStep(ladder=ladder, offset=offset, form=form, roles=[str(role) for role in roles])
        for offset, form, roles in found
    )


def _refuse_step(matter: str, offset: int, form: str, roles: Iterable[str]) -> None:
    """Refuse what no ladder may hold: another form than the automatic ones, a role the form does not know."""
    if form not in FORMS_OF[matter]:
        raise Refused(_("This form is not there for this kind of matter."))
    allowed, given = ROLES_OF[form], list(roles)
    label = StepForm(form).label
    if not set(given) <= set(allowed):
        offered = ", ".join(str(one.label) for one in allowed)
        raise Refused(_("“%(form)s” is for: %(roles)s.") % {"form": label, "roles": offered})
    if form == StepForm.REMINDER and not given:
        raise Refused(_("Say who is reminded."))
    if form != StepForm.REMINDER and len(set(given) & set(DESKS)) != 1:
        raise Refused(_("“%(form)s”: choose one office, the own one or the superior’s.") % {"form": label})
    if offset <= 0 and form in (*DRAFTED, StepForm.SIGNAL):
        raise Refused(_("“%(form)s” comes only after the date has passed.") % {"form": label})
    if abs(offset) > 250:
        raise Refused(_("A step lies within 250 working days of the date."))
