"""Pages of the rule packs: what each says, how a superior reads it, several side by side."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, require
from chuyenbien.core.web import reads
from chuyenbien.documents.models import Document
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor, actor_of, standing_of
from chuyenbien.orgs.models import Unit

from . import operations, presenting, queries, rules
from . import packs as rule_packs
from .book import Book
from .comparing import compare as side_by_side
from .forms import CompareFilter, DecideForm, PackFilter, PacksFilter
from .models import PointDecision
from .points import Point
from .resolving import resolve
from .telling import told, value_in_words


@reads
def packs(request: HttpRequest) -> HttpResponse:
    """The rule packs there are, the latest first, and those that are refused."""
    filters = PacksFilter(request)
    on = filters.read()["on"] or clock.today()
    books = list(reversed(rule_packs.all_packs()))
    context = {
        "filters": filters,
        "on": on,
        "rows": [(*row, row[0].holds_on(on), row[0].effective_on > on) for row in presenting.summary(books)],
        "books": books,
        "broken": rule_packs.broken(),
    }
    return render(request, "regulations/packs.html", context)


@reads
def pack(request: HttpRequest, key: str) -> HttpResponse:
    """One rule pack as a superior reads it: each point with its value, its citation, how sure it is and who set it."""
    text, standing = _book(key), standing_of(request)
    units = queries.units_to_read_for(standing, key)
    filters = PackFilter(request, units=units)
    unit = filters.chosen() if "unit" in request.GET else units.first()
    book = resolve(key, unit) if unit else text
    context = {
        "pack": book,
        "parts": presenting.parts_of(book, standing),
        "unit": unit,
        "filters": filters if units else None,
        "base": rule_packs.find(book.base) if book.base else None,
        "can_decide": rules.can_decide(actor_of(request)),
    }
    if unit is not None:
        filters.initial["unit"] = unit.pk
        filters.data = {**request.GET.dict(), "unit": str(unit.pk)}
    return render(request, "regulations/pack.html", context)


@reads
def compare(request: HttpRequest) -> HttpResponse:
    """Two or three packs side by side, what differs first."""
    filters = CompareFilter(request)
    books = filters.books()
    rows = side_by_side(books)
    context = {"filters": filters, "books": books, "rows": rows, "differing": sum(row.differs for row in rows)}
    return render(request, "regulations/compare.html", context)


@asks
def decide(request: HttpRequest, key: str, point: str) -> HttpResponse:
    """Decide how a point is read here, or withdraw what was decided; what was decided before stands below."""
    book, actor = _book(key), actor_of(request)
    found = book.point(point)
    if found is None:
        raise Http404
    asked = found
    verdict = rules.can_decide_point(actor, book, asked)
    require(verdict)
    units = rules.units_of(actor.standing)
    chosen = units.filter(pk=request.GET["unit"]).first() if request.GET.get("unit", "").isdecimal() else units.first()
    return ask(
        request,
        DecideForm,
        title=_("Decide how a point is read"),
        verdict=verdict,
        perform=lambda form, by: _decide(form, by, book, asked),
        back=lambda made: _address(key, made.unit, point) if made else _address(key, None, point),
        form_kwargs={"book": book, "point": asked},
        initial={"unit": chosen.pk if chosen else None},
        template="regulations/decide.html",
        context={
            "pack": book,
            "told": told(book, asked),
            "history": _history(request, book, asked),
        },
    )


def _decide(form: DecideForm, by: Actor, book: Book, point: Point) -> PointDecision:
    given: dict[str, Any] = form.cleaned_data
    unit: Unit = given["unit"]
    if not given.get("withdraw"):
        return operations.decide_point(
            unit, book.key, point.key, form.value(), by=by, reason=given["reason"], document=given["document"]
        )
    present = PointDecision.objects.counting().filter(unit=unit, pack=book.key, point=point.key).first()
    if present is None:
        raise Refused(_("This superior has decided nothing that could be withdrawn."), field="withdraw")
    return operations.withdraw_point_decision(present, by=by, because=given["reason"])


def _history(request: HttpRequest, book: Book, point: Point) -> list[tuple[PointDecision, str, str]]:
    """Every decision that the reader may see, with its words and the paper's name where that may be seen."""
    standing = standing_of(request)
    rows = list(queries.decisions_of(standing, book.key, point.key))
    papers = Document.objects.visible_to(standing).in_bulk({row.document_id for row in rows})
    return [
        (
            row,
            value_in_words(book, point, row.value_for(point)),
            row.document.shown_title if row.document_id in papers else "",
        )
        for row in rows
    ]


def _book(key: str) -> Book:
    found = rule_packs.find(key)
    if found is None:
        raise Http404
    return found


def _address(key: str, unit: Unit | None, point: str) -> str:
    query = f"?unit={unit.pk}" if unit else ""
    return f"{reverse('regulations:pack', args=[key])}{query}#{point}"
