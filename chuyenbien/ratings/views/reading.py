"""The points of the regulation that need a decision for one cycle: a page of them, and recording one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor, actor_of
from chuyenbien.regulations.telling import value_in_words
from chuyenbien.reviews.models import ReviewCycle

from .. import forms, operations, reading, rules
from ..models import CycleReading
from .fetching import prepared_cycle


@reads
def points(request: HttpRequest, pk: int) -> HttpResponse:
    """Each open point with what the pinned pack says and what was decided for this cycle; earlier decisions stay."""
    one = prepared_cycle(request, pk)
    book = one.book
    decided: dict[str, list[CycleReading]] = {}
    for row in CycleReading.objects.filter(cycle=one).select_related("document", "by").order_by("replaced_at", "-pk"):
        decided.setdefault(row.point, []).append(row)
    rows = []
    if book is None:
        raise Http404
    for point in reading.open_points(book):
        told = [(row, value_in_words(book, point, row.value_for(point))) for row in decided.get(point.key, [])]
        told.sort(key=lambda pair: pair[0].replaced_at is not None)
        rows.append((point, value_in_words(book, point, point.value), told))
    verdict = directly_or_for(actor_of(request), lambda by: may(by, one), people=rules.people_of_cycle(one))
    return render(request, "ratings/points.html", {"cycle": one, "book": book, "rows": rows, "can_decide": verdict})


@asks
def decide_point(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    one = prepared_cycle(request, pk)
    book = one.book
    point = book.point(key) if book else None
    if book is None or point is None or not reading.is_open(book, point):
        raise Http404
    people = rules.people_of_cycle(one)
    return ask(
        request,
        forms.ReadingForm,
        title=_("Decide a point for this cycle"),
        subject=one,
        verdict=directly_or_for(actor_of(request), lambda by: may(by, one), people=people),
        form_kwargs={"rule": lambda by: may(by, one), "people": people, "book": book, "point": point},
        perform=lambda form, by: operations.decide_point(
            one,
            key,
            form.value(),
            by=by,
            document=form.cleaned_data["document"],
            because=form.cleaned_data["because"],
        ),
        back=reverse("ratings:points", args=[pk]),
        submit=_("Record what was decided"),
        template="ratings/point.html",
        context={"point": point, "told": value_in_words(book, point, point.value)},
    )


def may(by: Actor, cycle: ReviewCycle) -> Verdict:
    """A leader of the board, while the cycle is open."""
    verdict = rules.leads(by, cycle)
    return rules.cycle_open(cycle) if verdict else verdict
