"""How tasks are being handled, in the four buckets (and what stands beside them), each number leading to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..verdict import Text
from . import shapes
from .values import number

Kind = Literal["done", "late", "open", "overdue", "paused", "other"]


@dataclass(frozen=True, slots=True)
class Part:
    """One bucket: done on time, done late, open in time, overdue; paused and other stand beside the four."""

    kind: Kind
    label: Text
    count: int
    href: str = ""

    @property
    def number(self) -> str:
        return number(self.count, 0)


def bar(parts: Sequence[Part], *, label: Text = "") -> SafeString:
    """One stacked bar over a list of the buckets; the total always adds up."""
    total = sum(part.count for part in parts)
    left, pieces = 0.0, []
    for part in parts:
        share = 100 * part.count / total if total else 0
        if share:
            pieces.append(
                shapes.element(
                    "rect", class_=f"bucket-{part.kind}", x=shapes.at(left), width=shapes.at(share), height="20"
                )
            )
        left += share
    ground = shapes.element("rect", class_="bar-ground", width="100%", height="20")
    words = label or _("How the tasks stand")
    counted = "; ".join(f"{part.label}: {part.number}" for part in parts)
    image = shapes.canvas(
        shapes.together([ground, *pieces]), title=str(words), desc=counted, height=20, css_class="buckets-bar"
    )
    return render_to_string("core/draw/buckets.html", {"image": image, "parts": parts, "total": number(total, 0)})
