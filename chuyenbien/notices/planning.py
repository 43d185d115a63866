"""Who gets a mail now: at most one for a day or a week, of everything they have not been mailed about.

Where mail could not go out, what waits is put together with what is new: after a day without a mail server comes one
digest, not a flood. Only a mail of which nobody knows whether it arrived keeps its identity and is tried again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from chuyenbien.accounts.mails import can_send
from chuyenbien.core import clock
from chuyenbien.orgs.models import Person

from .enums import DeliveryState, MailRhythm
from .models import Delivery, Notice, Preference

CHUNK = 500


def message_id(key: str) -> str:
    """The identity of a mail, made from the row's key alone: who knows neither learns nothing from it."""
    seal = hashlib.sha256(f"{settings.SECRET_KEY}\0notices\0{key}".encode()).hexdigest()[:40]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ") or "localhost"
    return f"<{seal}@{host}>"


def to_mail(day: dt.date) -> QuerySet[Notice]:
    """Notices that wait and of which no mail speaks; never those of code-only matters."""
    rows = Notice.objects.filter(withdrawn_at=None, acknowledged_at=None, delivery=None, is_code_only=False)
    return rows.filter(on__lte=day).exclude(snoozed_until__gt=day).order_by()


def slot_of(preference: Preference, day: dt.date) -> dt.date | None:
    """The day whose mail is due now: today, or the last chosen day of the week; ``None`` for nobody's mail."""
    if preference.mail == MailRhythm.NONE:
        return None
    if preference.mail == MailRhythm.WEEKLY:
        return day - dt.timedelta(days=(day.isoweekday() - preference.weekday) % 7)
    return day


def plan(now: dt.datetime) -> None:
    """Write the mails that are due at ``now`` into the outbox. Safe to call as often as one likes."""
    if not can_send():
        return
    local = timezone.localtime(now)
    day = local.date()
    for people in _addressees(day):
        slots: dict[dt.date, list[int]] = defaultdict(list)
        for person in people:
            preference = getattr(person, "notice_preference", None) or Preference(person=person)
            slot = slot_of(preference, day)
            if slot is not None and not preference.is_quiet(local.time()):
                slots[slot].append(person.pk)
        for slot, ids in slots.items():
            _write(slot, ids, day)


def _addressees(day: dt.date) -> Iterator[list[Person]]:
    """People with something to mail and an address, some hundreds at a time."""
    wanted = Exists(to_mail(day).filter(person_id=OuterRef("pk")))
    rows = Person.objects.filter(wanted, user__is_active=True).exclude(user__email="")
    rows = rows.select_related("notice_preference").order_by("pk")
    last = 0
    while people := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield people
        last = people[-1].pk


def _write(slot: dt.date, ids: list[int], day: dt.date) -> None:
    """One mail for each of these people for the slot, unless they have had it."""
    with transaction.atomic():
        told = to_mail(day).filter(person_id__in=ids, on__lte=slot).values_list("person_id", flat=True).distinct()
        keys = {f"digest:{pk}:{slot}": pk for pk in told}
        for key in Delivery.objects.filter(key__in=keys).values_list("key", flat=True):
            del keys[key]
        fresh = [
            Delivery(person_id=pk, key=key, message_id=message_id(key), next_try_at=clock.real_now())
            for key, pk in keys.items()
        ]
        Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
        # Only a mail that nobody has begun to send may be given more to say.
        begun = Delivery.objects.filter(key__in=keys, state=DeliveryState.DUE, attempts=0)
        made = dict(_locked(begun).values_list("person_id", "pk"))
        _merge(made)
        theirs = to_mail(day).filter(person_id__in=made, on__lte=slot)
        mail = Delivery.objects.filter(person_id=OuterRef("person_id"), pk__in=list(made.values()))
        theirs.update(delivery=Subquery(mail.values("pk")[:1]))


def _merge(made: dict[int, int]) -> None:
    """What earlier mails of these people have not been able to say is said by the new one."""
    waiting = Delivery.objects.filter(person_id__in=made, state=DeliveryState.DUE, in_doubt=False)
    old = list(_locked(waiting.exclude(pk__in=made.values())).values_list("pk", flat=True))
    if not old:
        return
    Notice.objects.filter(delivery_id__in=old).update(delivery=None)
    Delivery.objects.filter(pk__in=old).update(state=DeliveryState.DROPPED, last_error="put together with a later one")


def _locked(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """The rows nobody else is at; SQLite lets one write at a time anyway."""
    return rows.select_for_update(skip_locked=True) if connection.features.has_select_for_update_skip_locked else rows
