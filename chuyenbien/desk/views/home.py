"""First pages: each opens to what its reader came for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.draw import buckets
from chuyenbien.core.numbers import in_address
from chuyenbien.core.verdict import Text
from chuyenbien.core.web import reads
from chuyenbien.indicators import presentation
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import queries as remediation
from chuyenbien.reviews.enums import CycleState, SuggestionState
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier, Suggestion

from .. import overview as figures
from .. import waiting
from ..scope import Scope

BODY = (Role.HEAD, Role.EDITOR, Role.MEMBER, Role.STAFF)


def pages_of(standing: Standing) -> list[tuple[str, Text]]:
    """The first pages a person has, the most fitting first."""
    pages: list[tuple[str, Text]] = []
    if standing.units_with(Role.BOARD_LEADER):
        pages.append(("desk:overview", _("Overview")))
    if standing.units_with(Role.OFFICE_OFFICER):
        pages.append(("desk:office", _("Running the cycle")))
    if standing.units_with(Role.VERIFIER):
        pages.append(("verification:queue", _("To confirm")))
    if standing.person and standing.person.delegation_seats.exists():
        pages.append(("desk:delegation", _("My delegation")))
    if standing.units_with(*BODY):
        pages.append(("desk:my_work", _("My work")))
    if standing.inspected:
        pages.append(("desk:journal", _("Journal")))
    if standing.units_with(Role.ADMINISTRATOR):
        pages.append(("orgs:units", _("Units")))
    return pages or [("desk:my_work", _("My work"))]


@reads
def home(request: Any) -> HttpResponse:
    """Send each person to the page they came for."""
    return redirect(pages_of(request.standing)[0][0])


@reads
def overview(request: Any) -> HttpResponse:
    scope = Scope(
        request.standing,
        unit=in_address(request.GET.get("unit")),
        field=in_address(request.GET.get("field")),
        cycle=in_address(request.GET.get("cycle")),
    )
    against = "original" if request.GET.get("against") == "original" else "approved"
    counts = figures.counts_of(scope, against=against)
    page = in_address(request.GET.get("page")) or 1
    matrix, more = figures.handling_matrix(scope, page=page)
    return render(
        request,
        "desk/overview.html",
        {
            "tabs": pages_of(request.standing),
            "charged": figures.charged(request.standing),
            "waiting": waiting.for_leader(request.standing),
            "bar": buckets.bar(figures.bucket_parts(scope, counts, against)),
            "total": sum(counts.values()),
            "rates": remediation.rates(counts),
            "against": against,
            "matrix": matrix,
            "page": page,
            "more": more,
            "stuck_actions": figures.stuck_actions(scope),
            "stuck_requests": figures.stuck_requests(scope),
            "indicators": presentation.rows(figures.indicators(scope)),
            "scope_unit": Unit.objects.filter(pk=scope.unit).first() if scope.unit else None,
            "today": clock.today(),
        },
    )


@reads
def office(request: Any) -> HttpResponse:
    units = request.standing.units_with(Role.OFFICE_OFFICER)
    cycles = ReviewCycle.objects.filter(superior_id__in=units, state=CycleState.OPEN)
    return render(
        request,
        "desk/office.html",
        {
            "tabs": pages_of(request.standing),
            "cycles": cycles.select_related("superior").prefetch_related("milestones"),
            "waiting": waiting.for_office(request.standing),
            "not_sent": ReviewDossier.objects.filter(cycle__in=cycles, state="preparing")
            .select_related("body", "cycle")
            .order_by("body__official_order")[:20],
            "today": clock.today(),
        },
    )


@reads
def my_work(request: Any) -> HttpResponse:
    standing: Standing = request.standing
    rows = remediation.mine(standing.person)
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return render(
        request,
        "desk/my_work.html",
        {
            "tabs": pages_of(standing),
            "page": page,
            "waiting": waiting.for_body(standing),
            "own": waiting.for_person(standing),
            "today": clock.today(),
        },
    )


@reads
def delegation(request: Any) -> HttpResponse:
    person = request.standing.person
    issued = Suggestion.objects.filter(state=SuggestionState.ISSUED).prefetch_related("items")
    seats = person.delegation_seats.select_related("delegation__cycle") if person else []
    dossiers = (
        ReviewDossier.objects.filter(delegation__members__person=person)
        .select_related("body", "cycle", "delegation")
        .prefetch_related(Prefetch("suggestions", issued), "conferences")
        .order_by("cycle", "body__official_order")
    )
    return render(
        request,
        "desk/delegation.html",
        {"tabs": pages_of(request.standing), "seats": seats, "dossiers": dossiers},
    )
