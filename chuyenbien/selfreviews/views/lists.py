"""One's own self-reviews, the bodies whose list one sees, the list of a body, and who is put on it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import usertext
from chuyenbien.core.web import reads
from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.orgs.paging import Pages
from chuyenbien.reviews import rules as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .. import operations, queries, rules
from ..forms import BodyFilter, OpenForm, StateFilter
from ..models import SelfReview
from .fetching import known_review, listed_dossier

PER_PAGE = 50


@reads
def mine(request: HttpRequest) -> HttpResponse:
    """The reader's own, and the way to the lists they see."""
    standing = standing_of(request)
    page = Paginator(queries.own(standing), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "selfreviews/mine.html", {"page": page, "has_lists": queries.with_lists(standing).exists()})


@reads
def bodies(request: HttpRequest) -> HttpResponse:
    """Bodies under review in which somebody owes a self-review, with counts only."""
    standing = standing_of(request)
    rows = queries.with_lists(standing)
    cycles = ReviewCycle.objects.filter(pk__in=rows.order_by().values("cycle_id"))
    filters = BodyFilter(request, cycles=cycles)
    chosen = filters.read()
    rows = queries.narrowed(rows, chosen["q"] or "", chosen["cycle"])
    page = Pages(rows, PER_PAGE).get_page(request.GET.get("page"))
    told = queries.counts([one.pk for one in page.object_list])
    context = {
        "page": page,
        "rows": [(one, told.get(one.pk)) for one in page.object_list],
        "filters": filters,
        "filtered": bool(chosen["q"] or chosen["cycle"]),
    }
    return render(request, "selfreviews/bodies.html", context)


@reads
def of_dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Who owes one and how far each has come. What is written is a page of its own, for who may read it."""
    one, standing, actor = listed_dossier(request, pk), standing_of(request), actor_of(request)
    filters = StateFilter(request)
    chosen = filters.read()
    page = Pages(queries.of_dossier(one, chosen["state"] or ""), PER_PAGE).get_page(request.GET.get("page"))
    listed: list[SelfReview] = list(page.object_list)
    readable = queries.readable(listed, standing)
    manages = rules.manages(standing, one)
    rows: list[tuple[SelfReview, bool, bool]] = []
    for row in listed:
        row.dossier, row.cycle = one, one.cycle
        rows.append((row, row.pk in readable, manages and not row.is_sealed))
    context: dict[str, Any] = {
        "dossier": one,
        "page": page,
        "rows": rows,
        "told": queries.counts([one.pk]).get(one.pk),
        "filters": filters,
        "filtered": bool(chosen["state"]),
        "manages": manages,
        "can_open": rules.can_open(actor, one),
        "can_reclassify": bool(manages and reviews.can_reclassify(actor, one)),
    }
    return render(request, "selfreviews/of_dossier.html", context)


@asks
def open_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whose self-review is due."""
    one = listed_dossier(request, pk)
    offered = _offered(one)
    intro = _("Whoever held a post in the body within the period and has no self-review in this cycle is offered.")
    if request.method == "GET" and not offered.exists():
        intro = _("Everybody who held a post in the body within the period has a self-review in this cycle already.")
    return ask(
        request,
        OpenForm,
        title=_("Say whose self-review is due"),
        subject=one,
        verdict=rules.can_open(actor_of(request), one),
        form_kwargs={"offered": offered},
        perform=lambda form, by: operations.open_self_reviews(
            one,
            list(form.cleaned_data["people"]),
            form.cleaned_data["kind"],
            by=by,
            code=form.cleaned_data["code"],
        ),
        back=reverse("selfreviews:of_dossier", args=[pk]),
        submit=_("Put on the list"),
        intro=intro,
    )


def _offered(dossier: ReviewDossier) -> Any:
    there = SelfReview.objects.filter(cycle_id=dossier.cycle_id).order_by().values("person_id")
    held = (
        Membership.objects.filter(unit_id=dossier.body_id, valid_from__lte=dossier.cycle.period_end)
        .exclude(valid_until__lt=dossier.cycle.period_start)
        .order_by()
        .values("person_id")
    )
    return Person.objects.filter(pk__in=held).exclude(pk__in=there)


@writes
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one that was opened by mistake out of the list."""
    one = known_review(request, pk)
    return act(
        request,
        verdict=rules.can_withdraw(actor_of(request), one),
        perform=lambda by: operations.withdraw_self_review(one, by=by),
        back=reverse("selfreviews:of_dossier", args=[one.dossier_id]),
    )


@asks
def reclassify(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how confidential one self-review is. Nothing of what is written in it is shown here.

    Not for its author: code-only empties it for good, and what was handed in is not one's own to empty.
    """
    one = known_review(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=one.dossier,
        intro=format_html("{}: {}", _("Self-review"), usertext(one.shown_name)),
        verdict=reviews.can_reclassify(actor_of(request), one.dossier),
        initial={"level": one.classification},
        perform=lambda form, by: documents.reclassify(
            one,
            by=by,
            level=form.cleaned_data["level"],
            code=form.cleaned_data["code"],
            because=form.cleaned_data["because"],
        ),
        back=reverse("selfreviews:of_dossier", args=[one.dossier_id]),
    )
