"""The page of figures as its tables show it: every number with the address of the rows it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import day
from chuyenbien.core.verdict import Text
from chuyenbien.orgs.models import Code, Unit
from chuyenbien.remediation.ageing import Aged
from chuyenbien.remediation.queries import Rate
from chuyenbien.reviews.models import ReviewCycle

from .counting import BESIDE, FINDINGS, FOUR, By, Counted, Ended
from .figures_form import period_of
from .scope import Scope

LIST = "remediation:list"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and where its rows are; zero opens to nothing."""

    count: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One bucket of one group against both dates; beside the four both are the same."""

    label: Text
    approved: Number
    original: Number | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One rate against both dates; ``over`` names what it is taken of."""

    label: Text
    over: Text
    approved: Rate
    original: Rate


@dataclass(frozen=True, slots=True)
class Line:
    """One group: a unit, a field, a cycle, a period; or everything, without a label."""

    label: str
    lang: str
    href: str
    total: Number
    cells: list[Cell] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)


def line(scope: Scope, told: Counted, *, label: str = "", lang: str = "", href: str = "", **more: Any) -> Line:
    """A group's numbers; ``more`` narrows the lists they open to."""
    total = _number(scope, told.total, **more)
    return Line(label, lang, href, total, _cells(scope, told, more), _shares(told))


def beside_shown(lines: list[Line]) -> list[Line]:
    """The lines with only those columns beside the four in which any line has a number."""
    there = {str(bucket.label) for bucket in FOUR}
    there |= {str(cell.label) for one in lines for cell in one.cells if cell.approved.count}
    return [
        Line(one.label, one.lang, one.href, one.total, [c for c in one.cells if str(c.label) in there], one.shares)
        for one in lines
    ]


def lines_of(scope: Scope, page: str, by: str, groups: list[tuple[Any, Counted]]) -> list[Line]:
    """The rows of the table, in the order they came; ``page`` is the name of the page that shows one group alone."""
    names = _names(by, [key for key, _told in groups if key is not None])
    found = []
    for key, told in groups:
        label, lang, more = names.get(key, (_("Not from a review"), "", {"outside": 1}))
        if isinstance(key, dt.date):
            label, lang, more = _period(scope, by, key)
        href = scope.link(page, by=_next(by), **more) if "outside" not in more and not scope.person else ""
        found.append(line(scope, told, label=label, lang=lang, href=href, **more))
    return found


@dataclass(frozen=True, slots=True)
class AgeLine:
    label: str
    open: Number
    late: Number
    late_originally: Number


def ages_of(scope: Scope, rows: list[Aged]) -> list[AgeLine]:
    found = []
    for one in rows:
        ages = one.ages
        oldest = _("from %(least)s on") % {"least": ages.least}
        label = oldest if ages.most is None else f"{ages.least}–{ages.most}"
        found.append(
            AgeLine(
                label,
                _number(scope, one.open, age=ages.key),
                _number(scope, one.late, late=ages.key),
                _number(scope, one.late_originally, late=ages.key, against="original"),
            )
        )
    return found


def findings_numbers(scope: Scope, told: Ended) -> dict[str, Number]:
    """The numbers about limitations by name, each opening to its own list."""
    counts = {
        "closed": told.findings.of,
        "ever_closed": told.reopened.of,
        "reopened": told.reopened.part,
        "stated": told.recurring.of,
        "recurring": told.recurring.part,
    }
    return {
        which: Number(counts[which], scope.link("desk:figures_findings", which=which) if counts[which] else "")
        for which in FINDINGS
    }


def done_number(scope: Scope, told: Ended) -> Number:
    return _number(scope, told.actions.of, state="done")


def _number(scope: Scope, count: int, **more: Any) -> Number:
    return Number(count, scope.link(LIST, **more) if count else "")


def _cells(scope: Scope, told: Counted, more: Mapping[str, Any]) -> list[Cell]:
    found = [
        Cell(
            bucket.label,
            _number(scope, told.approved[bucket], bucket=bucket.value, **more),
            _number(scope, told.original[bucket], bucket=bucket.value, against="original", **more),
        )
        for bucket in FOUR
    ]
    return found + [
        Cell(bucket.label, _number(scope, told.approved[bucket], bucket=bucket.value, **more)) for bucket in BESIDE
    ]


def _shares(told: Counted) -> list[Share]:
    approved, original = told.rates
    return [
        Share(_("Done, of those due"), _("due actions: done or overdue"), approved.of_due, original.of_due),
        Share(_("Done, of all"), _("all actions in the system"), approved.of_all, original.of_all),
        Share(_("On time, of those done"), _("done actions"), approved.on_time, original.on_time),
    ]


def _names(by: str, keys: list[Any]) -> dict[Any, tuple[str, str, dict[str, Any]]]:
    """By key the label, its language and the filter that narrows to it. One query at most."""
    if by == By.UNIT:
        return {one.pk: (one.label, "vi", {"unit": one.pk}) for one in Unit.objects.filter(pk__in=keys)}
    if by == By.FIELD:
        return {one.pk: (one.label, "", {"field": one.pk}) for one in Code.objects.filter(pk__in=keys)}
    if by == By.CYCLE:
        return {one.pk: (one.name, "vi", {"cycle": one.pk}) for one in ReviewCycle.objects.filter(pk__in=keys)}
    return {}


def _period(scope: Scope, by: str, first: dt.date) -> tuple[str, str, dict[str, Any]]:
    start, end = period_of(by, first)
    more = {"since": max(start, scope.since or start), "until": min(end, scope.until or end)}
    if by == By.YEAR:
        return str(first.year), "", more
    if by == By.MONTH:
        return f"{first:%m/%Y}", "", more
    number = ["I", "II", "III", "IV"][(first.month - 1) // 3]
    return _("Quarter %(number)s/%(year)s") % {"number": number, "year": first.year}, "", more


def _next(by: str) -> str:
    """What one group alone is told by: a unit by field, anything else by unit."""
    return By.FIELD if by == By.UNIT else By.UNIT


def period_words(scope: Scope) -> str:
    """The period in words; nothing when all time is counted."""
    told = {"first": day(scope.since), "last": day(scope.until)}
    if scope.since and scope.until:
        return _("%(first)s – %(last)s") % told
    if scope.since:
        return _("from %(first)s on") % told
    return _("until %(last)s") % told if scope.until else ""
