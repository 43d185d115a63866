"""The verbs that move a dossier, each a form with its reason, and how confidential a dossier or a suggestion is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Text
from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.acting import actor_of, standing_of

from .. import operations, queries, rules, transitions
from ..enums import Move
from ..forms import ActAloneForm, ReasonForm
from ..models import ReviewDossier, Suggestion
from .fetching import acted_by, visible_dossier, visible_suggestion


def _moving(request: HttpRequest, dossier: ReviewDossier, verb: str, **form_kwargs: Any) -> dict[str, Any]:
    """Who may, by the table; the act may be entered for any of them."""
    people = rules.people_as(transitions.of(verb).who, dossier)
    return acted_by(request, lambda by: rules.may_move(by, dossier, verb), people, **form_kwargs)


def _with_reason(
    request: HttpRequest,
    dossier: ReviewDossier,
    verb: Move,
    perform: Callable[..., Any],
    *,
    ask_for: Text,
    intro: Text = "",
) -> HttpResponse:
    return ask(
        request,
        ReasonForm,
        title=verb.label,
        subject=dossier,
        intro=intro,
        perform=lambda form, by: perform(dossier, by=by, because=form.cleaned_data["because"]),
        back=dossier.get_absolute_url(),
        submit=verb.label,
        **_moving(request, dossier, verb, ask_for=ask_for),
    )


@asks
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The head of the body sends the report up."""
    one = visible_dossier(request, pk)
    standing = standing_of(request)
    return ask(
        request,
        ActAloneForm,
        title=Move.SUBMIT.label,
        subject=one,
        intro=_("From then on the superior and the delegation read the report, and it can no longer be changed."),
        perform=lambda form, by: operations.submit_dossier(one, by=by),
        back=one.get_absolute_url(),
        submit=Move.SUBMIT.label,
        template="reviews/submit.html",
        context={
            "empty_sections": [
                s
                for s in queries.sections_of(one, standing)
                if s.is_expected and not s.text and not operations.told_elsewhere(one, s.section)
            ],
            "unanswered": transitions.unanswered(one),
            "dossier": one,
        },
        **_moving(request, one, Move.SUBMIT),
    )


@asks
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_dossier(request, pk)
    return _with_reason(request, one, Move.COMMENT, operations.comment_dossier, ask_for=_("Opinion on the draft"))


@asks
def ask_more(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_dossier(request, pk)
    intro = _("The report goes back to the body, which completes it and submits it again.")
    return _with_reason(
        request, one, Move.ASK_MORE, operations.ask_more, ask_for=_("What is to be completed"), intro=intro
    )


@asks
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_dossier(request, pk)
    intro = _(
        "A new round begins: the report is completed, the suggested points are answered anew and a conference is held. "
        "What was found stays."
    )
    return _with_reason(request, one, Move.REOPEN, operations.reopen_dossier, ask_for=_("Reason"), intro=intro)


@asks
def override(request: HttpRequest, pk: int) -> HttpResponse:
    """A leader of the board lets the conference be held with a point unanswered."""
    one = visible_dossier(request, pk)
    numbers = ", ".join(str(item.number) for item in transitions.unanswered(one))
    return ask(
        request,
        ReasonForm,
        title=_("Let the conference be held with points unanswered"),
        subject=one,
        intro=_("Points not answered yet: %(numbers)s.") % {"numbers": numbers or "—"},
        perform=lambda form, by: operations.override_unanswered(one, by=by, because=form.cleaned_data["because"]),
        back=one.get_absolute_url(),
        submit=_("Let it be held"),
        **acted_by(request, lambda by: rules.can_override(by, one), rules.leaders_of(one.cycle)),
    )


@writes
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the dossier."""
    one = visible_dossier(request, pk)
    return act(
        request,
        verdict=rules.may_move(actor_of(request), one, Move.CLOSE),
        perform=lambda by: operations.close_dossier(one, by=by),
        back=one.get_absolute_url(),
    )


@asks
def reclassify(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_dossier(request, pk)
    return _reclassified(request, one, one)


@asks
def reclassify_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_suggestion(request, pk)
    return _reclassified(request, one, one.dossier)


def _reclassified(request: HttpRequest, one: ReviewDossier | Suggestion, dossier: ReviewDossier) -> HttpResponse:
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=one,
        verdict=rules.can_reclassify(actor_of(request), dossier),
        initial={"level": one.classification},
        perform=lambda form, by: documents.reclassify(
            one,
            by=by,
            level=form.cleaned_data["level"],
            code=form.cleaned_data["code"],
            because=form.cleaned_data["because"],
        ),
        back=one.get_absolute_url(),
    )
