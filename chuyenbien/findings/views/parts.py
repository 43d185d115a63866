"""Forms about causes and responsible persons."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chuyenbien.journal.web import act, ask, asks, writes

from .. import operations, rules
from ..forms import CauseForm, DropForm, ResponsibleForm
from .fetching import acted_by, deciding, visible_finding


@asks
def add_cause(request: Any, pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    return ask(
        request,
        CauseForm,
        title=_("Add a cause"),
        subject=finding,
        perform=lambda form, by: operations.add_cause(
            finding, kind=form.cleaned_data["kind"], text=form.cleaned_data["text"], by=by
        ),
        back=finding.get_absolute_url(),
        **acted_by(request, lambda by: rules.can_write_causes(by, finding), deciding(finding)),
    )


@writes
def remove_cause(request: Any, pk: int, cause_pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    cause = get_object_or_404(finding.causes.select_related("finding"), pk=cause_pk)
    return act(
        request,
        verdict=rules.can_write_causes(request.actor, finding),
        perform=lambda by: operations.remove_cause(cause, by=by),
        back=finding.get_absolute_url(),
    )


@asks
def responsible(request: Any, pk: int, person_pk: int | None = None) -> HttpResponse:
    """Name a responsible person, or say of a named one what a conclusion says of the degree."""
    finding = visible_finding(request, pk)
    initial: dict[str, Any] = {}
    if person_pk is not None:
        named = get_object_or_404(finding.responsibilities, person_id=person_pk)
        initial = {
            "person": person_pk,
            "degree": named.degree,
            "quoted_document": named.quoted_document_id,
            "quotation": named.quotation,
        }
    return ask(
        request,
        ResponsibleForm,
        title=_("Responsible person"),
        intro=_("A degree of responsibility is only quoted from a conclusion of a competent body, word for word."),
        subject=finding,
        initial=initial,
        perform=lambda form, by: operations.set_responsible(
            finding,
            form.cleaned_data["person"],
            by=by,
            degree=form.cleaned_data["degree"],
            quoted_document=form.cleaned_data["quoted_document"],
            quotation=form.cleaned_data["quotation"],
        ),
        back=finding.get_absolute_url(),
        **acted_by(request, lambda by: rules.can_name_responsible(by, finding), deciding(finding), finding=finding),
    )


@asks
def drop_responsible(request: Any, pk: int, person_pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    named = get_object_or_404(finding.responsibilities.select_related("person"), person_id=person_pk)
    return ask(
        request,
        DropForm,
        title=_("Take back that %(person)s is responsible") % {"person": named.person.shown_title},
        subject=finding,
        perform=lambda form, by: operations.drop_responsible(
            finding, named.person, by=by, because=form.cleaned_data["because"]
        ),
        back=finding.get_absolute_url(),
        submit=_("Take back"),
        **acted_by(request, lambda by: rules.can_name_responsible(by, finding), deciding(finding)),
    )
