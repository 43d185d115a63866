"""Pages that tell where matters are, for how long, over many of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from chuyenbien.core.web import reads
from chuyenbien.orgs.paging import Pages

from .. import places
from ..forms.places import LongFilter, PlaceFilter


@reads
def where(request: Any) -> HttpResponse:
    """The open matters of a unit and of a field, each with its holders, and how long each holder has had them."""
    wanted = PlaceFilter(request, request.standing)
    told = wanted.read()
    rows = places.open_matters(request.standing, told["unit"], told["field"])
    page = Pages(places.with_holdings(rows), 10).get_page(request.GET.get("page"))
    context = {
        "filter": wanted,
        "page": page,
        "matters": places.drawn(page.object_list),
        "totals": places.totals(rows),
        "unrecorded": places.unrecorded(rows),
    }
    return render(request, "escalation/where.html", context)


@reads
def long_standing(request: Any) -> HttpResponse:
    """What has been open for long, across cycles and units."""
    wanted = LongFilter(request, request.standing)
    told = wanted.read()
    rows = places.open_matters(request.standing, told["unit"], told["field"])
    page = Pages(places.long_standing(rows, told["age"]), 25).get_page(request.GET.get("page"))
    context = {"filter": wanted, "page": page, "years": settings.LONG_STANDING_YEARS}
    return render(request, "escalation/long.html", context)
