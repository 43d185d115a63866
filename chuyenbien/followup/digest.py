"""The leader's page of the week: what is overdue, what is stuck, what waits for the leader, what has lasted long.

In official order, never by who is worst. It shows the record as it stands on the day it is printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.verdict import Text
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.findings.models import Finding, FindingInvolvement
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import queries as remediation
from chuyenbien.remediation.models import Action, Extension

from .queries import actions_of

FIT = 6
"""Rows of each part on the page, so that it stays one sheet; the number above opens to all of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One matter. ``note`` is in the reader's language, ``title`` users' text."""

    body: Unit
    title: str
    url: str
    note: str
    day: dt.date | None
    is_new: bool
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    title: Text
    count: int
    rows: tuple[Row, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


TITLES = {
    "overdue": gettext_lazy("Overdue"),
    "blocked": gettext_lazy("Something stands in the way"),
    "decide": gettext_lazy("Waits for the leader’s decision"),
    "long": gettext_lazy("Long-standing limitations"),
}


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def parts_of(unit: Unit, standing: Standing, today: dt.date, only: str = "") -> list[Part]:
    """The four parts, or the one asked for with all its rows. What the reader may not see is not counted."""
    monday, _sunday = week_of(today)
    actions = actions_of(unit).filter(pk__in=Action.objects.visible_to(standing).order_by().values("pk"))
    found: dict[str, Any] = {
        "overdue": remediation.overdue(actions, today),
        "blocked": remediation.blocked(actions),
        "decide": None,
        "long": _long_standing(unit, standing, today),
    }
    most = None if only else FIT
    parts = []
    for key, rows in found.items():
        if only and key != only:
            continue
        if rows is None:
            listed = _to_decide(unit, actions)
            parts.append(Part(key, TITLES[key], len(listed), tuple(listed[:most])))
            continue
        ordered = rows.select_related("address").order_by("address__official_order", "address_id", *_ORDER[key], "pk")
        make = _of_finding if key == "long" else _of_action
        parts.append(Part(key, TITLES[key], rows.count(), tuple(make(one, key, monday) for one in ordered[:most])))
    return parts


_ORDER = {"overdue": ("due_on",), "blocked": ("due_on",), "long": ("open_from",)}


def _long_standing(unit: Unit, standing: Standing, today: dt.date) -> Any:
    above = FindingInvolvement.objects.filter(
        matter_id=OuterRef("pk"), unit=unit, capacity=Capacity.SUPERIOR, until=None
    )
    years = int(settings.LONG_STANDING_YEARS)
    since = dt.date(today.year - years, today.month, min(today.day, 28))
    seen = Finding.objects.visible_to(standing).order_by().values("pk")
    rows: Any = Finding.objects.open().filter(Q(address=unit) | Exists(above), pk__in=seen)
    began = Coalesce("open_since", TruncDate(Coalesce("stated_at", "created_at")))
    return rows.annotate(open_from=began).filter(open_from__lte=since)


def _to_decide(unit: Unit, actions: Any) -> list[Row]:
    """Later dates asked for, and petitions to this unit, together in official order."""
    pending = Extension.objects.filter(action__in=actions.order_by().values("pk"), decision="")
    found = [
        Row(
            one.action.address,
            one.action.shown_title,
            one.action.get_absolute_url(),
            _("asks for a later date, %(date)s") % {"date": one.to_date.strftime("%d/%m/%Y")},
            one.asked_at.date(),
            False,
            one.action.is_illustrative,
        )
        for one in pending.select_related("action__address")
    ]
    waiting = (RequestState.SENT, RequestState.RECEIVED)
    petitions = AuthorityRequest.objects.filter(authority=unit, state__in=waiting).select_related("asker")
    found += [
        Row(
            one.asker,
            one.shown_title,
            one.get_absolute_url(),
            _("petition to be answered"),
            one.received_on or one.sent_on,
            False,
            one.is_illustrative,
        )
        for one in petitions
    ]
    return _in_official_order(found)


def _in_official_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda one: (one.body.official_order, one.body.pk, one.day or dt.date.max))


def _of_action(one: Any, key: str, monday: dt.date) -> Row:
    due = one.due_on.strftime("%d/%m/%Y") if one.due_on else "…"
    note = _("due %(date)s") % {"date": due}
    if one.original_due and one.original_due != one.due_on:
        note = _("due %(date)s, first %(first)s") % {"date": due, "first": one.original_due.strftime("%d/%m/%Y")}
    is_new = key == "overdue" and one.due_on is not None and one.due_on >= monday - dt.timedelta(days=1)
    return Row(one.address, one.shown_title, one.get_absolute_url(), note, one.due_on, is_new, one.is_illustrative)


def _of_finding(one: Any, key: str, monday: dt.date) -> Row:
    note = one.since_words or ""
    return Row(one.address, one.shown_title, one.get_absolute_url(), note, one.open_from, False, one.is_illustrative)
