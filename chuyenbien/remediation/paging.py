"""Pages of a long list by the place of the last row instead of a count: page 4.000 is as quick as the first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from .models import Action
from .models.action import ActionQuerySet

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Leaf:
    """Rows of one page, with the addresses of the pages beside it (empty when there is none)."""

    rows: list[Action]
    before: str
    after: str
    first: str
    count: int
    """Rows in all, counted up to :data:`MOST_COUNTED`; one more means "more than"."""

    @property
    def is_more(self) -> bool:
        return self.count > MOST_COUNTED


def leaf(request: HttpRequest, rows: ActionQuerySet, *, size: int) -> Leaf:
    """The page that ``after`` or ``before`` in the address names, by due date and number. Two queries."""
    back = _place(request.GET.get("before", ""))
    place = back or _place(request.GET.get("after", ""))
    ordered = rows.order_by("-due_on", "-id") if back else rows.order_by("due_on", "id")
    if place is not None:
        ordered = ordered.filter(_beyond(*place, backwards=back is not None))
    found = list(ordered[: size + 1])
    more = len(found) > size
    found = found[:size]
    if back:
        found.reverse()
    has_before = more if back else place is not None
    has_after = True if back else more
    return Leaf(
        rows=found,
        before=_address(request, before=_name(found[0])) if found and has_before else "",
        after=_address(request, after=_name(found[-1])) if found and has_after else "",
        first=_address(request) if place is not None else "",
        count=rows.order_by()[: MOST_COUNTED + 1].count(),
    )


def _beyond(day: dt.date, pk: int, *, backwards: bool) -> Q:
    """Rows behind a place. The first condition lets the index over due dates begin there."""
    if backwards:
        return Q(due_on__lte=day) & (Q(due_on__lt=day) | Q(pk__lt=pk))
    return Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(pk__gt=pk))


def _name(action: Action) -> str:
    return f"{action.due_on or dt.date.max:%Y-%m-%d}_{action.pk}"


def _place(named: str) -> tuple[dt.date, int] | None:
    day, _mark, pk = named.partition("_")
    try:
        return dt.date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def _address(request: HttpRequest, **place: Any) -> str:
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in place.items():
        query[name] = value
    return f"?{query.urlencode()}"
