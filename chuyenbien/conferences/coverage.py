"""Coverage of a whole cycle: of how many bodies, how many have come how far, by tier, kind of unit or delegation.

Whoever sees the cycle gets the figures of the dossiers they see. Every figure opens to its rows: the list of the cycle,
narrowed by the same conditions that were counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import Text
from chuyenbien.journal.remembered import remembered
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList, Level
from chuyenbien.orgs.models import Code
from chuyenbien.remediation.enums import PlanState
from chuyenbien.remediation.models import Plan
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import Delegation, ReviewCycle, ReviewDossier
from chuyenbien.reviews.queries import narrowed, steps

from .enums import ConferenceState
from .models import Conference

By = Literal["level", "kind", "delegation"]
BY: dict[str, Text] = {
    "level": gettext_lazy("By level"),
    "kind": gettext_lazy("By kind of unit"),
    "delegation": gettext_lazy("By delegation"),
}
_NEXT: dict[str, By] = {"level": "kind", "kind": "delegation", "delegation": "level"}
"""What a row opens to: the same bodies, divided further."""

Counts = dict[str, int]


def register_steps() -> None:
    """The steps of a review that only this room and those below it know."""
    called = Conference.objects.filter(dossier=OuterRef("pk"), round=OuterRef("round"))
    called = called.exclude(state=ConferenceState.CANCELLED)
    standing = Q(state=DossierState.SCHEDULED) & Q(Exists(called))
    sent = (PlanState.ISSUED, PlanState.MORE_ASKED)  # one accepted in an earlier round is issued once more
    issued = Exists(Plan.objects.filter(dossier=OuterRef("pk"), state__in=sent))
    planned = Q(state=DossierState.CONCLUDED) & Q(issued)
    held, remedying = steps.at_least(DossierState.HELD), steps.at_least(DossierState.REMEDYING)
    steps.register("scheduled", gettext_lazy("Conference scheduled"), held | standing, order=30)
    steps.register("plan_issued", gettext_lazy("Plan has been issued"), remedying | planned, order=60)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and where its rows are; ``percent`` of the bodies of its group."""

    key: str
    label: Text
    count: int
    percent: Decimal | None
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A group of bodies: how many, and how many of them have come to each step."""

    key: str
    label: str
    url: str
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """The coverage a page shows; ``whole`` is the row of all groups together."""

    by: By
    rows: list[Row]
    whole: Row
    counts: Counts = field(repr=False)

    @property
    def bodies(self) -> int:
        return self.counts["due"]


def columns() -> list[tuple[str, Text]]:
    """What is counted, in the order of a review."""
    first = [("due", _("Under review")), ("suggested", _("Has a suggestion"))]
    return [*first, *((step.key, step.label) for step in steps.steps())]


def share(part: int, whole: int) -> Decimal:
    """Of a hundred, to one place, as the figures in reports are rounded: 26 of 32 are 81.3."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def table_of(cycle: ReviewCycle, standing: Standing, *, by: By, chosen: Mapping[str, str]) -> Table:
    """The coverage of a cycle as somebody sees it. One query counts, one names the groups."""
    where = {name: value for name, value in sorted(chosen.items()) if value}
    key = ("conferences.coverage", cycle.pk, by, tuple(where.items()), standing.signature, clock.today())
    groups = remembered(key, lambda: _count(cycle, standing, by, where))
    whole = {name: sum(counts[name] for counts in groups.values()) for name, _label in columns()}
    rows = [
        Row(group, label, _page(cycle, _NEXT[by], {**where, by: group}), _cells(cycle, groups[group], where, by, group))
        for group, label in _labels(cycle, by)
        if group in groups
    ]
    return Table(by, rows, Row("", _("All together"), "", _cells(cycle, whole, where, by)), whole)


def _count(cycle: ReviewCycle, standing: Standing, by: By, where: Mapping[str, str]) -> dict[str, Counts]:
    """By group what has come to each step. A body known by a code only stands apart from what it is."""
    rows = narrowed(ReviewDossier.objects.visible_to(standing).filter(cycle=cycle).order_by(), where)
    column = {"level": "body__level", "kind": "body__kind__code", "delegation": "delegation_id"}[by]
    grouped: Any = F(column)
    if by != "delegation":
        hidden = When(classification=Classification.CODE_ONLY, then=Value(steps.CODE_ONLY))
        grouped = Case(hidden, default=F(column))
    reached: dict[str, Any] = {step.key: Count("pk", filter=step.condition) for step in steps.steps()}
    counted: Any = (
        rows.annotate(group=grouped)
        .values("group")
        .annotate(due=Count("pk"), suggested=Count("pk", filter=Q(steps.issued())), **reached)
    )
    return {str(one.pop("group") or "none"): one for one in counted}


def _labels(cycle: ReviewCycle, by: By) -> list[tuple[str, str]]:
    """The groups there may be, in official order, with their names in the reader's language."""
    hidden = (steps.CODE_ONLY, _("Known by a code only"))
    if by == "level":
        return [*((level.value, str(level.label)) for level in Level), hidden]
    if by == "kind":
        return [*((one.code, one.label) for one in Code.objects.filter(list=CodeList.UNIT_KIND)), hidden]
    own = Delegation.objects.filter(cycle=cycle).order_by("number")
    return [*((str(one.pk), one.shown_title) for one in own), ("none", _("Without a delegation"))]


def _cells(cycle: ReviewCycle, counts: Counts, where: Mapping[str, str], by: str, group: str = "") -> list[Cell]:
    due = counts["due"]
    narrow = {**where, **({by: group} if group else {})}
    return [
        Cell(
            key,
            label,
            counts[key],
            share(counts[key], due) if due and key != "due" else None,
            _list(cycle, {**narrow, **_opening(key)}),
        )
        for key, label in columns()
    ]


def _opening(key: str) -> dict[str, str]:
    """The filter of the cycle's list that shows the rows of a column."""
    if key == "due":
        return {}
    return {"suggested": "yes"} if key == "suggested" else {"reached": key}


def _list(cycle: ReviewCycle, query: Mapping[str, str]) -> str:
    return f"{cycle.get_absolute_url()}{'?' if query else ''}{urlencode(query)}#bodies"


def _page(cycle: ReviewCycle, by: By, query: Mapping[str, str]) -> str:
    return f"?{urlencode({'by': by, **query})}"
