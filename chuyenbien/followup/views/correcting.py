"""A planned meeting is changed; the record of a decision is corrected."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from chuyenbien.journal.web import ask, asks

from .. import operations, rules
from ..forms import ChangeMeetingForm, CorrectDecisionForm
from ..models import MeetingItem
from .fetching import visible_meeting


@asks
def change(request: Any, pk: int) -> HttpResponse:
    """Another hour, place, chair."""
    shown = visible_meeting(request, pk)
    return ask(
        request,
        ChangeMeetingForm,
        title=_("Change the meeting"),
        subject=shown,
        revision_of=shown,
        initial={name: getattr(shown, name) for name in ChangeMeetingForm.NAMES},
        verdict=rules.can_prepare(request.actor, shown),
        form_kwargs={"meeting": shown, "rule": lambda by: rules.can_prepare(by, shown)},
        perform=lambda form, by: operations.change_meeting(
            shown, by=by, revision=form.cleaned_data["revision"], **form.changes()
        ),
        back=shown.get_absolute_url(),
        intro=_("The former title and hour stay in the record."),
    )


@asks
def correct(request: Any, pk: int) -> HttpResponse:
    """What was written down of a decision was wrong."""
    item = get_object_or_404(MeetingItem.objects.select_related("action", "meeting__unit"), pk=pk)
    shown = visible_meeting(request, item.meeting_id)
    return ask(
        request,
        CorrectDecisionForm,
        title=_("Correct what was recorded of the decision"),
        subject=shown,
        initial={"note": item.note, "promised_on": item.promised_on},
        verdict=rules.can_correct(request.actor, item),
        form_kwargs={"item": item, "rule": lambda by: rules.can_correct(by, item)},
        perform=lambda form, by: operations.correct_decision(item, by=by, **form.told()),
        back=f"{shown.get_absolute_url()}#item-{item.pk}",
        submit=_("Correct"),
        intro=_("What the decision has done stays done: an extension, a reassignment or a petition has its own verbs."),
    )
