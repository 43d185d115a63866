"""How one wants to be told: mail, deputies, calendars; and for the office, how the mail is going."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.accounts.mails import can_send
from chuyenbien.core.verdict import Verdict, require
from chuyenbien.core.web import reads
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.queries import people_of

from .. import operations, queries, rules
from ..forms import AbsenceForm, FeedForm, PreferenceForm
from ..models import Absence, Feed, Preference

TOKEN = "notices_new_feed"  # noqa: S105 - the name under which a session keeps it until it has been shown


def _preference(person: Any) -> Preference:
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def _home() -> str:
    return reverse("notices:settings")


@reads
def settings_page(request: Any) -> HttpResponse:
    """Everything about being told; a new calendar's address is shown here once."""
    person = request.standing.person
    token = request.session.pop(TOKEN, None)
    address = request.build_absolute_uri(reverse("notices:calendar", args=[token])) if token else ""
    return render(
        request,
        "notices/settings.html",
        {
            "preference": _preference(person),
            "account": request.user,
            "can_send": can_send(),
            "absences": queries.absences_of(person),
            "standing_in": queries.deputised_by(person),
            "feeds": queries.feeds_of(person),
            "address": address,
            "may_watch": rules.may_watch_mail(request.standing),
            "allowed": Verdict.yes(),
        },
    )


@asks
def preference(request: Any) -> HttpResponse:
    known = _preference(request.standing.person)
    names = ("mail", "weekday", "quiet_from", "quiet_to", "language")
    return ask(
        request,
        PreferenceForm,
        title=_("How I want to be told"),
        verdict=rules.is_somebody(request.standing),
        perform=lambda form, by: operations.set_preference(by=by, **{name: form.cleaned_data[name] for name in names}),
        initial={name: getattr(known, name) for name in names},
        back=_home(),
        intro=_("Outside the program nothing but codes, dates and links is ever said."),
    )


@asks
def absence(request: Any) -> HttpResponse:
    standing = request.standing
    deputies = people_of(list(standing.roles)).exclude(pk=standing.person_id or 0)
    return ask(
        request,
        AbsenceForm,
        title=_("Name a deputy for an absence"),
        verdict=rules.is_somebody(standing),
        form_kwargs={"deputies": deputies},
        perform=lambda form, by: operations.declare_absence(
            by=by,
            deputy=form.cleaned_data["deputy"],
            first_on=form.cleaned_data["first_on"],
            last_on=form.cleaned_data["last_on"],
        ),
        back=_home(),
    )


@writes
def end_absence(request: Any, pk: int) -> HttpResponse:
    own = get_object_or_404(Absence, pk=pk, person_id=request.standing.person_id)
    return act(request, verdict=Verdict.yes(), perform=lambda by: operations.end_absence(own, by=by), back=_home())


@asks
def feed(request: Any) -> HttpResponse:
    """Make a calendar. Its address goes into the session, to be shown once."""

    def perform(form: FeedForm, by: Any) -> Feed:
        made, token = operations.make_feed(by=by, unit=form.cleaned_data["unit"])
        request.session[TOKEN] = token
        return made

    return ask(
        request,
        FeedForm,
        title=_("Make a calendar for another program"),
        verdict=rules.is_somebody(request.standing),
        form_kwargs={"units": request.standing.units_with(*rules.FEEDING)},
        perform=perform,
        back=_home(),
        submit=_("Make the calendar"),
        intro=_("Whoever has its address can read it without signing in: codes and dates, no content."),
    )


@writes
def revoke_feed(request: Any, pk: int) -> HttpResponse:
    own = get_object_or_404(queries.feeds_of(request.standing.person), pk=pk)
    return act(request, verdict=Verdict.yes(), perform=lambda by: operations.revoke_feed(own, by=by), back=_home())


@reads
def mail(request: Any) -> HttpResponse:
    """How the mail of one's units is going, and who cannot be reached by it."""
    require(rules.may_watch_mail(request.standing))
    units = request.standing.units_with(*rules.WATCHING)
    unreached = queries.without_address(units)
    return render(
        request,
        "notices/mail.html",
        {
            "states": queries.mail_states(units),
            "page": Paginator(unreached, 25).get_page(request.GET.get("page")),
            "can_send": can_send(),
        },
    )
