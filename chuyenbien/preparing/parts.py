"""What this room puts on pages of lower rooms."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.orgs.acting import standing_of
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.reviews.rules import PREPARERS

from . import rules


def of_cycle(request: HttpRequest, cycle: ReviewCycle) -> SafeString:
    """The way from a cycle to its preparation, for those who run it or are named."""
    standing = standing_of(request)
    if not standing.holds_any(PREPARERS, cycle.superior_id) and not rules.prepares(standing, cycle):
        return SafeString("")
    return SafeString(render_to_string("preparing/parts/of_cycle.html", {"cycle": cycle}, request))
