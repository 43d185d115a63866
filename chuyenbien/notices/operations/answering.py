"""What a person does with what they were told."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor

from ..models import Notice

SNOOZED_DAYS = 30
"""How far a notice may be put off, so that putting off is not forgetting."""


def acknowledge(notice: Notice, *, by: Actor) -> Notice:
    """Say that one has taken note. It holds for so many days as the office set, then the notice shows again."""
    _still_told(notice)
    notice.acknowledged_at, notice.snoozed_until = clock.now(), None
    notice.save(update_fields=["acknowledged_at", "snoozed_until"])
    journal.record("notices.acknowledged", notice, by=by, data={"code": notice.code})
    return notice


def acknowledge_all(rows: QuerySet[Notice], *, by: Actor) -> int:
    """Take note of several at once; one event. Returns how many."""
    pending = list(rows.values_list("pk", flat=True))
    if not pending:
        return 0
    Notice.objects.filter(pk__in=pending).update(acknowledged_at=clock.now(), snoozed_until=None)
    first = Notice.objects.get(pk=pending[0])
    journal.record("notices.acknowledged_all", first, by=by, data={"count": len(pending)})
    return len(pending)


def snooze(notice: Notice, until: dt.date, *, by: Actor) -> Notice:
    """Put a notice off until a day, at most thirty days ahead."""
    _still_told(notice)
    today = clock.today()
    if not today < until <= today + dt.timedelta(days=SNOOZED_DAYS):
        raise Refused(
            _("Choose a day after today and within %(days)s days.") % {"days": SNOOZED_DAYS},
            field="until",
        )
    notice.snoozed_until = until
    notice.save(update_fields=["snoozed_until"])
    journal.record("notices.snoozed", notice, by=by, data={"code": notice.code, "until": until})
    return notice


def _still_told(notice: Notice) -> None:
    if notice.withdrawn_at:
        raise Refused(_("This is no longer due; there is nothing left to do about it here."))
