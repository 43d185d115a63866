"""The cycles with ratings, the ratings of one in official order, and the share of *excellent* by group."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.paging import Pages

from .. import queries, quotas, rules, weighing
from ..forms import RatingFilter
from ..models import Rating
from .fetching import prepared_cycle, visible_cycle

PER_PAGE = 50
CANDIDATES = 30
"""How many candidates of a group one page names."""


@reads
def cycles(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request)
    page = Paginator(queries.cycles(standing), PER_PAGE).get_page(request.GET.get("page"))
    told = queries.counts(list(page.object_list), standing)
    rows = [(one, told.get(one.pk), rules.prepares(standing, one)) for one in page.object_list]
    return render(request, "ratings/cycles.html", {"page": page, "rows": rows})


@reads
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """The ratings of a cycle in official order, never ranked; those outside the preparation see their own rows."""
    one, standing, actor = visible_cycle(request, pk), standing_of(request), actor_of(request)
    prepares = rules.prepares(standing, one)
    filters = RatingFilter(request, kinds=queries.kinds_in(one) if prepares else [])
    chosen = filters.read()
    rows = queries.narrowed(queries.of_cycle(one, standing), chosen)
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    for rating in listed:
        rating.cycle = one
        rating.dossier.cycle = one
    weighed = weighing.weigh_all(listed, reader=None if prepares else standing)
    columns, lines = queries.distribution(one, chosen.get("kind") or "") if prepares else ([], [])
    context: dict[str, Any] = {
        "cycle": one,
        "book": one.book,
        "prepares": prepares,
        "filters": filters,
        "filtered": any(value for name, value in chosen.items() if name != "step"),
        "page": page,
        "rows": [(rating, weighed.get(rating.pk)) for rating in listed],
        "withheld": [] if prepares else queries.withheld(one, standing)[:PER_PAGE],
        "columns": columns,
        "lines": lines,
        "unopened": queries.without_rating(one) if prepares else 0,
        "can_open": rules.can_open(actor, one),
        "can_publish": directly_or_for(actor, lambda by: rules.leads(by, one), people=rules.people_of_cycle(one))
        if prepares
        else Verdict.no(""),
    }
    return render(request, "ratings/cycle.html", context)


@reads
def quota(request: HttpRequest, pk: int) -> HttpResponse:
    """Only for those who prepare: both readings of the share, what is over, and facts of each candidate."""
    one = prepared_cycle(request, pk)
    groups = quotas.groups(one)
    named: list[Rating] = []
    by_group: dict[str, list[Rating]] = {}
    for group in groups:
        rows = quotas.candidates(one, group).select_related("body", "person", "dossier")
        by_group[group.key] = list(rows.order_by("place", "body", "rank", "id")[:CANDIDATES]) if group.excellent else []
        named += by_group[group.key]
    for rating in named:
        rating.cycle = one
        rating.dossier.cycle = one
    weighed = weighing.weigh_all(named)
    actor = actor_of(request)
    context = {
        "cycle": one,
        "book": one.book,
        "groups": [(group, [(rating, weighed.get(rating.pk)) for rating in by_group[group.key]]) for group in groups],
        "can_decide": directly_or_for(actor, lambda by: rules.leads(by, one), people=rules.people_of_cycle(one)),
    }
    return render(request, "ratings/quota.html", context)
