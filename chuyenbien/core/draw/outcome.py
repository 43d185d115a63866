"""Did it change? (có chuyển biến không): the value before, the target, the line since, events on the axis.

Settled figures are filled dots on a full line, estimates hollow dots on a dashed one. Without numbers an arrow and
words say which way it went.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..verdict import Text
from . import shapes
from .scale import Scale, fit
from .values import day, number

Number = Decimal | float | int
Direction = Literal["up", "down", "keep"]
HEIGHT = 240
TOP, BOTTOM = 22, 196
_LEFT, _RIGHT = 6.0, 94.0
_ICONS = {"up": "arrow-up", "down": "arrow-down", "keep": "arrow-right"}


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a date; ``estimate`` until the settled figure is in. Without a value only the trend is known."""

    date: dt.date
    value: Number | None
    estimate: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on the way. Pass ``usertext(…)`` as the label when people typed it."""

    date: dt.date
    label: Text


@dataclass(frozen=True, slots=True)
class _Axis:
    """Dates across, in percent."""

    first: dt.date
    last: dt.date

    def x(self, when: dt.date) -> float:
        span = (self.last - self.first).days
        share = (when - self.first).days / span if span else 0.5
        return _LEFT + share * (_RIGHT - _LEFT)


def line(
    points: Sequence[Point],
    *,
    title: str,
    baseline: Number | None = None,
    target: Number | None = None,
    direction: Direction = "up",
    events: Sequence[Event] = (),
    unit: str = "",
    trend: str = "",
) -> SafeString:
    """Draw an indicator. ``title``, ``unit`` and ``trend`` (its words when no number was given) are people's own
    Vietnamese; ``direction`` is the way it should go. A table with the same figures stands folded below."""
    dated = sorted(points, key=lambda point: point.date)
    numbered = [point for point in dated if point.value is not None]
    happened = sorted(events, key=lambda event: event.date)
    context = {
        "title": title,
        "unit": unit,
        "points": dated,
        "events": [(no, event) for no, event in enumerate(happened, start=1)],
        "baseline": None if baseline is None else number(baseline),
        "target": None if target is None else number(target),
        "direction_words": {"up": _("should rise"), "down": _("should fall"), "keep": _("should hold")}[direction],
        "direction_icon": _ICONS[direction],
        "trend": trend,
        "has_estimate": any(point.estimate for point in numbered),
    }
    if numbered:
        context |= _plot(numbered, title, baseline, target, happened)
    return render_to_string("core/draw/outcome.html", context)


def _plot(
    points: list[Point], title: str, baseline: Number | None, target: Number | None, events: list[Event]
) -> dict[str, SafeString]:
    values = [float(value) for value in (baseline, target, *(p.value for p in points)) if value is not None]
    scale = fit(values, top=TOP, bottom=BOTTOM)
    dates = [point.date for point in points] + [event.date for event in events]
    axis = _Axis(min(dates), max(dates))
    parts = [
        *_ground(scale, axis, baseline, target),
        *_events(axis, events),
        *_values(points, scale, axis),
    ]
    last = points[-1]
    told = number(last.value)
    if last.estimate:
        told = _("%(value)s (estimate)") % {"value": told}
    desc = _("From %(first)s to %(last)s; latest figure %(value)s.") % {
        "first": day(points[0].date),
        "last": day(last.date),
        "value": told,
    }
    if target is not None:
        desc += " " + _("Target %(value)s.") % {"value": number(target)}
    area = shapes.canvas(
        shapes.together(parts), title=title, desc=desc, height=HEIGHT, css_class="plot-area", lang="vi"
    )
    return {"area": area, "scale": _labels(scale)}


def _labels(scale: Scale) -> SafeString:
    """The numbers left of the plot; as wide as the longest of them."""
    places = scale.places
    texts = [number(tick, places) for tick in scale.ticks]
    width = 8 + 8 * max(len(text) for text in texts)
    marks = [
        shapes.element("text", text, x=width, y=scale.y(tick) + 4)
        for tick, text in zip(scale.ticks, texts, strict=True)
    ]
    return format_html(
        '<svg class="plot-axis" width="{}" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        width,
        HEIGHT,
        shapes.together(marks),
    )


def _ground(scale: Scale, axis: _Axis, baseline: Number | None, target: Number | None) -> list[SafeString]:
    def level(value: float, css_class: str) -> SafeString:
        y = scale.y(value)
        return shapes.element("line", class_=css_class, x1="0", x2="100%", y1=y, y2=y)

    parts = [level(tick, "grid-line") for tick in scale.ticks[1:]]
    parts.append(level(scale.low, "axis-line"))
    if baseline is not None:
        parts.append(level(float(baseline), "baseline-line"))
    if target is not None:
        parts.append(level(float(target), "target-line"))
    ends = [(axis.first, "tick-text at-start", 0.0), (axis.last, "tick-text at-end", 100.0)]
    for when, css_class, x in ends if axis.first != axis.last else [(axis.first, "tick-text", 50.0)]:
        parts.append(shapes.element("text", day(when), class_=css_class, x=shapes.at(x), y=HEIGHT - 8))
    return parts


def _events(axis: _Axis, events: list[Event]) -> list[SafeString]:
    parts = []
    for no, event in enumerate(events, start=1):
        x = shapes.at(axis.x(event.date))
        parts += [
            shapes.element("line", class_="event-line", x1=x, x2=x, y1=BOTTOM - 6, y2=BOTTOM + 6),
            shapes.element("circle", class_="event-dot", cx=x, cy=BOTTOM + 13, r=8),
            shapes.element("text", str(no), class_="event-no", x=x, y=BOTTOM + 17),
        ]
    return parts


def _values(points: list[Point], scale: Scale, axis: _Axis) -> list[SafeString]:
    placed = [(axis.x(p.date), scale.y(float(p.value or 0)), p) for p in points]
    parts = []
    for (x1, y1, _p), (x2, y2, point) in itertools.pairwise(placed):
        css = "value-line is-estimate" if point.estimate else "value-line"
        parts.append(shapes.element("line", class_=css, x1=shapes.at(x1), y1=y1, x2=shapes.at(x2), y2=y2))
    named = _named([x for x, _y, _p in placed])
    for place, (x, y, point) in enumerate(placed):
        css = "value-dot is-estimate" if point.estimate else "value-dot"
        parts.append(shapes.element("circle", class_=css, cx=shapes.at(x), cy=y, r=5))
        if place in named:
            parts.append(shapes.element("text", number(point.value), class_="value-text", x=shapes.at(x), y=y - 10))
    return parts


def _named(places: list[float], apart: float = 16.0) -> set[int]:
    """Which points get their number written: the last, and those before it that have room."""
    chosen = [len(places) - 1]
    for index in range(len(places) - 2, -1, -1):
        if places[chosen[-1]] - places[index] >= apart:
            chosen.append(index)
    return set(chosen)
