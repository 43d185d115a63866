"""Opening ratings: of all bodies, of all people of the bodies, of one person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.forms import AskForm
from chuyenbien.core.verdict import require
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.acting import actor_of
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.orgs.queries import people_with
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import choosing, forms, operations, rules
from ..choosing import Place
from ..models import Rating
from ..models.rating import PREPARERS
from .fetching import visible_cycle, visible_dossier

NAMED = 100
"""How many people in several bodies one page names."""


@writes
def open_all(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    return act(
        request,
        verdict=rules.can_open(actor_of(request), one),
        perform=lambda by: operations.open_ratings(one, by=by),
        back=reverse("ratings:cycle", args=[pk]),
    )


@asks
def open_person(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = visible_dossier(request, pk)
    cycle = dossier.cycle
    there = Rating.objects.filter(dossier=dossier, person__isnull=False).values("person_id")
    offered = (
        Membership.objects.filter(unit=dossier.body, valid_from__lte=cycle.period_end)
        .exclude(valid_until__lt=cycle.period_start)
        .exclude(person__in=there)
        .values("person_id")
    )
    people = people_with(PREPARERS, cycle.superior_id) | people_with("head", dossier.body_id)
    return ask(
        request,
        forms.PersonForm,
        title=_("Open the rating of a person"),
        subject=dossier,
        verdict=directly_or_for(actor_of(request), lambda by: rules.can_open_person(by, dossier), people=people),
        form_kwargs={"offered": offered, "rule": lambda by: rules.can_open_person(by, dossier), "people": people},
        perform=lambda form, by: operations.open_person_rating(dossier, by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
        submit=_("Open the rating"),
        intro=_("Whoever held a post in the body within the period is offered."),
    )


@asks
def open_people(request: HttpRequest, pk: int) -> HttpResponse:
    """The ratings of all people, a part with each request: how far it has come, and the button that goes on."""
    one = visible_cycle(request, pk)
    verdict = rules.can_open(actor_of(request), one)
    if request.method == "POST":
        return act(
            request,
            verdict=verdict,
            perform=lambda by: operations.open_people(one, by=by),
            back=f"{request.path}?going=1",
        )
    require(verdict)
    found = choosing.places(one)
    left = len(found.alone)
    whole = found.opened + left
    context = {
        "cycle": one,
        "whole": whole,
        "left": left,
        "done": found.opened,
        "percent": 100 * found.opened // whole if whole else None,
        "going": bool(request.GET.get("going")) and left > 0,
        "form": AskForm(),
        "unplaced": _named(one, found.several[:NAMED]),
        "more": max(0, len(found.several) - NAMED),
    }
    return render(request, "ratings/open_people.html", context)


def _named(cycle: ReviewCycle, people: list[list[Place]]) -> list[tuple[Person, list[tuple[ReviewDossier, str]]]]:
    """Each person with the bodies they were in and what they were there."""
    rows = [place for held in people for place in held]
    persons = Person.objects.in_bulk({place.person_id for place in rows})
    dossiers = cycle.dossiers.order_by().filter(body__in={place.unit_id for place in rows}).select_related("body")
    by_body = {one.body_id: one for one in dossiers}
    return [
        (persons[held[0].person_id], [(by_body[place.unit_id], str(Role(place.role).label)) for place in held])
        for held in people
    ]
