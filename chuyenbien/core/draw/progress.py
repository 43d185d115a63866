"""How far something is, as a thin bar with its number beside it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..verdict import Text
from . import shapes
from .values import percent as percent_text


def bar(percent: Decimal | float | None, label: Text) -> SafeString:
    """``label`` says what is measured; it is read aloud, the number stands visible."""
    if percent is None:
        return format_html('<span class="progress muted">{}</span>', _("no figure yet"))
    share = max(0.0, min(100.0, float(percent)))
    ground = shapes.element("rect", class_="bar-ground", width="100%", height="8", rx="4")
    value = shapes.element("rect", class_="bar-value", width=shapes.at(share), height="8", rx="4")
    return format_html(
        '<span class="progress"><svg height="8" aria-hidden="true" focusable="false">{}{}</svg>'
        '<span class="visually-hidden">{}: </span><b>{}</b></span>',
        ground,
        value,
        label,
        percent_text(percent),
    )
