"""``{% opens thing as url %}``: the address of a thing the reader may see, else nothing: no link leads to 404.

One query each: for pages of one thing, not for rows of a list.
"""

from __future__ import annotations

from typing import Any

from django import template

from ..access import sees

register = template.Library()


@register.simple_tag(takes_context=True)
def opens(context: template.Context, thing: Any) -> str:
    if thing is None:
        return ""
    return str(thing.get_absolute_url()) if sees(context["request"].standing, thing) else ""
