"""What the board decided on the suggested bodies: recorded, and read."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import standing_of
from chuyenbien.orgs.forms.given import given
from chuyenbien.reviews.models import Suggestion

from .. import forms, operations, rules
from ..models import SuggestionDecision
from .fetching import acted_by, opened_cycle

PER_PAGE = 100


@asks
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    one = opened_cycle(request, pk)
    before = rules.decision_of(one)
    chosen: Any
    if before is None:
        chosen = Suggestion.objects.filter(dossier__cycle=one).order_by().values("dossier")
    else:
        chosen = before.bodies.filter(is_suggested=True).order_by().values("dossier")
    correcting = _("The former decision stays readable.")
    first = _("Once this is recorded, the working figures are shown to nobody any more; the decision is kept.")
    return ask(
        request,
        forms.DecideForm,
        title=_("Record which bodies are suggested"),
        subject=one,
        perform=lambda form, by: operations.decide_bodies(one, by=by, **given(form)),
        back=reverse("preparing:cycle", args=[pk]),
        submit=_("Record what was decided"),
        intro=first if before is None else correcting,
        initial={"suggested": [row["dossier"] for row in chosen.distinct()]},
        **acted_by(
            request,
            lambda by: rules.can_decide(by, one),
            rules.leaders_of(one),
            cycle=one,
            corrects=before is not None,
        ),
    )


@reads
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The bodies in official order, with what was decided about each."""
    rows = SuggestionDecision.objects.visible_to(standing_of(request))
    one = get_object_or_404(rows.select_related("cycle__superior", "document", "by", "entered_by"), pk=pk)
    listed = one.bodies.select_related("dossier__body")
    only = request.GET.get("only", "")
    if only in ("yes", "no"):
        listed = listed.filter(is_suggested=only == "yes")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "decision": one,
        "cycle": one.cycle,
        "only": only,
        "page": page,
        "suggested": one.bodies.filter(is_suggested=True).count(),
        "others": one.bodies.filter(is_suggested=False).count(),
        "entries": timeline(one, reader=standing_of(request)),
    }
    return render(request, "preparing/decision.html", context)
