"""``{% panels "finding" finding %}``: what higher rooms add to this page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from chuyenbien.core import panels as registry

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, subject: Any) -> SafeString:
    return registry.rendered(place, context["request"], subject)
