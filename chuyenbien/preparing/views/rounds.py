"""A round of opinions for the board and those who prepare: asked, read in one table, settled, told."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.queries import working_days
from chuyenbien.reviews.models import Suggestion

from .. import forms, operations, presenting_opinions, queries, rules
from ..models import Opinion, OpinionRound
from .fetching import acted_by, prepared_cycle

PER_PAGE = 100


def _visible(request: HttpRequest, pk: int) -> OpinionRound:
    rows = OpinionRound.objects.visible_to(standing_of(request))
    return get_object_or_404(rows.select_related("cycle__superior", "letter", "opened_by"), pk=pk)


@asks
def round_new(request: HttpRequest, pk: int) -> HttpResponse:
    one = prepared_cycle(request, pk)
    drafted = Suggestion.objects.filter(dossier__cycle=one).order_by().values_list("dossier", flat=True)
    return ask(
        request,
        forms.RoundForm,
        title=_("Ask for opinions"),
        subject=one,
        verdict=rules.can_ask(actor_of(request), one),
        perform=lambda form, by: operations.open_round(one, by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
        submit=_("Ask the agencies"),
        intro=_("Each agency is asked about each body. It sees its own answers only; the board sees all of them."),
        initial={"bodies": list(drafted.distinct())},
        form_kwargs={"cycle": one},
    )


@reads
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """All opinions in one table: bodies in official order, a column for each agency, what the board settled."""
    one, actor, standing = _visible(request, pk), actor_of(request), standing_of(request)
    page = Paginator(queries.bodies_of(one), PER_PAGE).get_page(request.GET.get("page"))
    agencies, lines = presenting_opinions.table(one, page.object_list)
    unknown = working_days().unknown_years(one.asked_on, one.answer_by) if one.lead_days else []
    context: dict[str, Any] = {
        "round": one,
        "cycle": one.cycle,
        "page": page,
        "agencies": agencies,
        "lines": lines,
        "tally": presenting_opinions.tally(one),
        "unknown_years": unknown,
        "prepares": rules.prepares(standing, one.cycle),
        "can_ask": rules.can_ask(actor, one.cycle),
        "to_tell": queries.to_tell(one).count(),
        "can_settle": directly_or_for(actor, lambda by: rules.can_settle(by, one), people=rules.leaders_of(one.cycle)),
        "notices": one.notices.select_related("unit", "document", "by")[:PER_PAGE],
        "entries": timeline(one, reader=standing),
    }
    return render(request, "preparing/round.html", context)


@asks
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    one = _visible(request, pk)
    open_ones = Opinion.objects.current().filter(consultation__round=one, answer="").count()
    waiting = _("Not given: %(count)s opinions. Silence is not taken for agreement.") % {"count": open_ones}
    return ask(
        request,
        forms.SettleForm,
        title=_("Record what the board settled"),
        subject=one,
        perform=lambda form, by: operations.settle(one, by=by, **given(form)),
        back=one.get_absolute_url(),
        submit=_("Record"),
        intro=waiting if open_ones else _("All opinions have been given."),
        **acted_by(request, lambda by: rules.can_settle(by, one), rules.leaders_of(one.cycle), round=one),
    )


@asks
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    one = _visible(request, pk)
    return ask(
        request,
        forms.TellForm,
        title=_("Tell what was settled"),
        subject=one,
        verdict=rules.can_ask(actor_of(request), one.cycle),
        perform=lambda form, by: operations.tell(one, by=by, **given(form)),
        back=one.get_absolute_url(),
        submit=_("Tell"),
        intro=_("An agency is told about the bodies it was asked about, a body about itself only."),
        form_kwargs={"round": one},
    )


@asks
def reclassify(request: HttpRequest, pk: int) -> HttpResponse:
    one = _visible(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=one,
        verdict=rules.can_reclassify(actor_of(request), one),
        initial={"level": one.classification},
        perform=lambda form, by: documents.reclassify(one, by=by, **given(form)),
        back=reverse("preparing:round", args=[pk]),
    )
