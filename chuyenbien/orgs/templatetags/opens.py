"""``{% opens thing as url %}``: the address of a thing the reader may see, else nothing: no link leads to 404.

One query each: for pages of one thing, not for rows of a list.
"""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def opens(context: template.Context, thing: Any) -> str:
    if thing is None:
        return ""
    standing = context["request"].standing
    visible = type(thing)._default_manager.visible_to(standing).filter(pk=thing.pk).exists()
    return str(thing.get_absolute_url()) if visible else ""
