"""The page of figures: buckets and rates of groups of actions, against both dates, and how limitations were ended.

A handful of queries, whatever the number of rows. Everything stands in official order, or in order of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncMonth, TruncQuarter, TruncYear
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models.finding import FindingQuerySet
from chuyenbien.orgs.models import Code, Unit
from chuyenbien.remediation import ageing
from chuyenbien.remediation.ageing import Aged, Spread
from chuyenbien.remediation.enums import ActionState, Bucket
from chuyenbien.remediation.models.action import ActionQuerySet
from chuyenbien.remediation.queries import DUE_FIELDS, Rate, Rates, condition, rates
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.verification.models import Closure

from .scope import Scope

FOUR = (Bucket.DONE_ON_TIME, Bucket.DONE_LATE, Bucket.IN_TIME, Bucket.OVERDUE)
BESIDE = tuple(bucket for bucket in Bucket if bucket not in FOUR)
ROWS = 40
"""Groups on one page."""


class By(models.TextChoices):
    """What the rows of the table are."""

    UNIT = "unit", _("Unit")
    FIELD = "field", _("Field")
    CYCLE = "cycle", _("Review cycle")
    YEAR = "year", _("Year")
    QUARTER = "quarter", _("Quarter")
    MONTH = "month", _("Month")


_KEYS: dict[str, Any] = {
    By.UNIT: F("address_id"),
    By.FIELD: Coalesce("finding__field_id", "directive_task__field_id"),
    By.CYCLE: F("finding__dossier__cycle_id"),
    By.YEAR: TruncYear("original_due"),
    By.QUARTER: TruncQuarter("original_due"),
    By.MONTH: TruncMonth("original_due"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many actions are in each bucket, against the approved and against the original date; both sums are equal."""

    approved: dict[Bucket, int]
    original: dict[Bucket, int]

    @property
    def total(self) -> int:
        return sum(self.approved.values())

    @property
    def rates(self) -> tuple[Rates, Rates]:
        """Against the approved, and against the original date."""
        return rates(self.approved), rates(self.original)

    def of(self, against: str) -> dict[Bucket, int]:
        return self.approved if against == "approved" else self.original


def counted(scope: Scope) -> Counted:
    """All actions of a scope. One query."""
    return scope.figure("both dates", count=lambda: _read(scope.actions().order_by().aggregate(**_told())))


def groups(scope: Scope, by: str, page: int) -> tuple[list[tuple[Any, Counted]], bool]:
    """The groups of one page with their keys, and whether a next page follows. Two queries at most."""
    return scope.figure("groups", by, page, count=lambda: _groups(scope, by, page))


def aged(scope: Scope) -> list[Aged]:
    """How old open actions are, and for how long the overdue ones. One query."""
    return scope.figure("ages", count=lambda: ageing.table(scope.actions(), clock.today()))


@dataclass(frozen=True, slots=True)
class Ended:
    """How actions and limitations come to an end, and whether they stay ended."""

    actions: Spread
    findings: Spread
    reopened: Rate
    recurring: Rate


def ended(scope: Scope) -> Ended:
    """Of a scope; eight queries at most."""
    return scope.figure("ended", count=lambda: _ended(scope))


FINDINGS = {
    "closed": _("Limitations closed"),
    "ever_closed": _("Limitations that were closed at some time"),
    "reopened": _("Limitations reopened after they were closed"),
    "stated": _("Limitations stated, open or closed"),
    "recurring": _("Limitations that came back"),
}
"""What a number about limitations opens to, by its name in the address."""


def findings_of(scope: Scope, which: str) -> FindingQuerySet:
    """The rows behind one of the numbers about limitations."""
    return scope.findings().filter(_which(which))


def _which(which: str) -> Q:
    """A limitation that was told by a commitment alone counts as stated; a withdrawn one does not."""
    if which == "closed":
        return Q(state=FindingState.CLOSED)
    if which in ("ever_closed", "reopened"):
        closures = Closure.objects.filter(finding_id=OuterRef("pk"))
        return Q(Exists(closures if which == "ever_closed" else closures.filter(ended_at__isnull=False)))
    stated = Q(state__in=(FindingState.STATED, FindingState.CLOSED))
    return stated & Q(recurrence_of__isnull=False) if which == "recurring" else stated


def _told() -> dict[str, Any]:
    today = clock.today()
    told = {
        f"{against}_{bucket.value}": Count("pk", filter=condition(bucket, today, against))
        for against in DUE_FIELDS
        for bucket in FOUR
    }
    return told | {bucket.value: Count("pk", filter=condition(bucket, today)) for bucket in BESIDE}


def _read(found: dict[str, Any]) -> Counted:
    beside = {bucket: found[bucket.value] for bucket in BESIDE}
    both = [{bucket: found[f"{against}_{bucket.value}"] for bucket in FOUR} | beside for against in DUE_FIELDS]
    return Counted(*both)


def _groups(scope: Scope, by: str, page: int) -> tuple[list[tuple[Any, Counted]], bool]:
    first, rows = (page - 1) * ROWS, scope.actions().order_by()
    if by == By.UNIT:
        named = Unit.objects.filter(pk__in=rows.values("address_id")).order_by("official_order", "id")
        keys = list(named.values_list("pk", flat=True)[first : first + ROWS + 1])
        found = _grouped(rows.filter(address_id__in=keys[:ROWS]), by)
        return [(key, found[key]) for key in keys if key in found], len(keys) > ROWS
    found = _grouped(rows, by)
    told = [(key, found[key]) for key in _in_order(by, [key for key in found if key is not None])]
    told += [(None, found[None])] if None in found else []
    return told[first : first + ROWS], len(told) > first + ROWS


def _grouped(rows: ActionQuerySet, by: str) -> dict[Any, Counted]:
    found: Any = rows.annotate(key=_KEYS[by]).values("key").annotate(**_told())
    return {one["key"]: _read(one) for one in found}


def _in_order(by: str, keys: list[Any]) -> list[Any]:
    """Fields in the order of their list, cycles and periods in time; what has no key stands last."""
    if by == By.FIELD:
        return list(Code.objects.filter(pk__in=keys).order_by("order", "code").values_list("pk", flat=True))
    if by == By.CYCLE:
        cycles = ReviewCycle.objects.filter(pk__in=keys).order_by("period_start", "pk")
        return list(cycles.values_list("pk", flat=True))
    return sorted(keys)


def _ended(scope: Scope) -> Ended:
    done = scope.actions().filter(state=ActionState.DONE)
    closed = findings_of(scope, "closed")
    wanted = {which: Count("pk", filter=_which(which)) for which in FINDINGS}
    number = scope.findings().order_by().aggregate(**wanted)
    return Ended(
        ageing.spread(done, "issued_at", "completed_at"),
        ageing.spread(closed, "stated_at", "closed_at"),
        Rate(number["reopened"], number["ever_closed"]),
        Rate(number["recurring"], number["stated"]),
    )
