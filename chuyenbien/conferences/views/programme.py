"""The order of speaking; opinions in summary; names, where a decision allows them, for chair and secretary."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import require
from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks
from chuyenbien.reviews.views.fetching import more_rows, wants_rows

from .. import operations, programme, queries, rules
from ..forms import AnswerForm, NamesForm, OpinionForm, OrderForm, SpeakerForm
from ..models import Conference, ConferenceOpinion
from .fetching import acted_by, visible_conference


def _visible_opinion(request: Any, pk: int) -> ConferenceOpinion:
    seen = queries.visible(request.standing).order_by().values("pk")
    rows = ConferenceOpinion.objects.select_related(
        "conference__dossier__body", "conference__dossier__cycle__superior", "conference__dossier__delegation", "about"
    )
    return get_object_or_404(rows, pk=pk, conference__in=seen)


@asks
def order(request: Any, pk: int) -> HttpResponse:
    """Set the order of speaking."""
    one = visible_conference(request, pk)
    verdict, template, title = rules.can_keep(request.actor, one), "conferences/order.html", _("Order of speaking")
    page = {"title": title, "subject": one, "back": one.get_absolute_url(), "pack": programme.of_pack(one)}
    if wants_rows(request):
        return more_rows(request, _order_form(one), template, page, verdict=verdict)
    told = programme.of_conference(one)
    given = [
        {"kind": row.kind, "person": row.person.pk if row.person else None, "name": row.name} for row in told.places
    ]
    return ask(
        request,
        _order_form(one),
        title=title,
        subject=one,
        verdict=verdict,
        initial={"because": told.order.reason if told.order else ""},
        perform=lambda form, by: operations.set_order(one, form.turns(), because=form.cleaned_data["because"], by=by),
        back=f"{one.get_absolute_url()}#order",
        template=template,
        context={"pack": page["pack"]},
        form_kwargs={"given": given},
    )


def _order_form(conference: Conference) -> type[OrderForm]:
    """The form of one conference: it offers the kinds of its rule pack and the people of its body."""

    class OneOrder(OrderForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, conference=conference, **kwargs)

    return OneOrder


@asks
def add_opinion(request: Any, pk: int) -> HttpResponse:
    one = visible_conference(request, pk)
    return ask(
        request,
        OpinionForm,
        title=_("Record an opinion"),
        subject=one,
        perform=lambda form, by: operations.record_opinion(
            one, form.cleaned_data["summary"], about=form.cleaned_data["about"], by=by
        ),
        back=f"{one.get_absolute_url()}#opinions",
        **acted_by(request, lambda by: rules.can_keep(by, one), one.dossier, rules.KEEPERS, conference=one),
    )


@asks
def answer_opinion(request: Any, pk: int) -> HttpResponse:
    told = _visible_opinion(request, pk)
    one = told.conference
    return ask(
        request,
        AnswerForm,
        title=_("Answer to opinion %(number)s") % {"number": told.number},
        subject=one,
        initial={"taken": told.taken, "answer": told.answer},
        perform=lambda form, by: operations.answer_opinion(
            told, taken=form.cleaned_data["taken"], answer=form.cleaned_data["answer"], by=by
        ),
        back=f"{one.get_absolute_url()}#opinions",
        **acted_by(request, lambda by: rules.can_keep(by, one), one.dossier, rules.KEEPERS),
    )


@asks
def allow_names(request: Any, pk: int) -> HttpResponse:
    one = visible_conference(request, pk)
    return ask(
        request,
        NamesForm,
        title=_("Opinions with names"),
        intro=_(
            "Opinions stand as a summary without names. Only where a decision says otherwise are names written; "
            "the chair and the secretary alone read them."
        ),
        subject=one,
        initial={"document": one.names_document_id},
        perform=lambda form, by: operations.allow_names(one, form.cleaned_data["document"], by=by),
        back=f"{one.get_absolute_url()}#opinions",
        **acted_by(request, lambda by: rules.can_keep(by, one), one.dossier, rules.KEEPERS),
    )


@reads
def names(request: Any, pk: int) -> HttpResponse:
    """Whose opinions they were. Each reading is noted."""
    one = visible_conference(request, pk)
    require(rules.can_read_names(request.actor, one))
    journal.note_view(request, one)
    rows = one.opinions.select_related("speaker", "about")
    context = {
        "conference": one,
        "data_state": rules.data_state(one.dossier.cycle),
        "can_write": rules.can_write_names(request.actor, one),
        "rows": [(row, getattr(row, "speaker", None)) for row in rows],
    }
    return render(request, "conferences/names.html", context)


@asks
def name_speaker(request: Any, pk: int) -> HttpResponse:
    told = _visible_opinion(request, pk)
    one = told.conference
    verdict = rules.can_write_names(request.actor, one)
    speaker = getattr(told, "speaker", None) if verdict else None
    return ask(
        request,
        SpeakerForm,
        title=_("Whose opinion %(number)s was") % {"number": told.number},
        subject=one,
        verdict=verdict,
        initial={"name": speaker.name if speaker else ""},
        perform=lambda form, by: operations.name_speaker(told, form.cleaned_data["name"], by=by),
        back=reverse("conferences:names", args=[one.pk]),
    )
