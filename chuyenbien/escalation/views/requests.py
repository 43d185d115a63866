"""Pages of petitions: the list, one of them, drafting, sending or putting aside."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.numbers import in_address
from chuyenbien.core.web import reads
from chuyenbien.documents.models import Document
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.forms.given import given
from chuyenbien.remediation.models import Action

from .. import chains, forms, operations, parts, presentation, rules
from ..models import AuthorityRequest
from ..models.request import AuthorityRequestQuerySet
from ..queries import for_list, of_chain, overdue, sent_by, waiting_for
from .fetching import visible_obstacle, visible_request


@reads
def request_list(request: Any) -> HttpResponse:
    wanted = forms.RequestFilter(request)
    found = _filtered(AuthorityRequest.objects.visible_to(request.standing), wanted.read(), request.standing)
    page = Paginator(for_list(found), 25).get_page(request.GET.get("page"))
    return render(
        request,
        "escalation/list.html",
        {"filter": wanted, "page": page, "rows": presentation.rows(page.object_list)},
    )


def _filtered(found: AuthorityRequestQuerySet, wanted: dict[str, Any], standing: Any) -> AuthorityRequestQuerySet:
    if wanted["of"] == "ours":
        found = sent_by(found, standing)
    elif wanted["of"] == "waiting":
        found = waiting_for(found, standing)
    if wanted["state"]:
        found = found.filter(state=wanted["state"])
    if wanted["authority"]:
        found = found.filter(authority=wanted["authority"])
    return overdue(found) if wanted["late"] else found


@reads
def request_page(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    actor, standing = request.actor, request.standing
    action = shown.obstacle.action
    answers = list(shown.answers.select_related("document", "by", "supply_document", "supplied_by"))
    kept = [shown.letter_id, shown.receipt_id]
    kept += [pk for one in answers for pk in (one.document_id, one.supply_document_id)]
    papers = [pk for pk in kept if pk]
    steps = presentation.chain_of(shown, of_chain(shown, standing))
    return render(
        request,
        "escalation/request.html",
        {
            "shown": shown,
            "row": presentation.row(shown),
            "where": presentation.where(shown),
            "answers": answers,
            "lists": parts.lists_of_request(request, shown),
            "steps": steps,
            "sees_former": any(one.row.request.pk == shown.forwarded_from_id for one in steps),
            "this": next((one for one in steps if one.is_this), None),
            "sees_action": Action.objects.visible_to(standing).filter(pk=action.pk).exists(),
            "readable": set(Document.objects.visible_to(standing).filter(pk__in=papers).values_list("pk", flat=True)),
            "can_amend": directly_or_for(actor, lambda by: rules.can_amend(by, shown)),
            "can_send": directly_or_for(actor, lambda by: rules.can_send(by, shown)),
            "can_drop": directly_or_for(actor, lambda by: rules.can_drop(by, shown)),
            "can_supply": directly_or_for(actor, lambda by: rules.can_supply(by, shown)),
            "can_receive": directly_or_for(actor, lambda by: rules.can_receive(by, shown)),
            "can_answer": directly_or_for(actor, lambda by: rules.can_answer(by, shown)),
            "can_follow": directly_or_for(actor, lambda by: rules.can_draft(by, shown.obstacle)),
            "entries": journal.timeline(shown, reader=request.standing),
        },
    )


@asks
def draft(request: Any, pk: int) -> HttpResponse:
    """A petition about an obstacle; ``?follows=`` an answered one takes over what it said."""
    shown = visible_obstacle(request, pk)
    earlier = AuthorityRequest.objects.visible_to(request.standing).filter(obstacle=shown)
    follows = earlier.filter(pk=in_address(request.GET.get("follows")) or 0).first()
    texts = ("authority", "own_efforts", "legal_basis", "request")
    return ask(
        request,
        forms.RequestForm,
        title=_("Petition the competent authority"),
        subject=shown.action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_draft(by, shown)),
        initial={name: getattr(follows, name) for name in texts}
        if follows
        else {"authority": chains.next_above(shown.action.address)},
        form_kwargs={
            "asker": shown.action.address,
            "code_only": shown.is_code_only,
            "rule": lambda by: rules.can_draft(by, shown),
        },
        perform=lambda form, by: operations.draft_request(
            shown, by=by, follows=follows, **{"own_efforts": "", "request": "", **given(form)}
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("Save the draft"),
        intro=_("This is a draft. The head of the body sends it; until then nobody above sees it."),
    )


@asks
def amend(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    names = ("authority", "own_efforts", "legal_basis", "request", "answer_due")
    return ask(
        request,
        forms.RequestForm,
        title=_("Change the draft"),
        subject=shown,
        revision_of=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_amend(by, shown)),
        initial={name: getattr(shown, name) for name in names},
        form_kwargs={
            "asker": shown.asker,
            "code_only": shown.is_code_only,
            "rule": lambda by: rules.can_amend(by, shown),
        },
        perform=lambda form, by: _amend(shown, form, by),
        back=shown.get_absolute_url(),
    )


def _amend(shown: AuthorityRequest, form: forms.RequestForm, by: Any) -> AuthorityRequest:
    values = given(form, revision=True)
    asked = values.pop("request", "")
    return operations.amend_request(shown, by=by, asked=asked, **{"own_efforts": "", **values})


@asks
def send(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    return ask(
        request,
        forms.SendForm,
        title=_("Send the request"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_send(by, shown)),
        initial={"sent_on": clock.today()},
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_send(by, shown)},
        perform=lambda form, by: operations.send_request(
            shown, by=by, paper=form.paper(), sent_on=form.cleaned_data["sent_on"]
        ),
        back=shown.get_absolute_url(),
        submit=_("Send"),
        intro=_("The authority and the superior then see this request, the obstacle and the name of the action only."),
    )


@asks
def drop(request: Any, pk: int) -> HttpResponse:
    shown = visible_request(request, pk)
    return ask(
        request,
        forms.NotSentForm,
        title=_("Do not send the request"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_drop(by, shown)),
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_drop(by, shown)},
        perform=lambda form, by: operations.drop_request(shown, by=by, because=form.cleaned_data.get("because", "")),
        back=shown.get_absolute_url(),
        submit=_("Do not send"),
        intro=_("The draft stays with the matter, with the reason."),
    )
