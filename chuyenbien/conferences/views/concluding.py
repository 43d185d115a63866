"""Forms of the conclusion."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chuyenbien.core.numbers import in_address
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.reviews import transitions
from chuyenbien.reviews.enums import Move, Part

from .. import operations, queries, rules
from ..forms import ConclusionForm, NewLineForm, PaperForm, SettleForm
from ..models import Conclusion
from .fetching import acted_by, visible_conclusion, visible_dossier


@asks
def draft(request: Any, pk: int) -> HttpResponse:
    dossier = visible_dossier(request, pk)
    return ask(
        request,
        ConclusionForm,
        title=_("Draft the conclusion"),
        subject=dossier,
        perform=lambda form, by: operations.draft_conclusion(dossier, by=by, **_text(form)),
        back=lambda made: made.get_absolute_url(),
        submit=_("Begin"),
        **acted_by(
            request,
            lambda by: rules.can_draft(by, dossier),
            dossier,
            rules.DRAFTERS,
            dossier=dossier,
            proposes=True,
        ),
    )


@asks
def edit(request: Any, pk: int) -> HttpResponse:
    conclusion = visible_conclusion(request, pk)
    return ask(
        request,
        ConclusionForm,
        title=_("Edit the draft of the conclusion"),
        subject=conclusion,
        revision_of=conclusion,
        initial={name: getattr(conclusion, name) for name in ("strengths", "summary", "plan_due")},
        perform=lambda form, by: operations.edit_conclusion(
            conclusion, by=by, revision=form.cleaned_data["revision"], **_text(form)
        ),
        back=conclusion.get_absolute_url(),
        **_edited_by(request, conclusion, dossier=conclusion.dossier),
    )


@asks
def add_line(request: Any, pk: int) -> HttpResponse:
    """A new finding; ``?direction=`` and ``?item=`` say what it takes up."""
    conclusion = visible_conclusion(request, pk)
    return ask(
        request,
        NewLineForm,
        title=_("State a finding in the conclusion"),
        subject=conclusion,
        initial=_begun(request, conclusion),
        perform=lambda form, by: operations.add_line(conclusion, by=by, **form.line()),
        back=conclusion.get_absolute_url(),
        submit=_("Add"),
        **_edited_by(request, conclusion, conclusion=conclusion),
    )


@asks
def settle(request: Any, pk: int, finding_pk: int) -> HttpResponse:
    """Confirm, amend or withdraw an existing finding."""
    conclusion = visible_conclusion(request, pk)
    finding = get_object_or_404(queries.standing_findings(conclusion.dossier), pk=finding_pk)
    return ask(
        request,
        SettleForm,
        title=_("What becomes of this finding?"),
        subject=finding,
        perform=lambda form, by: operations.add_line(conclusion, by=by, **form.line()),
        back=conclusion.get_absolute_url(),
        submit=_("Add"),
        **_edited_by(request, conclusion, finding=finding),
    )


@writes
def remove_line(request: Any, pk: int, line_pk: int) -> HttpResponse:
    conclusion = visible_conclusion(request, pk)
    line = get_object_or_404(conclusion.lines.select_related("conclusion", "direction", "finding"), pk=line_pk)
    return act(
        request,
        verdict=rules.can_edit(request.actor, conclusion),
        perform=lambda by: operations.remove_line(line, by=by),
        back=conclusion.get_absolute_url(),
    )


@asks
def issue(request: Any, pk: int) -> HttpResponse:
    conclusion = visible_conclusion(request, pk)

    def perform(form: PaperForm, by: Any) -> Conclusion:
        paper = form.paper()
        if paper is None:
            return operations.issue_conclusion(conclusion, by=by)
        return operations.issue_with_paper(conclusion, by=by, paper=paper)

    return ask(
        request,
        PaperForm,
        title=_("Issue the conclusion"),
        intro=_(
            "Its findings are stated with their address and field, and the body begins its plan. "
            "Without a number it says “has no number yet”; the number is added later."
        ),
        subject=conclusion,
        perform=perform,
        back=conclusion.get_absolute_url(),
        submit=_("Issue"),
        **acted_by(
            request,
            lambda by: rules.can_issue(by, conclusion),
            conclusion.dossier,
            transitions.of(Move.CONCLUDE).who,
        ),
    )


@asks
def attach(request: Any, pk: int) -> HttpResponse:
    """Add the number and the scan of the signed notice."""
    conclusion = visible_conclusion(request, pk)
    return ask(
        request,
        PaperForm,
        title=_("Enter the number of the notice"),
        subject=conclusion,
        perform=lambda form, by: operations.attach_paper(conclusion, paper=form.given(), by=by),
        back=conclusion.get_absolute_url(),
        **acted_by(
            request,
            lambda by: rules.can_attach(by, conclusion),
            conclusion.dossier,
            (*rules.DRAFTERS, Part.LEADER),
            needed=True,
        ),
    )


def _text(form: ConclusionForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("strengths", "summary", "plan_due")}


def _edited_by(request: Any, conclusion: Conclusion, /, **form_kwargs: Any) -> dict[str, Any]:
    dossier = conclusion.dossier
    return acted_by(request, lambda by: rules.can_edit(by, conclusion), dossier, rules.DRAFTERS, **form_kwargs)


def _begun(request: Any, conclusion: Conclusion) -> dict[str, Any]:
    """What a line begins with when it takes up a direction: its text and field."""
    number = in_address(request.GET.get("direction"))
    direction = queries.open_directions(conclusion.dossier).filter(pk=number or 0).first()
    if direction is None:
        return {}
    return {"direction": direction.pk, "statement": direction.text, "field": direction.field_id}
