"""A superior closes a cycle for data, and opens it again for a while: with a reason, by a document, until a day."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor

from .. import locks
from ..models import DataLock, DataReopening, ReviewCycle


def lock_data(
    cycle: ReviewCycle,
    *,
    by: Actor,
    because: str = "",
    document: Document | None = None,
    at: dt.datetime | None = None,
) -> DataLock:
    """Close a cycle for data. From now on only a recorded reopening lets anything in it be changed."""
    ReviewCycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if DataLock.objects.filter(cycle=cycle).exists():
        raise Refused(_("This cycle has already been closed for data."))
    because = nfc(because).strip()
    lock = DataLock.objects.create(
        cycle=cycle, locked_by=by.person, locked_at=at or clock.now(), reason=because, document=document
    )
    journal.record("reviews.data_locked", cycle, by=by, at=at, because=because, data={"name": cycle.name})
    return lock


def reopen_data(
    cycle: ReviewCycle,
    *,
    by: Actor,
    because: str,
    document: Document | None,
    until: dt.date,
    at: dt.datetime | None = None,
) -> DataReopening:
    """Let a closed cycle be changed until the end of a day."""
    state = locks.state_of(cycle)
    because = nfc(because).strip()
    if state is None:
        raise Refused(_("This cycle has not been closed for data; it can be changed."))
    if state.reopening is not None:
        raise Refused(_("The data are open already. End that first."))
    if not because:
        raise Refused(_("Say why the data are opened again."), field="because")
    if document is None:
        raise Refused(
            _("Choose the document that allows it. Register it first if it is not in the list."), field="document"
        )
    if until < clock.local_date(at or clock.now()):
        raise Refused(_("The last day must not have passed."), field="until")
    reopening = DataReopening.objects.create(
        lock=state.lock,
        opened_by=by.person,
        opened_at=at or clock.now(),
        until=until,
        reason=because,
        document=document,
    )
    data = {"name": cycle.name, "until": until, "document": document}
    journal.record("reviews.data_reopened", cycle, by=by, at=at, because=because, data=data)
    return reopening


def end_reopening(cycle: ReviewCycle, *, by: Actor, at: dt.datetime | None = None) -> ReviewCycle:
    """Close the data again before the last day has come."""
    state = locks.state_of(cycle)
    if state is None or state.reopening is None:
        raise Refused(_("The data are not open."))
    reopening = state.reopening
    reopening.ended_by, reopening.ended_at = by.person, at or clock.now()
    reopening.save(update_fields=["ended_by", "ended_at"])
    journal.record("reviews.data_reopening_ended", cycle, by=by, at=at, data={"name": cycle.name})
    return cycle
