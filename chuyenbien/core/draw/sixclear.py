"""Six clarities (rà soát 6 rõ): which of the six an action has, and in words what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..verdict import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """One clarity: its short word, whether it is there, and what to add when it is not."""

    key: str
    label: Text
    ok: bool
    missing_text: Text = ""


def marks(items: Sequence[Mark], *, words: bool = True, compact: bool = False) -> SafeString:
    """Six small marks; ``words=False`` leaves the sentences out, ``compact`` makes one chip of it, for lists."""
    missing = [item for item in items if not item.ok]
    return render_to_string(
        "core/draw/sixclear.html",
        {"items": items, "missing": missing, "words": words, "compact": compact, "label": _("Six clarities")},
    )
