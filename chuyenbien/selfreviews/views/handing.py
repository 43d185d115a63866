"""Handing in, on paper too, and giving back once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of

from .. import operations, rules, sheets
from ..enums import PaperState
from ..forms import HandInForm, PaperForm, ReturnForm
from ..models import SelfReview
from .fetching import known_review, visible_review


@asks
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The person hands it in. What is still empty or missing is pointed out, not refused."""
    one = visible_review(request, pk)
    verdict = rules.can_write(actor_of(request), one)
    return ask(
        request,
        HandInForm,
        title=_("Hand in the self-review"),
        subject=one,
        verdict=verdict,
        initial={"own_level": one.own_level},
        perform=lambda form, by: operations.hand_in(
            one, by=by, own_level=form.cleaned_data["own_level"], revision=form.cleaned_data["revision"]
        ),
        back=one.get_absolute_url(),
        revision_of=one,
        template="selfreviews/hand_in.html",
        context=_left(one) if verdict else {},
        submit=_("Hand in and seal"),
    )


def _left(review: SelfReview) -> dict[str, object]:
    """What is still open before it is handed in."""
    sheet = sheets.sheet_by_key(review.cycle, review.form)
    written = set(review.sections.exclude(text="").values_list("key", flat=True))
    checked = set(review.papers.exclude(state=PaperState.MISSING).values_list("key", flat=True))
    return {
        "empty": [one for one in (sheet.sections if sheet else ()) if one.key not in written],
        "unanswered": review.earlier_points.filter(outcome="").count(),
        "missing": [one for one in sheets.papers_of(review.cycle) if one.key not in checked],
    }


@asks
def on_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter one that was handed in on paper: the day, the scan, what is needed next year."""
    one = known_review(request, pk)
    own = standing_of(request).person_id == one.person_id
    return ask(
        request,
        PaperForm,
        title=_("Enter a self-review handed in on paper"),
        subject=one if own else one.dossier,
        verdict=rules.can_enter_paper(actor_of(request), one),
        form_kwargs={"subject": one.person, "code_only": one.is_code_only},
        perform=lambda form, by: operations.hand_in_paper(one, by=by, **form.facts),
        back=one.get_absolute_url() if own else reverse("selfreviews:of_dossier", args=[one.dossier_id]),
        template="selfreviews/on_paper.html",
        context={"review": one, "own": own},
        submit=_("Enter and seal"),
    )


@asks
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it back once, to be completed."""
    one = visible_review(request, pk)
    return ask(
        request,
        ReturnForm,
        title=_("Give the self-review back"),
        subject=one,
        verdict=rules.can_return(actor_of(request), one),
        form_kwargs={"code_only": one.is_code_only},
        perform=lambda form, by: operations.return_self_review(
            one, by=by, because=form.cleaned_data.get("because", "")
        ),
        back=reverse("selfreviews:of_dossier", args=[one.dossier_id]),
        submit=_("Give back"),
        intro=_("It is given back only once. What was handed in is kept beside what is written then."),
    )
