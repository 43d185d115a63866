"""The work of a plan in time: one strip for each action over one common span of months, to stand in a table.

The table beside the strips says the same in dates. Positions across are percentages of the span.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import shapes
from .values import day

Kind = Literal["done", "late", "open", "overdue", "paused", "other"]
_DAY = dt.timedelta(days=1)
_HEIGHT = 28
_MOST_LABELS = 7
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two labels of the axis."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One action: when it began, its dates, when it was done, its pauses (both days included) and its turns."""

    label: str
    kind: Kind
    start: dt.date
    due: dt.date
    original: dt.date
    done: dt.date | None = None
    pauses: Sequence[tuple[dt.date, dt.date | None]] = ()
    turns: Sequence[tuple[dt.date, bool]] = ()
    words: Sequence[str] = field(default_factory=tuple)
    """What the strip shows, for those who do not see it."""

    def days(self) -> Iterable[dt.date]:
        yield from (self.start, self.due, self.original)
        yield from (one for one in (self.done,) if one)
        yield from (one for pause in self.pauses for one in pause if one)
        yield from (due for due, _is_done in self.turns)


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, from the first day of the first until the last day of the last."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, strips: Iterable[Strip], today: dt.date) -> Span:
        """All dates of the strips, and today while anything is still open."""
        listed = list(strips)
        days = [one for strip in listed for one in strip.days()]
        days += [today] if not days or any(one.kind in ("open", "overdue", "paused") for one in listed) else []
        return cls(min(days).replace(day=1), _months_on(max(days), 1) - _DAY)

    def at(self, one: dt.date, *, end: bool = False) -> float:
        """Where a day begins (or ends), in percent of the span."""
        whole = (self.last - self.first).days + 1
        return min(100.0, max(0.0, 100 * ((one - self.first).days + end) / whole))

    def months(self) -> list[dt.date]:
        """The months that are named, not too many of them."""
        number = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((one for one in _STEPS if number <= one * _MOST_LABELS), _STEPS[-1])
        return [_months_on(self.first, place) for place in range(0, number, step)]


def axis(span: Span) -> SafeString:
    """The months over the strips."""
    parts = [
        shapes.element("text", f"{one:%m/%Y}", class_="gantt-month", x=shapes.at(span.at(one)), y=13, dx=3)
        for one in span.months()
    ]
    return shapes.canvas(
        shapes.together([*_months(span, 18), *parts]),
        title=_("Months"),
        desc=_("From %(first)s to %(last)s.") % {"first": day(span.first), "last": day(span.last)},
        height=18,
        css_class="gantt",
    )


def strip(one: Strip, span: Span, today: dt.date) -> SafeString:
    """One action over the span: its time, a later date that was approved, overdue days, pauses, turns and the end."""
    identity = shapes.new_id("gantt")
    pieces = [
        shapes.element("defs", shapes.hatch(f"{identity}-pause", "hatch-pause", 45, 6)),
        *_months(span, _HEIGHT),
        _box(span, one.start, min(one.original, one.due), f"bucket-{one.kind}", 8, 12),
    ]
    if one.due > one.original:
        pieces.append(_box(span, max(one.start, one.original + _DAY), one.due, "gantt-extended", 8, 12))
    end = one.done or (today if one.kind == "overdue" else None)
    if end and end > one.due:
        pieces.append(_box(span, one.due + _DAY, end, "gantt-over", 12, 4))
    for since, until in one.pauses:
        pieces += [
            _box(span, since, until or max(since, today), "seg-pause", 5, 18),
            _box(span, since, until or max(since, today), "", 5, 18, fill=f"url(#{identity}-pause)"),
        ]
    pieces += [
        shapes.element("circle", class_=f"gantt-turn{' is-done' if is_done else ''}", cx=_edge(span, due), cy=14, r=4)
        for due, is_done in one.turns
    ]
    pieces.append(_diamond(_edge(span, one.original)))
    if one.done:
        pieces.append(shapes.element("circle", class_="gantt-done", cx=_edge(span, one.done), cy=14, r=6))
    return shapes.canvas(
        shapes.together([*pieces, *_today(span, today, _HEIGHT)]),
        title=one.label,
        desc=" ".join(one.words),
        height=_HEIGHT,
        css_class="gantt",
        lang="vi",
    )


def legend() -> list[tuple[SafeString, str]]:
    """Each mark beside its meaning."""
    identity = shapes.new_id("gantt")
    hatch = shapes.element("defs", shapes.hatch(identity, "hatch-pause", 45, 6))
    box = {"x": 2, "width": 24, "height": 12, "y": 2}
    marks = [
        (shapes.element("rect", class_="bucket-open", **box), _("time for it, until the original date")),
        (shapes.element("rect", class_="gantt-extended", **box), _("later date approved")),
        (shapes.element("rect", class_="gantt-over", x=2, y=6, width=24, height=4), _("days past the approved date")),
        (
            shapes.together(
                [
                    hatch,
                    shapes.element("rect", class_="seg-pause", **box),
                    shapes.element("rect", fill=f"url(#{identity})", **box),
                ]
            ),
            _("lawful pause"),
        ),
        (shapes.together([_diamond("14", 8)]), _("original date")),
        (
            shapes.element("circle", class_="gantt-turn", cx=14, cy=8, r=4),
            _("one turn of recurring work; full once done"),
        ),
        (shapes.element("circle", class_="gantt-done", cx=14, cy=8, r=6), pgettext("action", "done")),
        (shapes.element("line", class_="gantt-today", x1=14, x2=14, y1=0, y2=16), _("today")),
    ]
    return [(format_html('<svg class="gantt-key" aria-hidden="true">{}</svg>', mark), words) for mark, words in marks]


def _months_on(one: dt.date, number: int) -> dt.date:
    """The first day of the month so many months after that of a day."""
    months = one.year * 12 + one.month - 1 + number
    return dt.date(months // 12, months % 12 + 1, 1)


def _edge(span: Span, one: dt.date) -> str:
    """Due means the end of that day."""
    return shapes.at(span.at(one, end=True))


def _box(
    span: Span, first: dt.date, last: dt.date, css_class: str, top: int, height: int, *, fill: str = ""
) -> SafeString:
    left = span.at(first)
    width = max(0.4, span.at(last, end=True) - left)
    return shapes.element(
        "rect", class_=css_class, fill=fill, x=shapes.at(left), width=shapes.at(width), y=top, height=height
    )


def _diamond(left: str, middle: int = 14) -> SafeString:
    """Nested, so that it keeps its shape at a place given in percent."""
    return format_html(
        '<svg x="{}" y="{}" width="1" height="1" overflow="visible">'
        '<path class="gantt-original" d="M0 -6L5 0L0 6L-5 0Z"></path></svg>',
        left,
        middle,
    )


def _months(span: Span, height: int) -> list[SafeString]:
    places = (shapes.at(span.at(one)) for one in span.months())
    return [shapes.element("line", class_="gantt-grid", x1=x, x2=x, y1=0, y2=height) for x in places]


def _today(span: Span, today: dt.date, height: int) -> list[SafeString]:
    if not span.first <= today <= span.last:
        return []
    x = shapes.at(span.at(today))
    return [shapes.element("line", class_="gantt-today", x1=x, x2=x, y1=0, y2=height)]
