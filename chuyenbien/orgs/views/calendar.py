"""The table of holidays by which working days are reckoned."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.numbers import in_address
from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks

from .. import operations, rules
from ..acting import actor_of
from ..forms.calendar import CalendarDayForm, RemoveDayForm
from ..forms.given import given
from ..models import CalendarDay


@reads
def calendar(request: HttpRequest) -> HttpResponse:
    """One year's holidays, the other years a click away."""
    year = in_address(request.GET.get("year")) or clock.today().year
    years = {day.year for day in CalendarDay.objects.values_list("day", flat=True)} | {clock.today().year}
    context = {
        "year": str(year),
        "years": [str(one) for one in sorted(years)],
        "days": CalendarDay.objects.filter(day__year=year) if 1900 <= year <= 2200 else CalendarDay.objects.none(),
        "can": rules.can_manage_calendar(actor_of(request)),
    }
    return render(request, "orgs/calendar.html", context)


@asks
def day_new(request: HttpRequest) -> HttpResponse:
    return ask(
        request,
        CalendarDayForm,
        title=_("Enter a holiday or a day worked in exchange"),
        verdict=rules.can_manage_calendar(actor_of(request)),
        perform=lambda form, by: operations.save_calendar_day(by=by, **given(form)),
        back=lambda entry: entry.get_absolute_url(),
    )


@asks
def day_edit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(CalendarDay, pk=pk)
    names = ("day", "name", "is_worked", "basis", "is_checked")
    return ask(
        request,
        CalendarDayForm,
        title=_("Change a day of the table of holidays"),
        verdict=rules.can_manage_calendar(actor_of(request)),
        initial={name: getattr(entry, name) for name in names},
        perform=lambda form, by: operations.save_calendar_day(entry=entry, by=by, **given(form)),
        back=lambda saved: saved.get_absolute_url(),
    )


@asks
def day_remove(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(CalendarDay, pk=pk)
    return ask(
        request,
        RemoveDayForm,
        title=_("Take a day out of the table of holidays"),
        intro=entry.shown_title,
        verdict=rules.can_manage_calendar(actor_of(request)),
        perform=lambda form, by: operations.remove_calendar_day(entry, by=by, because=form.cleaned_data["because"]),
        back=f"{reverse('orgs:calendar')}?year={entry.day.year}",
    )
