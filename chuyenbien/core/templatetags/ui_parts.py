"""Small parts: icons, chips, empty states, timelines, pages of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..clock import local_date
from ..draw import progress as progress_drawing
from ..draw.values import number

register = template.Library()

CHIP_ICONS = {
    "neutral": "dot",
    "info": "info",
    "good": "check",
    "warn": "alert",
    "bad": "stop",
    "done": "check-double",
    "paused": "pause",
    "code": "lock",
    "illus": "sparkle",
}


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, also when the list of built files lacks it (an error page must still stand)."""
    return _address(path, settings.STORAGES["staticfiles"]["BACKEND"], settings.STATIC_URL)


@cache
def _address(path: str, _storage: str, _root: str | None) -> str:
    """Looked up once: the built files do not change under a running program, and a page has hundreds of icons."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "clock" %}``: decoration beside words; with a label it speaks for itself."""
    return _drawn(asset("core/icons/icons.svg"), name, str(label))


@lru_cache(maxsize=1000)
def _drawn(sprite: str, name: str, label: str) -> SafeString:
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sprite, name
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.simple_tag
def chip(kind: str, text: Any, icon_name: str = "") -> SafeString:
    """``{% chip "warn" "text" %}``: a state as icon + word + colour. Kinds: the keys of ``CHIP_ICONS``."""
    known = kind if kind in CHIP_ICONS else "neutral"
    mark = icon(icon_name or CHIP_ICONS[known])
    return format_html('<span class="chip chip-{}">{}<span>{}</span></span>', known, mark, text)


@register.simple_tag
def state(obj: Any) -> SafeString:
    """``{% state obj %}``: the chip of ``obj.state_chip`` → (kind, label)."""
    told = getattr(obj, "state_chip", None)
    pair = told() if callable(told) else told
    if not pair:
        return SafeString("")
    kind, label = pair
    return chip(kind, label)


@register.simple_tag
def illustrative(obj: Any) -> SafeString:
    """``{% illustrative obj %}``: the chip *minh họa* when the row is an illustration."""
    return chip("illus", _("illustration")) if getattr(obj, "is_illustrative", False) else SafeString("")


@register.simple_tag
def empty(sentence: Any, icon_name: str = "inbox") -> SafeString:
    """``{% empty "sentence" %}``: what stands where rows would, saying what comes next."""
    return format_html('<div class="empty">{}<p>{}</p></div>', icon(icon_name), sentence)


@register.simple_tag
def progress(percent: Decimal | float | None, label: Any) -> SafeString:
    """``{% progress 45 label %}``: a thin bar with its number."""
    return progress_drawing.bar(percent if isinstance(percent, Decimal | float | int) else None, label)


@register.simple_tag
def crumbs(*pairs: Any) -> SafeString:
    """``{% crumbs _("Findings") list_url title "" %}``: the way here; the last may go without an address."""
    steps = list(zip(pairs[::2], pairs[1::2], strict=False))
    return render_to_string("core/parts/crumbs.html", {"steps": steps})


@register.simple_tag
def timeline(entries: Iterable[Any]) -> SafeString:
    """``{% timeline entries %}``: what happened, newest first as given, told by the journal."""
    told = [(entry, _recorded_later(entry)) for entry in entries]
    return render_to_string("core/parts/timeline.html", {"entries": told})


def _recorded_later(entry: Any) -> dt.datetime | None:
    """When it was recorded, if that was on another day than it happened."""
    at, recorded = getattr(entry, "at", None), getattr(entry, "recorded_at", None)
    if not isinstance(at, dt.datetime) or not isinstance(recorded, dt.datetime) or settings.STORY_TODAY:
        return None
    return recorded if local_date(recorded) != local_date(at) else None


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Any, name: str = "page") -> SafeString:
    """``{% pager page %}``: the pages of a list, the rest of the address kept; ``name`` is its parameter."""
    if not isinstance(page, Page):
        return SafeString("")
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)

    def url(place: int) -> str:
        query[name] = str(place)
        return f"?{query.urlencode()}"

    pages = page.paginator
    places: list[tuple[str, str, bool]] = []
    if pages.num_pages > 1:
        for place in pages.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
            known = isinstance(place, int)
            places.append((number(place, 0) if known else "…", url(int(place)) if known else "", place == page.number))
    return render_to_string(
        "core/parts/pager.html",
        {
            "places": places,
            "before": url(page.previous_page_number()) if page.has_previous() else "",
            "after": url(page.next_page_number()) if page.has_next() else "",
            "first": number(page.start_index(), 0),
            "last": number(page.end_index(), 0),
            "count": number(pages.count, 0),
            "total": pages.count,
        },
    )
