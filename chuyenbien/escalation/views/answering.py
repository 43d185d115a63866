"""What the authority does with a petition, and what the asker supplies: each act with its paper, where there is one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks

from .. import chains, forms, operations, rules
from .fetching import visible_request


@asks
def receive(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    return ask(
        request,
        forms.ReceiveForm,
        title=_("Record the receipt"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_receive(by, shown)),
        initial={"received_on": clock.today()},
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_receive(by, shown)},
        perform=lambda form, by: operations.receive_request(
            shown, by=by, received_on=form.cleaned_data["received_on"], paper=form.paper()
        ),
        back=shown.get_absolute_url(),
        submit=_("Record"),
    )


@asks
def answer(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    outside = shown.authority.is_outside
    return ask(
        request,
        forms.AnswerForm,
        title=_("Record the authority’s answer") if outside else _("Answer the request"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_answer(by, shown)),
        initial={
            "answered_on": clock.today(),
            "forward_to": chains.next_above(shown.authority, but=(shown.asker_id,)),
        },
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_answer(by, shown)},
        perform=lambda form, by: operations.answer_request(
            shown,
            by=by,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data.get("text", ""),
            answered_on=form.cleaned_data["answered_on"],
            precision=form.cleaned_data["precision"],
            forward_to=form.cleaned_data["forward_to"],
            paper=form.paper(),
        ),
        back=shown.get_absolute_url(),
        submit=_("Record the answer"),
        intro=_("An agreement alone closes nothing: the work is finished when its result is confirmed."),
    )


@asks
def supply(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    return ask(
        request,
        forms.SupplyForm,
        title=_("Supply what was asked for"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_supply(by, shown)),
        initial={"supplied_on": clock.today()},
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_supply(by, shown)},
        perform=lambda form, by: operations.supply(
            shown,
            by=by,
            text=form.cleaned_data.get("text", ""),
            supplied_on=form.cleaned_data["supplied_on"],
            paper=form.paper(),
        ),
        back=shown.get_absolute_url(),
        submit=_("Record"),
        intro=_("While the authority waits for this, its time stands still. Both dates stay visible."),
    )
