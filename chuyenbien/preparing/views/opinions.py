"""What an agency is asked, its answers, and what units are told."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.forms.given import given

from .. import forms, operations, presenting_opinions, queries, rules
from ..models import Consultation, Opinion, RoundNotice
from .fetching import acted_by

PER_PAGE = 50


@reads
def asked(request: HttpRequest) -> HttpResponse:
    """What the reader's units are or were asked, and what they were told."""
    standing = standing_of(request)
    context = {
        "page": Paginator(queries.asked_of(standing), PER_PAGE).get_page(request.GET.get("page")),
        "notices": queries.notices_to(standing)[:PER_PAGE],
        "today": clock.today(),
    }
    return render(request, "preparing/asked.html", context)


def _consultation(request: HttpRequest, pk: int) -> Consultation:
    rows = Consultation.objects.visible_to(standing_of(request))
    return get_object_or_404(rows.select_related("round__cycle__superior", "agency"), pk=pk)


@reads
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The bodies an agency is asked about, with its own answers only."""
    one = _consultation(request, pk)
    rows = one.opinions.select_related("dossier__body", "by", "entered_by").order_by(
        "dossier__body__official_order", "dossier_id", "-replaced_at", "pk"
    )
    page = Paginator(rows.filter(replaced_at=None), PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    former = rows.exclude(replaced_at=None).filter(dossier__in=[row.dossier_id for row in listed])
    settled = set(one.round.results.filter(replaced_at=None).values_list("dossier_id", flat=True))
    can_answer = directly_or_for(
        actor_of(request), lambda by: rules.can_answer_for(by, one), people=rules.answerers_of(one)
    )
    context = {
        "consultation": one,
        "round": one.round,
        "page": page,
        "rows": presenting_opinions.answers(one.round, listed, former, settled),
        "waiting": one.opinions.filter(replaced_at=None, answer="").count(),
        "can_answer": can_answer,
        "entries": timeline(one, reader=standing_of(request)),
    }
    return render(request, "preparing/consultation.html", context)


@asks
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Opinion.objects.current().visible_to(standing_of(request))
    rows = rows.select_related("consultation__round__cycle__superior", "consultation__agency", "dossier__body")
    one = get_object_or_404(rows, pk=pk)
    return ask(
        request,
        forms.AnswerForm,
        title=_("Give the opinion"),
        subject=one,
        perform=lambda form, by: operations.answer(one, by=by, **{"text": "", **given(form)}),
        back=one.consultation.get_absolute_url(),
        submit=_("Record"),
        initial={"answer": one.answer, "text": one.text},
        template="preparing/answer.html",
        context={"round": one.consultation.round, "opinion": one},
        **acted_by(
            request,
            lambda by: rules.can_answer(by, one),
            rules.answerers_of(one.consultation),
            code_only=one.is_code_only,
        ),
    )


@asks
def answer_none(request: HttpRequest, pk: int) -> HttpResponse:
    one = _consultation(request, pk)
    return ask(
        request,
        forms.NoneForm,
        title=_("Record “no other opinion”"),
        subject=one,
        perform=lambda form, by: operations.answer_none(one, by=by, **given(form)),
        back=one.get_absolute_url(),
        submit=_("Record"),
        **acted_by(request, lambda by: rules.can_answer_for(by, one), rules.answerers_of(one), consultation=one),
    )


@reads
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    rows = RoundNotice.objects.visible_to(standing_of(request))
    one = get_object_or_404(rows.select_related("round", "unit", "document", "by"), pk=pk)
    page = Paginator(queries.results_for(one), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "preparing/notice.html", {"notice": one, "round": one.round, "page": page})
