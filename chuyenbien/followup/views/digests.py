"""The leader's page of the week, through the office: one sheet, printable."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from chuyenbien.core import clock
from chuyenbien.core.verdict import require
from chuyenbien.core.web import reads
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.models import Unit

from .. import digest, rules


@reads
def digests(request: HttpRequest) -> HttpResponse:
    """The units for whose leaders the reader prints the page."""
    units = Unit.objects.on().filter(pk__in=rules.units_that_write(actor_of(request)))
    return render(request, "followup/digests.html", {"units": units})


@reads
def digest_of(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    shown = get_object_or_404(Unit.objects.filter(pk__in=rules.units_that_write(actor)), pk=pk)
    require(rules.can_read_digest(actor, shown))
    only = request.GET.get("part", "")
    if only and only not in digest.TITLES:
        raise Http404
    today = clock.today()
    monday, sunday = digest.week_of(today)
    context = {
        "unit": shown,
        "parts": digest.parts_of(shown, standing_of(request), today, only),
        "only": only,
        "today": today,
        "monday": monday,
        "sunday": sunday,
    }
    return render(request, "followup/digest.html", context)
