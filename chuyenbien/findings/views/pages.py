"""The list of findings and the page of one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from chuyenbien import journal
from chuyenbien.core.web import reads
from chuyenbien.orgs.paging import Pages, figure_of

from .. import presenting, queries, rules
from ..forms import FindingFilter
from ..models import Finding
from .fetching import visible_finding

PER_PAGE = 25


@reads
def findings(request: Any) -> HttpResponse:
    """Every finding the reader may know of, bodies in official order."""
    filters = FindingFilter(request, request.standing)
    rows = filters.narrow(Finding.objects.visible_to(request.standing))
    page = Pages(queries.in_official_order(rows), PER_PAGE).get_page(request.GET.get("page"))
    tally = figure_of(rows, "tally", lambda: queries.tally(rows))
    return render(request, "findings/list.html", {"page": page, "filters": filters, "tally": tally})


@reads
def finding(request: Any, pk: int) -> HttpResponse:
    """One finding: what, whose, why, who answers, what became of it."""
    one = visible_finding(request, pk)
    visible = Finding.objects.visible_to(request.standing)
    responsible = one.responsibilities.select_related("person", "quoted_document")
    context = {
        "finding": one,
        "can": presenting.verdicts(request.actor, one),
        "own": rules.is_own(one),
        "causes": presenting.causes_of(one),
        "responsible": responsible,
        "amendments": presenting.amendments_of(one),
        "prior_reports": queries.reports_on(one, request.standing),
        "recurrence_of": visible.filter(recurrences=one).first() if one.recurrence_of_id else None,
        "recurrences": visible.filter(recurrence_of=one),
        "timeline": journal.timeline(one, reader=request.standing),
    }
    return render(request, "findings/finding.html", context)
