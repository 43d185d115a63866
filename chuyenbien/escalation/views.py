"""Pages of obstacles and requests."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.numbers import in_address
from chuyenbien.core.web import reads
from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.documents.models import Document
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.forms.given import given
from chuyenbien.remediation.models import Action

from . import forms, operations, presentation, rules
from .models import AuthorityRequest, Obstacle
from .models.request import AuthorityRequestQuerySet
from .queries import for_list, overdue, sent_by, waiting_for


def _obstacle(request: Any, pk: int) -> Obstacle:
    visible = Action.objects.visible_to(request.standing)
    rows = Obstacle.objects.filter(action__in=visible)
    return get_object_or_404(
        rows.select_related("action__finding", "action__lead_unit", "action__address", "kind"), pk=pk
    )


def _request(request: Any, pk: int) -> AuthorityRequest:
    rows = AuthorityRequest.objects.visible_to(request.standing).select_related(
        "asker",
        "authority",
        "letter",
        "forwarded_from__authority",
        "obstacle__kind",
        "obstacle__action__finding",
        "obstacle__action__address",
        "obstacle__action__lead_unit",
    )
    return get_object_or_404(rows, pk=pk)


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
    shown = _request(request, pk)
    actor, standing = request.actor, request.standing
    action = shown.obstacle.action
    answers = list(shown.answers.select_related("document", "by"))
    papers = [pk for pk in (shown.letter_id, *(one.document_id for one in answers)) if pk]
    return render(
        request,
        "escalation/request.html",
        {
            "shown": shown,
            "row": presentation.row(shown),
            "where": presentation.where(shown),
            "answers": answers,
            "follow_ons": shown.forwarded_to.select_related("authority"),
            "sees_action": Action.objects.visible_to(standing).filter(pk=action.pk).exists(),
            "readable": set(Document.objects.visible_to(standing).filter(pk__in=papers).values_list("pk", flat=True)),
            "can_amend": directly_or_for(actor, lambda by: rules.can_amend(by, shown)),
            "can_send": directly_or_for(actor, lambda by: rules.can_send(by, shown)),
            "can_receive": directly_or_for(actor, lambda by: rules.can_receive(by, shown)),
            "can_answer": directly_or_for(actor, lambda by: rules.can_answer(by, shown)),
            "can_follow": directly_or_for(actor, lambda by: rules.can_draft(by, shown.obstacle)),
            "entries": journal.timeline(shown, reader=request.standing),
        },
    )


@reads
def obstacle(request: Any, pk: int) -> HttpResponse:
    shown = _obstacle(request, pk)
    actor = request.actor
    visible = AuthorityRequest.objects.visible_to(request.standing).filter(obstacle=shown)
    return render(
        request,
        "escalation/obstacle.html",
        {
            "shown": shown,
            "rows": presentation.rows(for_list(visible)),
            "can_resolve": directly_or_for(actor, lambda by: rules.can_resolve(by, shown)),
            "can_draft": directly_or_for(actor, lambda by: rules.can_draft(by, shown)),
            "can_reclassify": rules.can_reclassify(actor, shown),
            "entries": journal.timeline(shown, reader=request.standing),
        },
    )


@asks
def raise_obstacle(request: Any, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.standing), pk=pk)
    return ask(
        request,
        forms.ObstacleForm,
        title=_("Report an obstacle"),
        subject=action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_raise(by, action)),
        form_kwargs={"code_only": action.is_code_only, "rule": lambda by: rules.can_raise(by, action)},
        perform=lambda form, by: operations.raise_obstacle(action, by=by, **{"text": "", **given(form)}),
        back=lambda made: made.get_absolute_url(),
        submit=_("Report"),
    )


@asks
def resolve(request: Any, pk: int) -> HttpResponse:
    shown = _obstacle(request, pk)
    return ask(
        request,
        forms.ResolveForm,
        title=_("Record how the obstacle was resolved"),
        subject=shown.action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_resolve(by, shown)),
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_resolve(by, shown)},
        perform=lambda form, by: operations.resolve_obstacle(shown, by=by, **{"how": "", **given(form)}),
        back=shown.get_absolute_url(),
        submit=_("Record"),
    )


@asks
def reclassify(request: Any, pk: int) -> HttpResponse:
    shown = _obstacle(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=shown.action,
        verdict=rules.can_reclassify(request.actor, shown),
        initial={"level": shown.classification},
        perform=lambda form, by: documents.reclassify(shown, by=by, **given(form)),
        back=shown.get_absolute_url(),
        intro=_("The requests about this obstacle and their answers change with it."),
    )


@asks
def draft(request: Any, pk: int) -> HttpResponse:
    """A petition about an obstacle; ``?follows=`` an answered one takes over what it said."""
    shown = _obstacle(request, pk)
    earlier = AuthorityRequest.objects.visible_to(request.standing).filter(obstacle=shown)
    follows = earlier.filter(pk=in_address(request.GET.get("follows")) or 0).first()
    texts = ("authority", "own_efforts", "legal_basis", "request")
    return ask(
        request,
        forms.RequestForm,
        title=_("Petition the competent authority"),
        subject=shown.action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_draft(by, shown)),
        initial={name: getattr(follows, name) for name in texts} if follows else {},
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
    shown = _request(request, pk)
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
    shown = _request(request, pk)
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
def receive(request: Any, pk: int) -> HttpResponse:
    shown = _request(request, pk)
    return ask(
        request,
        forms.ReceiveForm,
        title=_("Record the receipt"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_receive(by, shown)),
        initial={"received_on": clock.today()},
        form_kwargs={"rule": lambda by: rules.can_receive(by, shown)},
        perform=lambda form, by: operations.receive_request(shown, by=by, received_on=form.cleaned_data["received_on"]),
        back=shown.get_absolute_url(),
        submit=_("Record"),
    )


@asks
def answer(request: Any, pk: int) -> HttpResponse:
    shown = _request(request, pk)
    outside = shown.authority.is_outside
    return ask(
        request,
        forms.AnswerForm,
        title=_("Record the authority’s answer") if outside else _("Answer the request"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_answer(by, shown)),
        initial={"answered_on": clock.today()},
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
