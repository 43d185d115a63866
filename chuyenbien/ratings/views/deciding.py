"""The decision, its publication and what follows."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.forms.given import given

from .. import forms, operations, quotas, reviewed, rules, weighing
from ..models import Rating, RatingPetition
from .fetching import acted_by, prepared_cycle, visible_rating

NAMED = 50
"""How many ratings that are left out of a publication one page names."""


@asks
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    weighed = weighing.weigh(one)
    if weighed is None:
        raise Http404
    return ask(
        request,
        forms.DecideForm,
        title=_("Decide the rating"),
        subject=one,
        perform=lambda form, by: operations.decide(one, by=by, **_decided(form)),
        back=one.get_absolute_url(),
        revision_of=one,
        initial={"level": weighed.level},
        submit=_("Record what was decided"),
        template="ratings/decide.html",
        context={"weighed": weighed, "rating": one},
        **acted_by(request, rules.can_decide, one, weighed=weighed, code_only=one.is_code_only),
    )


@asks
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    weighed = weighing.weigh(one)
    if weighed is None:
        raise Http404
    return ask(
        request,
        forms.CorrectForm,
        title=_("Correct the decision"),
        subject=one,
        perform=lambda form, by: operations.correct_decision(
            one, by=by, correction=form.cleaned_data.get("correction", ""), **_decided(form)
        ),
        back=one.get_absolute_url(),
        revision_of=one,
        submit=_("Record the correction"),
        template="ratings/decide.html",
        context={"weighed": weighed, "rating": one},
        **acted_by(request, rules.can_correct, one, weighed=weighed, code_only=one.is_code_only),
    )


def _decided(form: forms.DecideForm) -> dict[str, Any]:
    told = form.cleaned_data
    return {
        "level": told["level"],
        "exemption": told.get("exemption", ""),
        "document": told["document"],
        "points": told.get("points"),
        "because": told.get("because", ""),
        "above_unit_because": told.get("above_unit_because", ""),
        "revision": told["revision"],
    }


@asks
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    return ask(
        request,
        forms.PublishForm,
        title=_("Publish the rating"),
        subject=one,
        perform=lambda form, by: operations.publish_ratings(one, by=by, document=form.cleaned_data["document"]),
        back=one.get_absolute_url(),
        submit=_("Publish"),
        intro=_("From then on those who have to do with the subject see the rating."),
        **acted_by(request, rules.can_publish, one),
    )


@asks
def publish_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    one = prepared_cycle(request, pk)
    people = rules.people_of_cycle(one)
    waiting = reviewed.decided(one)
    left = reviewed.held_back(one, waiting)
    held = [(rating, left[rating.pk]) for rating in waiting if rating.pk in left]
    return ask(
        request,
        forms.PublishForm,
        title=_("Publish all decided ratings"),
        subject=one,
        verdict=directly_or_for(actor_of(request), lambda by: rules.leads(by, one), people=people),
        form_kwargs={"rule": lambda by: rules.leads(by, one), "people": people},
        perform=lambda form, by: operations.publish_ratings(one, by=by, document=form.cleaned_data["document"]),
        back=reverse("ratings:cycle", args=[pk]),
        submit=_("Publish"),
        intro=_("From then on those who have to do with a subject see its rating."),
        template="ratings/publish_cycle.html",
        context={"held": held[:NAMED], "count": len(held), "more": len(held) - len(held[:NAMED])},
    )


@asks
def quota_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the competent body decided on the share of a group."""
    one = prepared_cycle(request, pk)
    key = request.GET.get("group", "")
    chosen = next((found for found in quotas.groups(one) if found.key == key), None)
    if chosen is None:
        raise Http404
    people = rules.people_of_cycle(one)
    return ask(
        request,
        forms.QuotaForm,
        title=_("Record a decision on the share of “excellent”"),
        subject=one,
        verdict=directly_or_for(actor_of(request), lambda by: rules.leads(by, one), people=people),
        form_kwargs={"rule": lambda by: rules.leads(by, one), "people": people},
        perform=lambda form, by: operations.decide_quota(one, key, by=by, **given(form)),
        back=reverse("ratings:quota", args=[pk]),
        submit=_("Record what was decided"),
        intro=_("Group: %(group)s.") % {"group": f"“{chosen.name}”" if chosen.name else chosen.label},
    )


@asks
def notify(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    return ask(
        request,
        forms.NotifyForm,
        title=_("Record that the subject was told"),
        subject=one,
        perform=lambda form, by: operations.notify(one, by=by, **given(form)),
        back=one.get_absolute_url(),
        intro=_("The time for a petition begins on this day."),
        **acted_by(request, rules.can_notify, one),
    )


@asks
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    return ask(
        request,
        forms.PetitionForm,
        title=_("File a petition about the rating"),
        subject=one,
        perform=lambda form, by: operations.file_petition(one, by=by, **{"text": "", **given(form)}),
        back=one.get_absolute_url(),
        submit=_("File"),
        intro=_("The rating stays in force until it is corrected."),
        **acted_by(request, rules.can_petition, one, code_only=one.is_code_only),
    )


@asks
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Rating.objects.visible_to(standing_of(request)).order_by().values("pk")
    rows = RatingPetition.objects.filter(rating__in=seen).select_related(
        "rating__cycle__superior", "rating__body", "rating__person", "decision"
    )
    one = get_object_or_404(rows, pk=pk)
    people = rules.people_of_cycle(one.rating.cycle)
    return ask(
        request,
        forms.AnswerForm,
        title=_("Answer the petition"),
        subject=one.rating,
        verdict=directly_or_for(actor_of(request), lambda by: rules.can_answer(by, one), people=people),
        form_kwargs={
            "rule": lambda by: rules.can_answer(by, one),
            "people": people,
            "code_only": one.rating.is_code_only,
        },
        perform=lambda form, by: operations.answer_petition(one, by=by, **{"text": "", **given(form)}),
        back=one.rating.get_absolute_url(),
        submit=_("Record the answer"),
        template="ratings/answer.html",
        context={"petition": one},
    )


@asks
def reclassify(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=one,
        verdict=rules.can_reclassify(actor_of(request), one),
        initial={"level": one.classification},
        perform=lambda form, by: documents.reclassify(one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )
