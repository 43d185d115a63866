"""The conference itself: when and where, who was there, what the minutes say, that it was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import StoredFile
from chuyenbien.findings.operations import show_to_delegation
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DelegationRole, DossierState, Move
from chuyenbien.reviews.models import ReviewDossier

from ..enums import ConferenceState, Mode
from ..models import Attendance, Conference

Absent = tuple[Person | str, str]
"""Who was missing and why."""

PRESENT = (Mode.THERE, Mode.ONLINE)
"""Who took part."""


def schedule(
    dossier: ReviewDossier,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    *,
    by: Actor,
    chair: Person | None = None,
    secretary: Person | None = None,
    at: dt.datetime | None = None,
) -> Conference:
    """Call the conference of the present round. Clashes and lead times are warned of on the page, never refused."""
    _refuse_times(starts_at, ends_at)
    if (
        Conference.objects.filter(dossier=dossier, round=dossier.round)
        .exclude(state=ConferenceState.CANCELLED)
        .exists()
    ):
        raise Refused(_("The conference of this round has already been called; move it instead."))
    if dossier.state != DossierState.SCHEDULED:
        reviews.move(dossier, Move.SCHEDULE, by=by)
    conference = Conference.objects.create(
        dossier=dossier,
        round=dossier.round,
        starts_at=starts_at,
        ends_at=ends_at,
        place=_place(dossier, place),
        chair=chair or _seat(dossier, DelegationRole.HEAD),
        secretary=secretary or _seat(dossier, DelegationRole.SECRETARY),
        classification=dossier.classification,
        code=dossier.code,
        is_illustrative=dossier.is_illustrative,
    )
    show_to_delegation(dossier)
    data = {"body": dossier.body, "starts_at": starts_at, "place": conference.place}
    journal.record("conferences.scheduled", conference, by=by, at=at, data=data, also=[dossier])
    return conference


def reschedule(
    conference: Conference,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    *,
    by: Actor,
    because: str,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Conference:
    """Move a called conference to another time or place; the former time stays in the journal."""
    _refuse_unless_scheduled(conference)
    _refuse_times(starts_at, ends_at)
    if not because.strip():
        raise Refused(_("Say why it is moved."), field="because")
    conference.take_revision(revision, ("starts_at", "ends_at", "place"))
    former = conference.starts_at
    conference.starts_at, conference.ends_at = starts_at, ends_at
    conference.place = _place(conference.dossier, place)
    conference.save(update_fields=["starts_at", "ends_at", "place"])
    data = {"body": conference.dossier.body, "former": former, "starts_at": starts_at, "place": conference.place}
    journal.record(
        "conferences.rescheduled", conference, by=by, at=at, because=because, data=data, also=[conference.dossier]
    )
    return conference


def cancel(conference: Conference, *, by: Actor, because: str, at: dt.datetime | None = None) -> Conference:
    """Call a conference off. Another one can be called for the same round."""
    if not because.strip():
        raise Refused(_("Say why it is called off."), field="because")
    _move(conference, ConferenceState.CANCELLED)
    data = {"body": conference.dossier.body, "starts_at": conference.starts_at}
    journal.record(
        "conferences.cancelled", conference, by=by, at=at, because=because, data=data, also=[conference.dossier]
    )
    return conference


def record_attendance(
    conference: Conference,
    *,
    by: Actor,
    present: Iterable[Person | str],
    absent: Iterable[Absent] = (),
    online: Iterable[Person | str] = (),
    unexcused: Iterable[Person | str] = (),
    substitutes: Mapping[int, str] | None = None,
    at: dt.datetime | None = None,
) -> list[Attendance]:
    """Write down who was there, in the room or online, and who was not. Writing again replaces the list.

    ``absent`` with a reason is absent with leave; ``unexcused`` without one. ``substitutes`` says by the id of who was
    absent who came instead.
    """
    _refuse_cancelled(conference)
    if conference.is_code_only:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="present")
    wanted: list[tuple[Person | str, str, str]] = [(who, Mode.THERE, "") for who in present]
    wanted += [(who, Mode.ONLINE, "") for who in online]
    for who, told in absent:
        reason = nfc(told).strip()
        wanted.append((who, Mode.EXCUSED if reason else Mode.ABSENT, reason))
    wanted += [(who, Mode.UNEXCUSED, "") for who in unexcused]
    people = [who.pk for who, _mode, _reason in wanted if isinstance(who, Person)]
    if len(people) != len(set(people)):
        raise Refused(_("Somebody is named both as present and as absent."), field="absent")
    if not any(mode in PRESENT for _who, mode, _reason in wanted):
        raise Refused(_("Name who was present."), field="present")
    conference.attendances.all().delete()
    instead = {pk: nfc(name).strip() for pk, name in (substitutes or {}).items()}
    rows = [
        Attendance.objects.create(
            conference=conference,
            person=who if isinstance(who, Person) else None,
            name="" if isinstance(who, Person) else nfc(who).strip(),
            present=mode in PRESENT,
            mode=mode,
            reason=reason,
            substitute=instead.get(who.pk, "") if isinstance(who, Person) and mode not in PRESENT else "",
            classification=conference.classification,
        )
        for who, mode, reason in wanted
    ]
    count = sum(row.present for row in rows)
    data = {"present": count, "absent": len(rows) - count}
    journal.record("conferences.attendance_recorded", conference, by=by, at=at, data=data, also=[conference.dossier])
    return rows


def write_minutes(
    conference: Conference,
    text: str,
    *,
    by: Actor,
    scan: StoredFile | None = None,
    upload: UploadedFile[Any] | None = None,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Conference:
    """Keep the minutes, typed or as the scan of the signed paper (``upload`` is stored first).

    Opinions stand in them as a summary without names.
    """
    _refuse_cancelled(conference)
    text = nfc(text).strip()
    if conference.is_code_only and (text or scan or upload):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="minutes")
    if upload is not None:
        scan = documents.store_upload(upload, by=by, field="scan")
    if not text and scan is None and conference.minutes_scan_id is None:
        raise Refused(_("Write the minutes, or attach the scan of the signed paper."), field="minutes")
    conference.take_revision(revision, ("minutes",))
    conference.minutes = text
    conference.minutes_scan = scan or conference.minutes_scan
    conference.save(update_fields=["minutes", "minutes_scan"])
    data = {"body": conference.dossier.body}
    journal.record("conferences.minutes_written", conference, by=by, at=at, data=data, also=[conference.dossier])
    return conference


def mark_held(conference: Conference, *, by: Actor, at: dt.datetime | None = None) -> Conference:
    """The conference took place. Refused while a suggested point is unanswered, unless the superior overrode it."""
    _refuse_unless_scheduled(conference)
    if clock.local_date(conference.starts_at) > clock.local_date(at or clock.now()):
        raise Refused(_("The day of the conference has not come yet; move it if it was held earlier."))
    reviews.move(conference.dossier, Move.HOLD, by=by)
    _move(conference, ConferenceState.HELD)
    data = {"body": conference.dossier.body, "starts_at": conference.starts_at}
    journal.record("conferences.held", conference, by=by, at=at, data=data, also=[conference.dossier])
    return conference


def _move(conference: Conference, to: str) -> None:
    """Leave *scheduled*, if it still is; of two at the same time one is refused."""
    moved = Conference.objects.filter(pk=conference.pk, state=ConferenceState.SCHEDULED).update(state=to)
    if not moved:
        conference.refresh_from_db()
        _refuse_unless_scheduled(conference)
    conference.state = to


def _refuse_unless_scheduled(conference: Conference) -> None:
    if conference.state != ConferenceState.SCHEDULED:
        state = conference.get_state_display()
        raise Refused(_("This cannot be done while the conference is “%(state)s”.") % {"state": state})


def _refuse_cancelled(conference: Conference) -> None:
    if conference.state == ConferenceState.CANCELLED:
        raise Refused(_("This conference was called off."))


def _refuse_times(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise Refused(_("The conference must end after it begins."), field="ends_at")


def _place(dossier: ReviewDossier, place: str) -> str:
    place = nfc(place).strip()
    if dossier.is_code_only and place:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="place")
    return place


def _seat(dossier: ReviewDossier, role: str) -> Person | None:
    if dossier.delegation is None:
        return None
    seat = dossier.delegation.members.filter(role=role).select_related("person").first()
    return seat.person if seat else None
