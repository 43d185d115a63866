"""The cycles that are being prepared, and where the preparation of one stands."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.enums import Role

from .. import queries, rules
from ..models import Preparer, SuggestionDecision
from .fetching import opened_cycle

PER_PAGE = 50


@reads
def cycles(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request)
    page = Paginator(queries.cycles(standing), PER_PAGE).get_page(request.GET.get("page"))
    named = queries.named_for(standing)
    decided = SuggestionDecision.objects.filter(cycle__in=[one.pk for one in page], replaced_at=None)
    papers = {one.cycle_id: one for one in decided.select_related("document")}
    rows = [(one, one.pk in named, papers.get(one.pk)) for one in page.object_list]
    return render(request, "preparing/cycles.html", {"page": page, "rows": rows})


@reads
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is named, what is decided; the signals themselves are a page of their own."""
    one, standing, actor = opened_cycle(request, pk), standing_of(request), actor_of(request)
    people = Preparer.objects.filter(cycle=one).select_related("person", "named_by", "withdrawn_by")
    decisions = SuggestionDecision.objects.filter(cycle=one).select_related("document", "by")
    context = {
        "cycle": one,
        "prepares": rules.prepares(standing, one),
        "current": [row for row in people if row.until is None],
        "former": [row for row in people if row.until is not None],
        "decision": rules.decision_of(one),
        "rounds": queries.rounds_of(one, standing),
        "can_ask": rules.can_ask(actor, one),
        "leads": standing.holds(Role.BOARD_LEADER, one.superior_id),
        "replaced": decisions.exclude(replaced_at=None),
        "can_name": directly_or_for(actor, lambda by: rules.can_name(by, one), people=rules.namers_of(one)),
        "can_decide": directly_or_for(actor, lambda by: rules.can_decide(by, one), people=rules.leaders_of(one)),
    }
    return render(request, "preparing/cycle.html", context)
