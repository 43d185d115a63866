"""The calendar, the page of a conference, of a conclusion, and the notice as it is printed."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.findings.models import Finding

from .. import presenting, programme, queries, rules, warnings
from ..enums import Effect
from ..forms import CalendarFilter
from .fetching import visible_conclusion, visible_conference


@reads
def calendar(request: Any) -> HttpResponse:
    """The conferences of a month by day, with what clashes."""
    filters = CalendarFilter(request, request.standing)
    told = filters.read()
    month = filters.month_of(told)
    rows = queries.in_month(queries.visible(request.standing), month)
    if told["delegation"]:
        rows = rows.filter(dossier__delegation=told["delegation"])
    conferences = list(rows)
    clashes = queries.clashes(conferences)
    clashing = {one.pk for clash in clashes for one in (clash.first, clash.second)}
    days = [
        (day, [(one, one.pk in clashing) for one in of_day])
        for day, of_day in groupby(conferences, key=lambda one: clock.local_date(one.starts_at))
    ]
    context = {"filters": filters, "days": days, "clashes": clashes, "month": presenting.Month(month, request.GET)}
    return render(request, "conferences/calendar.html", context)


@reads
def conference(request: Any, pk: int) -> HttpResponse:
    one = visible_conference(request, pk)
    context = {
        "conference": one,
        "attendances": one.attendances.select_related("person"),
        "clashes": [(clash, clash.other_than(one)) for clash in queries.clashes_of(one, request.standing)],
        "data_state": rules.data_state(one.dossier.cycle),
        "warnings": warnings.of_conference(one),
        "programme": programme.of_conference(one),
        "opinions": one.opinions.select_related("about"),
        "can": {
            "move": rules.can_move(request.actor, one),
            "hold": rules.can_hold(request.actor, one),
            "keep": rules.can_keep(request.actor, one),
            "print": rules.can_print(request.actor, one),
            "names": rules.can_read_names(request.actor, one),
        },
        "timeline": journal.timeline(one, reader=request.standing),
    }
    return render(request, "conferences/conference.html", context)


@reads
def conclusion(request: Any, pk: int) -> HttpResponse:
    """The draft with what still stands in the way, or the issued conclusion with its findings."""
    one = visible_conclusion(request, pk)
    visible = Finding.objects.visible_to(request.standing)
    context = {
        "conclusion": one,
        "data_state": rules.data_state(one.dossier.cycle),
        "lines": presenting.lines_of(one),
        "visible": set(visible.filter(concluded_in__conclusion=one).values_list("pk", flat=True)),
        "directions": [] if one.is_issued else queries.open_directions(one.dossier),
        "unsettled": [] if one.is_issued else queries.unsettled_findings(one).select_related("field"),
        "can": {
            "edit": rules.can_edit(request.actor, one),
            "issue": rules.can_issue(request.actor, one),
            "attach": rules.can_attach(request.actor, one),
        },
        "timeline": journal.timeline(one, reader=request.standing),
    }
    return render(request, "conferences/conclusion.html", context)


@reads
def notice(request: Any, pk: int) -> HttpResponse:
    """The issued notice of conclusion as a clean page for paper."""
    issued = queries.visible_conclusions(request.standing).filter(issued_at__isnull=False)
    one = get_object_or_404(issued, pk=pk)
    lines = presenting.lines_of(one)
    context = {
        "conclusion": one,
        "stated": [line for line in lines if line.effect == Effect.STATES],
        "others": [line for line in lines if line.effect != Effect.STATES],
        "directions": one.dossier.directions.filter(round=one.round),
    }
    return render(request, "conferences/notice.html", context)
