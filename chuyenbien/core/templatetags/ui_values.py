"""Values on a page: texts, dates, numbers, names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..draw import values

register = template.Library()

_NOTHING = format_html('<span class="muted">{}</span>', values.NOTHING)


@register.simple_tag
def usertext(value: Any) -> SafeString:
    """``{% usertext value %}``: what people typed, marked as Vietnamese, line breaks kept."""
    return values.usertext(value)


@register.filter
def marked(sentence: Any) -> Any:
    """``{{ sentence|marked }}``: what a sentence of the interface quotes of people's words, marked as Vietnamese."""
    return values.marked(sentence)


@register.simple_block_tag
def pagetitle(content: SafeString) -> SafeString:
    """``{% pagetitle %}…{% endpagetitle %}``: the title of the page, in the language of the thing it names."""
    foreign = not (get_language() or "vi").startswith("vi") and values.is_vietnamese(content)
    return format_html("<title{}>{}</title>", SafeString(' lang="vi"') if foreign else "", content.strip())


@register.simple_tag
def vdate(value: dt.date | dt.datetime | None, precision: str = "day") -> SafeString:
    """``{% vdate d %}``: dd/mm/yyyy; ``precision`` month, year or approximate shows only what is known."""
    if not isinstance(value, dt.date):
        return _NOTHING
    local = timezone.localtime(value) if isinstance(value, dt.datetime) and timezone.is_aware(value) else value
    machine = {"month": "%Y-%m", "year": "%Y", "approximate": "%Y"}.get(precision, "%Y-%m-%d")
    return format_html(
        '<time datetime="{}" class="nowrap">{}</time>', local.strftime(machine), values.day(value, precision)
    )


@register.simple_tag
def vdatetime(value: dt.datetime | None) -> SafeString:
    """``{% vdatetime d %}``: dd/mm/yyyy hh:mm in the office's time zone."""
    if not isinstance(value, dt.datetime):
        return _NOTHING
    return format_html(
        '<time datetime="{}" class="nowrap">{}</time>', value.isoformat(timespec="seconds"), values.moment(value)
    )


@register.simple_tag
def num(value: Any, places: int | None = None) -> SafeString:
    """``{% num x 1 %}``: 1.234,5 or 1,234.5 by language; without places as many as the value has."""
    shown = values.number(value, places)
    return _NOTHING if shown == values.NOTHING else format_html('<span class="number">{}</span>', shown)


@register.simple_tag
def percent(value: Any, places: int | None = None) -> SafeString:
    """``{% percent x %}``: a value already in percent."""
    shown = values.percent(value, places)
    return _NOTHING if shown == values.NOTHING else format_html('<span class="number">{}</span>', shown)


@register.simple_tag
def person(value: Any, link: bool = False) -> SafeString:
    """``{% person p %}``: the name of a person; ``link=True`` leads to their page."""
    return _name(value, "person", link=link)


@register.simple_tag
def unit(value: Any, short: bool = False, link: bool = False) -> SafeString:
    """``{% unit u %}``: the name of a unit; ``short=True`` its short name where it has one."""
    shown = getattr(value, "short_name", "") or value if short else value
    return _name(value, "unit", link=link, shown=shown)


def _name(value: Any, css_class: str, *, link: bool, shown: Any = None) -> SafeString:
    if value is None or value == "":
        return _NOTHING
    url = value.get_absolute_url() if link and hasattr(value, "get_absolute_url") else ""
    if url:
        return format_html('<a class="{}" lang="vi" href="{}">{}</a>', css_class, url, shown or value)
    return format_html('<span class="{}" lang="vi">{}</span>', css_class, shown or value)


@register.filter
def shown(value: Any) -> str:
    """Any value of a form field as plain words."""
    return values.shown(value)


@register.filter
def filesize(value: int) -> str:
    return str(filesizeformat(value))
