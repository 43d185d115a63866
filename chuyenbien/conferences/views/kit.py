"""One printable kit per conference, in numbered copies."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import require
from chuyenbien.core.web import reads
from chuyenbien.findings.queries import prior_of
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.reviews import queries as reviews

from .. import operations, programme, queries, rules
from ..forms import CopiesForm
from ..forms.programme import attending
from ..models import KitCopy
from .fetching import acted_by, visible_conference


def _visible_copy(request: Any, pk: int) -> KitCopy:
    seen = queries.visible(request.standing).order_by().values("pk")
    rows = KitCopy.objects.select_related(
        "conference__dossier__body",
        "conference__dossier__cycle__superior",
        "conference__dossier__delegation",
        "conference__chair",
        "conference__secretary",
        "person",
        "printed_by",
    )
    return get_object_or_404(rows, pk=pk, conference__in=seen)


@reads
def copies(request: Any, pk: int) -> HttpResponse:
    """The numbered copies of a conference: for whom, by whom, which are back."""
    one = visible_conference(request, pk)
    require(rules.can_print(request.actor, one))
    rows = list(one.copies.select_related("person", "printed_by", "taken_back_by"))
    context = {
        "conference": one,
        "copies": rows,
        "out": sum(row.returned_at is None for row in rows),
        "can_print": rules.can_print(request.actor, one),
    }
    return render(request, "conferences/copies.html", context)


@asks
def issue(request: Any, pk: int) -> HttpResponse:
    """Number copies for recipients."""
    one = visible_conference(request, pk)
    return ask(
        request,
        CopiesForm,
        title=_("Numbered copies of the kit"),
        intro=_(
            "Each recipient gets a numbered copy that bears the name on every page. Who printed for whom is recorded."
        ),
        subject=one,
        perform=lambda form, by: operations.issue_copies(
            one, people=form.cleaned_data["people"], names=form.cleaned_data["names"].splitlines(), by=by
        ),
        back=reverse("conferences:copies", args=[one.pk]),
        submit=_("Number the copies"),
        **acted_by(request, lambda by: rules.can_print(by, one), one.dossier, rules.KEEPERS, conference=one),
    )


@reads
def kit(request: Any, pk: int) -> HttpResponse:
    """One copy as it is printed. Each opening is noted."""
    copy = _visible_copy(request, pk)
    one, standing = copy.conference, request.standing
    require(rules.can_print(request.actor, one))
    journal.note_view(request, one)
    dossier = one.dossier
    members = dossier.delegation.members.select_related("person") if dossier.delegation else []
    context = {
        "copy": copy,
        "number": f"{copy.number:02d}",
        "total": f"{one.copies.count():02d}",
        "conference": one,
        "dossier": dossier,
        "programme": programme.of_conference(one),
        "sections": reviews.sections_of(dossier, standing),
        "topics": dossier.topics.all(),
        "points": reviews.points_of(dossier, standing),
        "prior": prior_of(dossier, standing=standing),
        "members": members,
        "participants": attending(one),
    }
    return render(request, "conferences/kit.html", context)


@writes
def take_back(request: Any, pk: int) -> HttpResponse:
    copy = _visible_copy(request, pk)
    return act(
        request,
        verdict=rules.can_print(request.actor, copy.conference),
        perform=lambda by: operations.take_back(copy, by=by),
        back=reverse("conferences:copies", args=[copy.conference_id]),
    )
