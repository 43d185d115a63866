"""Who is expected at a meeting, who came, who did not and why, and who stood in for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person

from ..models import Meeting, MeetingAttendance
from .agenda import still_planned


def expect(meeting: Meeting, people: Iterable[Person], *, by: Actor) -> int:
    """Say who is expected, all of them; returns how many. Who is no longer expected and did not come is taken off."""
    still_planned(meeting)
    wanted = {person.pk: person for person in people}
    known = {row.person_id: row for row in meeting.attendances.select_related("person")}
    for key, row in known.items():
        if row.expected == (key in wanted):
            continue
        if key not in wanted and not row.present:
            row.delete()
            _let_go(meeting, row.person)
            continue
        row.expected = key in wanted
        row.save(update_fields=["expected"])
    for key, person in wanted.items():
        if key not in known:
            _row(meeting, person).save()
            meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
    journal.record("followup.attendance_expected", meeting, by=by, data={"expected": len(wanted)})
    return len(wanted)


def record_attendance(
    meeting: Meeting,
    *,
    by: Actor,
    present: Iterable[Person],
    absent: Mapping[Person, str] | None = None,
    substitutes: Mapping[Person, Person] | None = None,
) -> None:
    """Say who was there, of those who were not why, and who stood in for them. What was said before gives way.

    Who came without being expected is kept as such; who is named absent was expected.
    """
    still_planned(meeting)
    absent, substitutes = dict(absent or {}), dict(substitutes or {})
    there = {person.pk: person for person in present}
    if any(person.pk in there for person in absent):
        raise Refused(_("The same person cannot be present and absent."))
    known = {row.person_id: row for row in meeting.attendances.select_related("person", "substitute")}
    for key, row in known.items():
        if row.substitute is not None:
            _let_go(meeting, row.substitute)
        if not row.expected and key not in there:
            row.delete()
            _let_go(meeting, row.person)
    told = {**there, **{person.pk: person for person in absent}}
    reasons = {person.pk: reason for person, reason in absent.items()}
    instead = {person.pk: other for person, other in substitutes.items() if person.pk in reasons}
    for key, row in known.items():
        if row.expected and key not in told:
            _write(row, None, "", None)
    for key, person in told.items():
        row = known.get(key) or _row(meeting, person, expected=key in reasons)
        row.expected = row.expected or key in reasons
        _write(row, key in there, reasons.get(key, ""), instead.get(key))
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=person)
    for other in instead.values():
        meeting.involve(capacity=Capacity.RESPONSIBLE, person=other)
    journal.record(
        "followup.attendance_recorded", meeting, by=by, at=meeting.acted_at, data={"present": len(there) + len(instead)}
    )


def _write(row: MeetingAttendance, present: bool | None, reason: str, substitute: Person | None) -> None:
    row.present, row.substitute = present, substitute
    row.reason = "" if row.is_code_only else reason
    row.save()


def _row(meeting: Meeting, person: Person, *, expected: bool = True) -> MeetingAttendance:
    return MeetingAttendance(
        meeting=meeting,
        person=person,
        expected=expected,
        classification=meeting.classification,
        code=meeting.code,
    )


def _let_go(meeting: Meeting, person: Person) -> None:
    """Who neither leads nor attends the meeting no longer sees it by that."""
    if person.pk not in (meeting.chair_id, meeting.secretary_id):
        meeting.release(capacity=Capacity.RESPONSIBLE, person=person)
