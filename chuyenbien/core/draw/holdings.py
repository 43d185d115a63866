"""Where it is, for how long (đang ở đâu, bao lâu): days per holder, from receipt, lawful pauses hatched apart.

A stretch nobody recorded is drawn as one hatched piece; when it is so long that it would crush the rest it is cut
short and shows a break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..verdict import Text
from . import shapes
from .values import day, lasting

Kind = Literal["work", "pause", "unknown"]
HEIGHT = 40
_CUT_SHARE = 26.0
_LEAST_SHARE = 2.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Who had it from when to when. ``holder`` and ``note`` are what people wrote (Vietnamese); ``holder`` stays empty
    when nobody recorded it. ``precision`` says how exactly ``since`` is known: day, month, year or approximate."""

    holder: str
    since: dt.date | None
    until: dt.date | None = None
    kind: Kind = "work"
    precision: str = "day"
    note: str = ""

    def days(self, today: dt.date) -> int | None:
        if self.since is None:
            return None
        return max(0, ((self.until or today) - self.since).days)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment placed on the bar."""

    no: int
    segment: Segment
    days: int | None
    left: float
    share: float
    cut: bool
    shade: str

    @property
    def kind_words(self) -> str:
        return {
            "work": _("handling"),
            "pause": _("paused with approval"),
            "unknown": _("not recorded"),
        }[self.segment.kind]

    @property
    def swatch(self) -> SafeString:
        identity = shapes.new_id("key")
        return format_html(
            '<span class="swatch" aria-hidden="true"><svg width="18" height="18">{}{}</svg></span>',
            _patterns(identity),
            _rect(self.segment, self.shade, 0, 100, identity),
        )

    @property
    def period(self) -> str:
        start = day(self.segment.since, self.segment.precision) if self.segment.since else _("start not recorded")
        end = day(self.segment.until) if self.segment.until else _("now")
        return f"{start} – {end}"

    @property
    def lasting(self) -> str:
        if self.days is None:
            return _("not known")
        told = lasting(self.days)
        if self.segment.precision in ("year", "approximate"):
            return _("about %(length)s") % {"length": told}
        return told


def bars(segments: Sequence[Segment], today: dt.date, *, label: Text = "") -> SafeString:
    """The bar over a table with the same facts and the days."""
    pieces = _place(segments, today)
    title = str(label or _("Where it is, for how long"))
    desc = "; ".join(f"{piece.no}: {piece.kind_words}, {piece.lasting}" for piece in pieces)
    identity = shapes.new_id("hatch")
    image = shapes.canvas(
        shapes.together([_patterns(identity), *(_draw(piece, identity) for piece in pieces)]),
        title=title,
        desc=desc,
        height=HEIGHT,
        css_class="holdings-bar",
    )
    return render_to_string("core/draw/holdings.html", {"image": image, "pieces": pieces, "label": title})


def _place(segments: Sequence[Segment], today: dt.date) -> list[_Piece]:
    """Share the width by days; unknown stretches that outweigh the known ones are cut to a fixed share."""
    lengths = [segment.days(today) for segment in segments]
    known = sum(n or 0 for n, s in zip(lengths, segments, strict=True) if s.kind != "unknown")
    cut = [
        s.kind == "unknown" and len(segments) > 1 and (n is None or n > known / 2)
        for n, s in zip(lengths, segments, strict=True)
    ]
    weights = [0.0 if c else float(max(n or 0, 1)) for n, c in zip(lengths, cut, strict=True)]
    room = 100.0 - _CUT_SHARE * sum(cut) if sum(cut) < 3 else 25.0
    cut_share = (100.0 - room) / sum(cut) if any(cut) else 0.0
    total = sum(weights) or 1.0
    shares = [cut_share if c else max(_LEAST_SHARE, room * w / total) for w, c in zip(weights, cut, strict=True)]
    scale = 100.0 / sum(shares) if shares else 1.0
    pieces: list[_Piece] = []
    left, works = 0.0, 0
    for no, (segment, length, short, share) in enumerate(zip(segments, lengths, cut, shares, strict=True), start=1):
        now = segment.until is None and segment.kind == "work"
        pieces.append(_Piece(no, segment, length, left, share * scale, short, "seg-now" if now else f"seg-{works % 4}"))
        works += segment.kind == "work"
        left += share * scale
    return pieces


def _patterns(identity: str) -> SafeString:
    return shapes.element(
        "defs",
        shapes.together(
            [
                shapes.hatch(f"{identity}-pause", "hatch-pause", 45, 8),
                shapes.hatch(f"{identity}-unknown", "hatch-unknown", -45, 6),
            ]
        ),
    )


def _rect(segment: Segment, shade: str, left: float, share: float, identity: str) -> SafeString:
    place = {"x": shapes.at(left), "width": shapes.at(share), "height": HEIGHT}
    if segment.kind == "work":
        return shapes.element("rect", class_=f"seg {shade}", **place)
    ground = shapes.element("rect", class_=f"seg-{segment.kind}", **place)
    return shapes.together([ground, shapes.element("rect", fill=f"url(#{identity}-{segment.kind})", **place)])


def _draw(piece: _Piece, identity: str) -> SafeString:
    parts = [_rect(piece.segment, piece.shade, piece.left, max(0.4, piece.share - 0.4), identity)]
    middle = piece.left + piece.share / 2
    if piece.cut:
        where = piece.left + piece.share * 0.8
        parts.append(
            format_html(
                '<svg x="{}" width="1" height="{}" overflow="visible"><path class="seg-break" d="M-4 44L4 -4"></path>'
                '<path class="seg-break-edge" d="M-7.5 42L0 -2M0.5 42L8 -2"></path></svg>',
                shapes.at(where),
                HEIGHT,
            )
        )
    if piece.share >= 5:
        dark = piece.segment.kind != "work" or piece.shade in ("seg-1", "seg-3")
        parts.append(
            shapes.element("text", str(piece.no), class_="seg-no-dark" if dark else "seg-no", x=shapes.at(middle), y=25)
        )
    return shapes.element("g", shapes.together(parts))
