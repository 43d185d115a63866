"""Forms of decisions about an action: later date, pause, other people, off the desk, who has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.core.forms import AskForm
from chuyenbien.core.verdict import Verdict
from chuyenbien.findings.enums import Precision
from chuyenbien.findings.models import Finding
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.models.person import PersonQuerySet

from .. import operations, rules
from ..forms import (
    AskExtensionForm,
    AwaitForm,
    CancelForm,
    DecideExtensionForm,
    PauseForm,
    ReassignForm,
    ReceiptForm,
    ResumeForm,
    TransferForm,
    UnknownForm,
)
from ..models import Action
from .fetching import above, acted_by, of_body, visible_action, visible_extension, visible_finding, writers


def _change(
    request: Any,
    action: Action,
    form_class: type[AskForm],
    title: str,
    verb: Callable[..., Any],
    rule: Callable[[Actor, Action], Verdict],
    people: PersonQuerySet,
    /,
    *,
    intro: str = "",
    submit: str = "",
    **form_kwargs: Any,
) -> HttpResponse:
    """One decision about an action: its form, its verb, its rule."""
    return ask(
        request,
        form_class,
        title=title,
        intro=intro,
        subject=action,
        perform=lambda form, by: verb(action, by=by, **given(form)),
        back=action.get_absolute_url(),
        submit=submit,
        **acted_by(request, lambda by: rule(by, action), people, **form_kwargs),
    )


@asks
def ask_extension(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        AskExtensionForm,
        _("Ask for a later date"),
        operations.ask_extension,
        rules.can_ask_extension,
        of_body(action),
        intro=_("The original date stays beside the new one, in lists and in figures."),
        submit=_("Ask the superior"),
    )


@asks
def decide_extension(request: Any, pk: int) -> HttpResponse:
    extension = visible_extension(request, pk)
    action = extension.action
    return ask(
        request,
        DecideExtensionForm,
        title=_("Decide on the later date"),
        subject=action,
        template="remediation/decide_extension.html",
        context={"extension": extension},
        perform=lambda form, by: operations.decide_extension(extension, by=by, **given(form)),
        back=action.get_absolute_url(),
        submit=_("Decide on the later date"),
        **acted_by(request, lambda by: rules.can_decide_extension(by, extension), above(action)),
    )


@asks
def pause(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        PauseForm,
        _("Pause by decision"),
        operations.pause_action,
        rules.can_pause,
        above(action),
        intro=_("The days of the pause are drawn apart and move the approved date; the original one stays."),
        submit=_("Pause"),
    )


@asks
def resume(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        ResumeForm,
        _("Let the work go on"),
        operations.resume_action,
        rules.can_resume,
        above(action),
        submit=_("Go on"),
    )


@asks
def reassign(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        ReassignForm,
        _("Reassign"),
        operations.reassign,
        rules.can_reassign,
        of_body(action),
        intro=_("Whoever takes over inherits the work, not the fault; the past stays with who held it."),
        submit=_("Reassign"),
        action=action,
    )


@asks
def cancel(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        CancelForm,
        _("Cancel by decision"),
        operations.cancel_action,
        rules.can_cancel,
        above(action),
        submit=_("Cancel the action"),
    )


@asks
def transfer(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        TransferForm,
        _("Transfer to another unit"),
        operations.transfer_action,
        rules.can_transfer,
        above(action),
        submit=_("Transfer"),
    )


@asks
def await_succession(request: Any, pk: int) -> HttpResponse:
    action = visible_action(request, pk)
    return _change(
        request,
        action,
        AwaitForm,
        _("Wait for a successor"),
        operations.await_succession,
        rules.can_await_succession,
        above(action),
        intro=_("The unit or person is gone and nobody has taken over yet. Reassigning lets the work go on."),
    )


@asks
def receipt(request: Any, pk: int) -> HttpResponse:
    """Who has an action now."""
    action = visible_action(request, pk)
    return _receipt(request, action, of_body(action))


@asks
def finding_receipt(request: Any, pk: int) -> HttpResponse:
    """Who has a finding now."""
    finding = visible_finding(request, pk)
    return _receipt(request, finding, writers(finding.address_id))


def _receipt(request: Any, matter: Action | Finding, people: PersonQuerySet) -> HttpResponse:
    return ask(
        request,
        ReceiptForm,
        title=_("Record who has it"),
        subject=matter,
        perform=lambda form, by: operations.record_receipt(matter, by=by, **given(form)),
        back=f"{matter.get_absolute_url()}#holdings",
        **acted_by(request, lambda by: rules.can_record_holding(by, matter), people),
    )


@asks
def finding_unknown(request: Any, pk: int) -> HttpResponse:
    """The time of a finding that nobody recorded."""
    finding = visible_finding(request, pk)

    def perform(form: Any, by: Actor) -> Any:
        since = form.cleaned_data["since"]
        return operations.record_unknown_holding(
            finding,
            by=by,
            since=since.day if since else None,
            precision=since.precision if since else Precision.APPROXIMATE,
            until=form.cleaned_data["until"],
            note=form.cleaned_data["note"],
        )

    return ask(
        request,
        UnknownForm,
        title=_("Record time that nobody recorded"),
        intro=_("One honest stretch instead of guesses: nobody knows who had the matter then."),
        subject=finding,
        perform=perform,
        back=f"{finding.get_absolute_url()}#holdings",
        **acted_by(request, lambda by: rules.can_record_holding(by, finding), writers(finding.address_id)),
    )
