"""Figures: how actions are being handled, by unit, field, cycle or period; and those of one person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dates import WEEKDAYS

from chuyenbien.conferences.presenting import Month
from chuyenbien.core import clock
from chuyenbien.core.numbers import in_address
from chuyenbien.core.verdict import Verdict, require
from chuyenbien.core.web import reads
from chuyenbien.findings.queries import in_official_order
from chuyenbien.notices.rules import may_make_unit_feed
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.paging import Pages
from chuyenbien.remediation.models import Action

from .. import counting, figures_page, month, rules
from ..figures_form import FiguresFilter, MonthFilter, periods

PER_PAGE = 25


@reads
def figures(request: Any) -> HttpResponse:
    """Of everything the reader sees, in official order."""
    form = FiguresFilter(request, request.standing)
    scope = form.scope()
    told = counting.ended(scope)
    return render(
        request,
        "desk/figures.html",
        {
            **_tables(request, form, "desk:figures"),
            "ended": told,
            "numbers": figures_page.findings_numbers(scope, told),
            "done": figures_page.done_number(scope, told),
        },
    )


@reads
def figures_of_person(request: Any, pk: int) -> HttpResponse:
    """Of what one person leads, as far as the reader sees it."""
    person = get_object_or_404(Person, pk=pk)
    verdict = rules.can_read_personal_figures(request.standing, person)
    if not verdict and not Action.objects.visible_to(request.standing).filter(lead_person=person).exists():
        raise Http404
    require(verdict)
    form = FiguresFilter(request, request.standing, person)
    return render(request, "desk/figures.html", {**_tables(request, form, ""), "person": person})


@reads
def figures_findings(request: Any) -> HttpResponse:
    """The limitations behind a number of the page of figures."""
    form = FiguresFilter(request, request.standing)
    which = request.GET.get("which", "")
    if which not in counting.FINDINGS:
        raise Http404
    rows = in_official_order(counting.findings_of(form.scope(), which))
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "heading": counting.FINDINGS[which], "period": figures_page.period_words(form.scope())}
    return render(request, "desk/figures_findings.html", context)


@reads
def unit_calendar(request: Any) -> HttpResponse:
    """What falls on the days of a month: of one unit, or of everything the reader sees."""
    form = MonthFilter(request, request.standing)
    told = form.read()
    first, unit = form.month_of(told), told["unit"]
    weeks = month.weeks_of(request.standing, unit, first)
    feeds = may_make_unit_feed(request.standing, unit) if unit else Verdict.yes()
    context = {
        "form": form,
        "weeks": weeks,
        "unit": unit,
        "month": Month(first, request.GET),
        "is_empty": not any(day and (day.entries or day.names) for week in weeks for day in week),
        "can_subscribe": bool(feeds),
        "weekdays": list(WEEKDAYS.values()),
    }
    return render(request, "desk/unit_calendar.html", context)


def _tables(request: Any, form: FiguresFilter, name: str) -> dict[str, Any]:
    scope, by = form.scope(), form.rows_by()
    page = in_address(request.GET.get("page")) or 1
    groups, more = counting.groups(scope, by, page)
    all_of_it = counting.counted(scope)
    return {
        "form": form,
        "whole": figures_page.line(scope, all_of_it),
        "lines": figures_page.beside_shown(figures_page.lines_of(scope, name or "desk:figures", by, groups)),
        "by_label": counting.By(by).label,
        "ages": figures_page.ages_of(scope, counting.aged(scope)),
        "period": figures_page.period_words(scope),
        "periods": [(label, _with(request, since=first, until=last)) for label, first, last in periods(clock.today())],
        "all_time": _with(request),
        "previous": _with(request, keep_period=True, page=page - 1) if page > 1 else "",
        "next": _with(request, keep_period=True, page=page + 1) if more else "",
        "today": clock.today(),
    }


def _with(request: Any, *, keep_period: bool = False, **more: Any) -> str:
    """The present address with another period or page."""
    dropped = {"page"} if keep_period else {"page", "since", "until"}
    kept = {name: value for name, value in request.GET.items() if name not in dropped}
    return "?" + urlencode({**kept, **more})
