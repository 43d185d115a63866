"""Who acted on a rating, as its page may say it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from chuyenbien.core.templatetags.ui_values import person

from ..models import Rating

register = template.Library()


@register.simple_tag
def acted(rating: Rating, who: Any) -> SafeString:
    """``{% acted rating one.by %}``: the name of who acted; of the person rated under a code, the code."""
    if rating.is_code_only and who is not None and who.pk == rating.person_id:
        return format_html('<span lang="vi">{}</span>', rating.code)
    return person(who)
