"""The course of remedy (tiến trình khắc phục): where a finding stands, from suggested to changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..verdict import Text

State = Literal["done", "current", "todo", "skipped"]

_ICONS = {"done": "check", "current": "dot", "todo": "", "skipped": "minus"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``label`` is in the reader's language, ``who`` is what people are called (Vietnamese)."""

    key: str
    label: Text
    date_text: str = ""
    who: str = ""
    state: State = "todo"
    href: str = ""

    @property
    def icon(self) -> str:
        return _ICONS[self.state]

    @property
    def state_words(self) -> str:
        return {
            "done": _("done"),
            "current": _("now here"),
            "todo": _("not yet"),
            "skipped": _("not needed"),
        }[self.state]


def course(steps: Sequence[Step], *, label: Text = "") -> SafeString:
    """The steps as one line, upright in a narrow place. A list with links: nothing else stands in for it."""
    return render_to_string("core/draw/course.html", {"steps": steps, "label": label or _("Course of remedy")})
