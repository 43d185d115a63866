"""Suggestions: prepared, issued with a letter, read and printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of

from .. import operations, rules
from ..enums import SuggestionState
from ..forms import IssueForm, SuggestionForm
from .fetching import acted_by, more_rows, visible_dossier, visible_suggestion, wants_rows

FORM = "reviews/suggestion_form.html"


@asks
def draft_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare a suggestion to a body."""
    dossier = visible_dossier(request, pk)
    verdict = rules.can_prepare_suggestion(actor_of(request), dossier)
    title, submit = _("Prepare a suggestion"), _("Save the draft")
    if wants_rows(request):
        page = {"title": title, "subject": dossier, "submit_label": submit, "back": dossier.get_absolute_url()}
        return more_rows(request, SuggestionForm, FORM, page, verdict=verdict)
    return ask(
        request,
        SuggestionForm,
        title=title,
        subject=dossier,
        verdict=verdict,
        perform=lambda form, by: operations.draft_suggestion(dossier, by=by, **_given(form)),
        back=lambda made: made.get_absolute_url(),
        template=FORM,
        submit=submit,
    )


@asks
def edit_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    one = visible_suggestion(request, pk)
    verdict = rules.can_prepare_suggestion(actor_of(request), one.dossier)
    title, submit = _("Edit the draft suggestion"), _("Save the draft")
    if wants_rows(request):
        page = {"title": title, "subject": one, "submit_label": submit, "back": one.get_absolute_url()}
        return more_rows(request, SuggestionForm, FORM, page, verdict=verdict)
    rows = [
        {"text": item.text, "field": item.field_id, "code": item.code if item.is_code_only else ""}
        for item in one.items.all()
    ]
    return ask(
        request,
        SuggestionForm,
        title=title,
        subject=one,
        verdict=verdict,
        initial={"basis": one.basis, "answer_by": one.answer_by},
        perform=lambda form, by: operations.edit_suggestion(
            one, by=by, revision=form.cleaned_data["revision"], **_given(form)
        ),
        back=one.get_absolute_url(),
        template=FORM,
        submit=submit,
        revision_of=one,
        form_kwargs={"given": rows},
    )


@asks
def issue_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter under its number and date."""
    one = visible_suggestion(request, pk)
    return ask(
        request,
        IssueForm,
        title=_("Issue the suggestion"),
        subject=one,
        template="reviews/issue_suggestion.html",
        intro=_("From then on the body and its delegation see it, and each point must be answered in the report."),
        perform=lambda form, by: operations.issue_by_letter(
            one,
            by=by,
            number=form.cleaned_data.get("number", ""),
            issued_on=form.cleaned_data["issued_on"],
            signer=form.cleaned_data.get("signer", ""),
            uploads=form.cleaned_data.get("scans", ()),
        ),
        back=one.get_absolute_url(),
        submit=_("Issue"),
        **acted_by(
            request,
            lambda by: rules.can_issue_suggestion(by, one.dossier),
            rules.leaders_of(one.dossier.cycle),
            suggestion=one,
        ),
    )


@reads
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it reads on paper, with how each point is answered."""
    one, actor = visible_suggestion(request, pk), actor_of(request)
    is_draft = one.state == SuggestionState.DRAFT
    issuing = acted_by(
        request, lambda by: rules.can_issue_suggestion(by, one.dossier), rules.leaders_of(one.dossier.cycle)
    )
    prepares = rules.sees_preparation(standing_of(request), one.dossier.cycle)
    context: dict[str, Any] = {
        "suggestion": one,
        "dossier": one.dossier,
        "items": one.items.select_related("field").order_by("number"),
        "is_draft": is_draft,
        "can_edit": rules.can_prepare_suggestion(actor, one.dossier) if is_draft else None,
        "can_issue": issuing["verdict"] if is_draft else None,
        "can_reclassify": prepares and not one.is_code_only,
        "entries": timeline(one, reader=standing_of(request), limit=20),
    }
    return render(request, "reviews/suggestion.html", context)


def _given(form: SuggestionForm) -> dict[str, Any]:
    cleaned = form.cleaned_data
    return {"items": form.given_rows(), "basis": cleaned["basis"], "answer_by": cleaned["answer_by"]}
