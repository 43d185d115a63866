"""Coverage of a whole cycle on one page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.reviews import queries as reviews
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.reviews.rules import sees_coverage

from .. import coverage as figures
from .. import rules
from ..forms import CoverageFilter
from ..paragraph import paragraph


@reads
def coverage(request: Any, pk: int) -> HttpResponse:
    """How far the bodies have come, by tier, kind or delegation; the sentence for a report; the same on paper."""
    cycles = ReviewCycle.objects.visible_to(request.standing).select_related("superior")
    cycle = get_object_or_404(cycles, pk=pk)
    filters = CoverageFilter(request, delegations=reviews.delegations_of(cycle, request.standing))
    told = filters.read()
    by: Any = told.pop("by") or "level"
    table = figures.table_of(cycle, request.standing, by=by, chosen=told)
    where = {name: value for name, value in told.items() if value}
    context = {
        "cycle": cycle,
        "data_state": rules.data_state(cycle),
        "filters": filters,
        "narrowed": filters.narrowed(),
        "table": table,
        "columns": figures.columns(),
        "tabs": [(key == by, label, f"?{urlencode({'by': key, **where})}") for key, label in figures.BY.items()],
        "paragraph": paragraph(cycle, table.counts, scope="; ".join(filters.narrowed())),
        "partial": not sees_coverage(request.standing, cycle),
        "today": clock.today(),
    }
    return render(request, "conferences/coverage.html", context)
