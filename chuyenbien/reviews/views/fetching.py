"""What the views of the room begin with: the row, if it is visible, and who may act on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict, require
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import Actor, actor_of, standing_of
from chuyenbien.orgs.models.person import PersonQuerySet

from .. import queries
from ..forms import RowsForm
from ..forms.rows import STEP
from ..models import Delegation, ReviewCycle, ReviewDossier, Suggestion


def visible_cycle(request: HttpRequest, pk: int) -> ReviewCycle:
    rows = ReviewCycle.objects.visible_to(standing_of(request)).select_related("superior", "previous")
    return get_object_or_404(rows, pk=pk)


def visible_dossier(request: HttpRequest, pk: int) -> ReviewDossier:
    rows = ReviewDossier.objects.visible_to(standing_of(request))
    return get_object_or_404(rows.select_related("body", "cycle__superior", "delegation__cycle"), pk=pk)


def visible_delegation(request: HttpRequest, pk: int) -> Delegation:
    rows = queries.visible_delegations(standing_of(request)).select_related("cycle__superior", "decision")
    return get_object_or_404(rows, pk=pk)


def visible_suggestion(request: HttpRequest, pk: int) -> Suggestion:
    rows = queries.visible_suggestions(standing_of(request)).select_related(
        "dossier__body", "dossier__cycle__superior", "dossier__delegation", "letter", "prepared_by", "issued_by"
    )
    return get_object_or_404(rows, pk=pk)


def acted_by(
    request: HttpRequest, rule: Callable[[Actor], Verdict], people: PersonQuerySet, **form_kwargs: Any
) -> dict[str, Any]:
    """The arguments of ``ask`` for an act that may be entered on behalf of one of ``people``."""
    return {
        "verdict": directly_or_for(actor_of(request), rule, people=people),
        "form_kwargs": {"rule": rule, "people": people, **form_kwargs},
    }


def wants_rows(request: HttpRequest) -> bool:
    """Whether the form was sent for more rows only."""
    return request.method == "POST" and "more" in request.POST


def more_rows(
    request: HttpRequest, form_class: type[RowsForm], template: str, page: dict[str, Any], *, verdict: Verdict
) -> HttpResponse:
    """The same form with everything typed and some further rows; nothing is recorded."""
    require(verdict)
    typed = {name: request.POST.get(name) for name in request.POST if name not in ("more", "csrfmiddlewaretoken")}
    raw = str(typed.get("rows") or "")
    typed["rows"] = str((int(raw) if raw.isdecimal() and len(raw) < 4 else 0) + STEP)
    form = form_class(initial=typed)
    return render(request, template, {"submit_label": _("Save"), **page, "form": form})
