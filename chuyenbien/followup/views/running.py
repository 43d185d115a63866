"""The meeting under way: one page for each item, for a projector and a phone, with the decisions right there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor

from .. import cockpit, operations, rules
from ..enums import MeetingDecision
from ..forms import DecideForm
from ..models import Meeting, MeetingItem
from .fetching import visible_meeting


@reads
def run(request: Any, pk: int) -> HttpResponse:
    """Begin, or go on, where nothing is decided yet."""
    shown = visible_meeting(request, pk)
    items = shown.items.order_by("order", "pk")
    first = items.filter(decision=MeetingDecision.NONE).first() or items.first()
    return redirect("followup:run_item", shown.pk, first.pk) if first else redirect(shown)


@asks
def run_item(request: Any, pk: int, item_pk: int) -> HttpResponse:
    """One item as the meeting sees it. Who may not decide, or comes afterwards, sees the same without the form."""
    shown = visible_meeting(request, pk)
    item = get_object_or_404(cockpit.items_of(shown), pk=item_pk)
    context = cockpit.page_of(request, shown, item)
    if request.method != "POST" and not (item.is_open and rules.can_enter_decision(request.actor, shown)):
        return render(request, "followup/cockpit.html", context)
    here = reverse("followup:run_item", args=[shown.pk, item.pk])
    return _decide(request, shown, item, back=here, template="followup/cockpit.html", context=context)


@asks
def decide(request: Any, pk: int) -> HttpResponse:
    """Decide from the agenda."""
    item = get_object_or_404(MeetingItem.objects.select_related("action", "meeting__unit"), pk=pk)
    shown = visible_meeting(request, item.meeting_id)
    back = f"{shown.get_absolute_url()}#item-{item.pk}"
    return _decide(request, shown, item, back=back, template="followup/decide.html", context={"item": item})


def _decide(
    request: Any, meeting: Meeting, item: MeetingItem, *, back: str, template: str, context: dict[str, Any]
) -> HttpResponse:
    def perform(form: DecideForm, by: Actor) -> MeetingItem:
        decision = form.cleaned_data["decision"]
        rules.require_decision(by, item, decision)
        note = form.cleaned_data.get("note", "")
        return operations.decide(item, by=by, decision=decision, note=note, **form.details())

    verdict = rules.can_enter_decision(request.actor, meeting)
    takeable = rules.takeable(request.actor, item) if verdict else {}
    return ask(
        request,
        DecideForm,
        title=_("Decide about this item"),
        subject=item.action,
        verdict=verdict,
        form_kwargs={"item": item, "takeable": takeable},
        perform=perform,
        back=back,
        submit=_("Record the decision"),
        context={**context, "not_now": cockpit.not_now(takeable)},
        template=template,
    )
