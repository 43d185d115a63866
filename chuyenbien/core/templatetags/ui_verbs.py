"""Buttons for acts. A refused one stays visible and says why."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..draw.shapes import new_id
from ..draw.values import marked
from ..forms import new_command_id
from .ui_fields import csrf
from .ui_parts import icon as icon_of

register = template.Library()

_STYLES = {"primary": "btn btn-primary", "secondary": "btn", "quiet": "btn btn-quiet", "danger": "btn btn-danger"}


def _inside(label: Any, icon: str) -> SafeString:
    return format_html("{}{}", icon_of(icon) if icon else "", label)


def _refused(verdict: Any, label: Any, style: str, icon: str) -> SafeString:
    """The look of a button that cannot be used, with the reason beside it and wired to it."""
    reason = getattr(verdict, "reason", "") or _("Not possible now.")
    identity = new_id("why")
    return format_html(
        '<span class="verb"><button type="button" class="{}" aria-disabled="true" aria-describedby="{}">{}</button>'
        '<span class="verb-reason" id="{}">{}</span></span>',
        _STYLES.get(style, "btn"),
        identity,
        _inside(label, icon),
        identity,
        marked(reason),
    )


@register.simple_tag
def verb(verdict: Any, url: str, label: Any, style: str = "secondary", icon: str = "") -> SafeString:
    """``{% verb verdict url label style="primary" %}``: a link that looks like a button; refused → with its reason.

    Styles: primary, secondary, quiet, danger. No verdict (a missing variable) counts as refused.
    """
    if not verdict:
        return _refused(verdict, label, style, icon)
    return format_html('<a class="{}" href="{}">{}</a>', _STYLES.get(style, "btn"), url, _inside(label, icon))


@register.simple_tag(takes_context=True)
def post_verb(
    context: Context, verdict: Any, url: str, label: Any, style: str = "secondary", icon: str = "", **hidden: Any
) -> SafeString:
    """``{% post_verb verdict url label %}``: the same as a form of one button; further arguments are sent along."""
    if not verdict:
        return _refused(verdict, label, style, icon)
    sent = {"command_id": new_command_id(), **hidden}
    return format_html(
        '<form class="verb" method="post" action="{}">{}{}<button type="submit" class="{}">{}</button></form>',
        url,
        csrf(context),
        format_html_join("", '<input type="hidden" name="{}" value="{}">', sent.items()),
        _STYLES.get(style, "btn"),
        _inside(label, icon),
    )
