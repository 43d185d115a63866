"""What this room puts on pages of rooms below: which cycles follow a rule pack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from chuyenbien.orgs.acting import standing_of
from chuyenbien.regulations.book import Book

from .models import ReviewCycle


def of_pack(request: Any, book: Book) -> SafeString:
    return of_packs(request, [book])


def of_packs(request: Any, books: Sequence[Book]) -> SafeString:
    """The reader's cycles that follow any of some packs, the latest first."""
    titles = {book.key: book.title for book in books}
    cycles = ReviewCycle.objects.visible_to(standing_of(request)).filter(rule_pack__in=titles)
    rows = [(one, titles[one.rule_pack]) for one in cycles.order_by("-period_end", "-pk")[:50]]
    if not rows:
        return mark_safe("")
    return mark_safe(render_to_string("reviews/parts/of_packs.html", {"rows": rows, "many": len(books) > 1}))
