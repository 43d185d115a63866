"""The yearly list: proposed by the office, approved with its document, closed with what is open carried over."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person, Unit

from ..enums import EntryState, ListState, RequestState
from ..models import AuthorityRequest, HardEntry, HardList
from ..queries import boards_of, sponsors_of
from .parts import text_of


def begin_list(
    unit: Unit, *, year: int, by: Actor, is_illustrative: bool = False, at: dt.datetime | None = None
) -> HardList:
    """Begin the list of a board for a year; there is one a year."""
    today = clock.today()
    if not today.year - 1 <= year <= today.year + 1:
        raise Refused(_("A list is begun for last year, this year or the next."), field="year")
    if HardList.objects.filter(unit=unit, year=year).exists():
        raise Refused(_("This unit has a list for that year already."), field="year")
    made = HardList.objects.create(unit=unit, year=year, drafted_by=by.person, is_illustrative=is_illustrative)
    _record("escalation.list_begun", made, by=by, at=at)
    return made


def put_on_list(
    on_list: HardList,
    matter: Finding | AuthorityRequest,
    *,
    by: Actor,
    sponsor: Person,
    reason: str,
    target: str,
    target_on: dt.date | None = None,
    document: Document | None = None,
    at: dt.datetime | None = None,
) -> HardEntry:
    """Propose a matter for a list; on one that has been approved it is added by a document of its own.

    Only what was sent up to the board, or stated by it: a body's own matters are not listed by anybody above.
    """
    if on_list.state == ListState.CLOSED:
        raise Refused(_("This list has been closed. Take the matter into the list of the next year."))
    if on_list.state == ListState.APPROVED and document is None:
        raise Refused(_("The list has been approved; what is added needs the document that adds it."), field="document")
    _refuse_matter(on_list, matter)
    if not sponsors_of(on_list.unit).filter(pk=sponsor.pk).exists():
        raise Refused(_("A matter is sponsored by a leader or a member of the board."), field="sponsor")
    entry = HardEntry(
        on_list=on_list,
        finding=matter if isinstance(matter, Finding) else None,
        request=matter if isinstance(matter, AuthorityRequest) else None,
        sponsor=sponsor,
        reason=text_of(matter, reason, "reason", _("Say why it belongs on the list.")),
        target=text_of(matter, target, "target", _("Say what is to be reached this year.")),
        target_on=target_on,
        document=document,
        added_by=by.person,
        added_at=at or clock.now(),
        is_illustrative=matter.is_illustrative,
        classification=matter.classification,
        code=matter.code,
    )
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        raise Refused(_("This matter is on that list already.")) from error
    _record("escalation.list_entry_added", on_list, by=by, at=at, entry=entry, sponsor=sponsor, document=document)
    return entry


def approve_list(on_list: HardList, *, by: Actor, document: Document, at: dt.datetime | None = None) -> HardList:
    """The leader of the board approves the list by a document of the register."""
    if not on_list.entries.filter(state=EntryState.LISTED).exists():
        raise Refused(_("There is nothing on the list yet."))
    facts = {"document": document, "approved_by": by.person, "approved_at": at or clock.now()}
    _move(on_list, ListState.DRAFT, ListState.APPROVED, _("This list has been approved already."), **facts)
    _record("escalation.list_approved", on_list, by=by, at=at, document=document)
    return on_list


def take_off_list(entry: HardEntry, *, by: Actor, because: str, at: dt.datetime | None = None) -> HardEntry:
    """Take a matter off, with the reason; it stays visible that it was on."""
    because = text_of(entry, because, "because", _("Give the reason."))
    if entry.on_list.state == ListState.CLOSED:
        raise Refused(_("This list has been closed; it stays as it was."))
    rows = HardEntry.objects.filter(pk=entry.pk, state=EntryState.LISTED)
    if not rows.update(state=EntryState.REMOVED, removed_because=because):
        raise Refused(_("This matter has been taken off already."))
    entry.refresh_from_db()
    _record("escalation.list_entry_removed", entry.on_list, by=by, at=at, entry=entry, because=because)
    return entry


def close_list(on_list: HardList, *, by: Actor, at: dt.datetime | None = None) -> HardList:
    """Close the year: what has ended is noted as such, the rest goes into the list of the next year."""
    facts = {"closed_by": by.person, "closed_at": at or clock.now()}
    refusal = _("Only a list that was approved is closed, once.")
    _move(on_list, ListState.APPROVED, ListState.CLOSED, refusal, **facts)
    following: HardList | None = None
    rows = on_list.entries.filter(state=EntryState.LISTED).select_related("finding", "request__obstacle")
    done, carried = 0, 0
    for entry in rows:
        if entry.is_settled:
            done += 1
            entry.state = EntryState.DONE
        else:
            carried += 1
            entry.state = EntryState.CARRIED
            following = following or _following(on_list, by=by, at=at)
            _carry(entry, following, by=by)
        entry.save(update_fields=["state"])
    _record("escalation.list_closed", on_list, by=by, at=at, done=done, carried=carried)
    return on_list


def _following(on_list: HardList, *, by: Actor, at: dt.datetime | None) -> HardList:
    made, new = HardList.objects.get_or_create(
        unit=on_list.unit,
        year=on_list.year + 1,
        defaults={"drafted_by": by.person, "is_illustrative": on_list.is_illustrative},
    )
    if made.state == ListState.CLOSED:
        raise Refused(_("The list of the next year has been closed; what is open cannot go there."))
    if new:
        _record("escalation.list_begun", made, by=by, at=at)
    return made


def _carry(entry: HardEntry, following: HardList, *, by: Actor) -> None:
    """Taken over as it stands, unless the next list has it already."""
    known = following.entries.exclude(state=EntryState.REMOVED).filter(finding=entry.finding, request=entry.request)
    if known.exists():
        return
    HardEntry.objects.create(
        on_list=following,
        finding=entry.finding,
        request=entry.request,
        sponsor=entry.sponsor,
        reason=entry.reason,
        target=entry.target,
        document=following.document,
        added_by=by.person,
        carried_from=entry,
        is_illustrative=entry.is_illustrative,
        classification=entry.classification,
        code=entry.code,
    )


def _refuse_matter(on_list: HardList, matter: Finding | AuthorityRequest) -> None:
    if isinstance(matter, AuthorityRequest):
        if matter.state in (RequestState.DRAFT, RequestState.DROPPED):
            raise Refused(_("Only a petition that was sent can be listed."))
    elif not matter.is_open:
        raise Refused(_("Only an open limitation is listed."))
    if on_list.unit_id not in boards_of(matter):
        raise Refused(_("This matter was not sent up to that unit; it is not on its lists."))


def _move(on_list: HardList, before: str, after: str, refusal: str, **facts: object) -> None:
    if not HardList.objects.filter(pk=on_list.pk, state=before).update(state=after, **facts):
        raise Refused(refusal)
    on_list.refresh_from_db()


def _record(
    type: str,
    on_list: HardList,
    *,
    by: Actor,
    at: dt.datetime | None,
    entry: HardEntry | None = None,
    because: str = "",
    **data: object,
) -> None:
    """Of a matter known by a code, the code is told and no reason."""
    told = {"unit": on_list.unit, "year": on_list.year, **data}
    if entry is not None:
        told["title"] = entry.shown_title
        because = "" if entry.is_code_only else because
    also = [entry.matter] if entry is not None else []
    journal.record(type, on_list, by=by, at=at, because=because, data=told, also=also)
