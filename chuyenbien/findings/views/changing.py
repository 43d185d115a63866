"""Forms by which a finding changes: edited as a draft, taken into follow-up, amended, withdrawn."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms.register import ReclassifyForm
from chuyenbien.journal.web import act, ask, asks, writes

from .. import operations, rules
from ..forms import AmendForm, EditForm, SendUpForm, WithdrawForm
from ..forms.facts import facts_of
from .fetching import acted_by, deciding, of_body, visible_finding


@asks
def edit(request: Any, pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    return ask(
        request,
        EditForm,
        title=_("Edit the draft"),
        subject=finding,
        revision_of=finding,
        initial=facts_of(finding),
        perform=lambda form, by: operations.edit_finding(
            finding, by=by, revision=form.cleaned_data["revision"], **form.facts()
        ),
        back=finding.get_absolute_url(),
        **acted_by(
            request,
            lambda by: rules.can_edit(by, finding),
            of_body(finding),
            body=finding.address,
            finding=finding,
        ),
    )


@writes
def adopt(request: Any, pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    return act(
        request,
        verdict=rules.can_adopt(request.actor, finding),
        perform=lambda by: operations.adopt_finding(finding, by=by),
        back=finding.get_absolute_url(),
    )


@asks
def send_up(request: Any, pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    return ask(
        request,
        SendUpForm,
        title=_("Send the matter up"),
        intro=_(
            "From then on the superior of the review and its delegation see this matter with its actions and its"
            " history, and decide about it; a verifier of the superior can confirm and close it. This cannot be undone."
        ),
        subject=finding,
        perform=lambda form, by: operations.send_up(finding, by=by, because=form.cleaned_data["because"]),
        back=finding.get_absolute_url(),
        submit=_("Send up"),
        **acted_by(request, lambda by: rules.can_send_up(by, finding), of_body(finding)),
    )


@asks
def amend(request: Any, pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    return ask(
        request,
        AmendForm,
        title=_("Amend the finding"),
        intro=_("The former values stay visible, with who amended them, when and why."),
        subject=finding,
        revision_of=finding,
        initial={
            **facts_of(finding),
            "address": finding.address_id,
            "concluding_document": finding.concluding_document_id,
        },
        perform=lambda form, by: operations.amend_finding(
            finding,
            by=by,
            because=form.cleaned_data["because"],
            revision=form.cleaned_data["revision"],
            **form.facts(),
        ),
        back=finding.get_absolute_url(),
        submit=_("Amend"),
        **acted_by(request, lambda by: rules.can_amend(by, finding), deciding(finding), finding=finding),
    )


@asks
def withdraw(request: Any, pk: int) -> HttpResponse:
    finding = visible_finding(request, pk)
    return ask(
        request,
        WithdrawForm,
        title=_("Withdraw the finding"),
        subject=finding,
        revision_of=finding,
        perform=lambda form, by: operations.withdraw_finding(
            finding, by=by, because=form.cleaned_data["because"], revision=form.cleaned_data["revision"]
        ),
        back=finding.get_absolute_url(),
        submit=_("Withdraw"),
        **acted_by(request, lambda by: rules.can_withdraw(by, finding), deciding(finding)),
    )


@asks
def reclassify(request: Any, pk: int) -> HttpResponse:
    """Change how confidential the finding is, and with it everything that speaks of it."""
    finding = visible_finding(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=finding,
        verdict=rules.can_reclassify(request.actor, finding),
        initial={"level": finding.classification},
        perform=lambda form, by: documents.reclassify(
            finding,
            level=form.cleaned_data["level"],
            code=form.cleaned_data["code"],
            because=form.cleaned_data["because"],
            by=by,
        ),
        back=finding.get_absolute_url(),
    )
