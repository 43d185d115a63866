"""Pages of the progress meeting."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.forms import new_command_id
from chuyenbien.core.web import reads
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.access import sees
from chuyenbien.orgs.forms.given import given
from chuyenbien.remediation.models import Action

from .. import operations, rules
from ..forms import AddItemForm, AttendanceForm, ExpectForm, HoldForm, MeetingForm, MoveForm, PaperMeetingForm
from ..models import Meeting, MeetingItem
from ..quorum import quorum_of
from .fetching import visible_meeting


@reads
def meeting_list(request: Any) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.standing).select_related("unit", "chair")
    page = Paginator(rows, 25).get_page(request.GET.get("page"))
    return render(request, "followup/list.html", {"page": page, "can_plan": rules.can_plan(request.actor)})


@asks
def meeting_new(request: Any) -> HttpResponse:
    return ask(
        request,
        MeetingForm,
        title=_("Plan a progress meeting"),
        verdict=rules.can_plan(request.actor),
        form_kwargs={"units": rules.units_that_meet(request.actor)},
        perform=lambda form, by: operations.plan_meeting(by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
        submit=_("Plan the meeting"),
        intro=_("The record proposes the agenda; you can add to it and put it in order."),
        context={"back": reverse("followup:list")},
    )


@asks
def meeting_on_paper(request: Any) -> HttpResponse:
    """A meeting that has been held, entered from its minutes."""
    return ask(
        request,
        PaperMeetingForm,
        title=_("Enter a meeting held on paper"),
        verdict=rules.can_plan(request.actor),
        form_kwargs={"units": rules.units_that_meet(request.actor)},
        perform=lambda form, by: operations.enter_meeting(by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
        submit=_("Enter the meeting"),
        intro=_(
            "Then add the actions it dealt with and enter what was decided about each; all is dated by its day and "
            "rests on its minutes."
        ),
        context={"back": reverse("followup:list")},
    )


@reads
def meeting(request: Any, pk: int) -> HttpResponse:
    return render(request, "followup/meeting.html", _page(request, pk))


@reads
def meeting_print(request: Any, pk: int) -> HttpResponse:
    return render(request, "followup/print.html", _page(request, pk))


@reads
def conclusion(request: Any, pk: int) -> HttpResponse:
    """What the meeting decided, who does it and until when, as a paper to be signed and sent."""
    return render(request, "followup/conclusion.html", _page(request, pk))


def _page(request: Any, pk: int) -> dict[str, Any]:
    shown = visible_meeting(request, pk)
    items = list(
        shown.items.select_related(
            "action", "action__lead_person", "action__lead_unit", "action__address", "decided_by"
        )
    )
    attendances = list(shown.attendances.select_related("person", "substitute"))
    for item in items:
        item.command_id = new_command_id()
    seen = Action.objects.visible_to(request.standing).filter(pk__in=[item.action_id for item in items])
    return {
        "meeting": shown,
        "items": items,
        "decided_items": [item for item in items if not item.is_open],
        "open_items": [item for item in items if item.is_open],
        "seen": set(seen.order_by().values_list("pk", flat=True)),
        "can_arrange": rules.can_arrange(request.actor, shown),
        "attendances": attendances,
        "sees_paper": shown.paper is not None and sees(request.standing, shown.paper),
        "quorum": quorum_of(shown, attendances),
        "can_prepare": rules.can_prepare(request.actor, shown),
        "can_correct": rules.can_correct_any(request.actor, shown),
        "can_decide": rules.can_enter_decision(request.actor, shown),
        "can_hold": rules.can_hold(request.actor, shown),
        "entries": journal.timeline(shown, reader=request.standing),
    }


@writes
def refresh(request: Any, pk: int) -> HttpResponse:
    shown = visible_meeting(request, pk)
    return act(
        request,
        verdict=rules.can_prepare(request.actor, shown),
        perform=lambda by: operations.refresh_agenda(shown, by=by),
        back=shown.get_absolute_url(),
    )


@asks
def add(request: Any, pk: int) -> HttpResponse:
    shown = visible_meeting(request, pk)
    return ask(
        request,
        AddItemForm,
        title=_("Put an action on the agenda"),
        subject=shown,
        verdict=rules.can_prepare(request.actor, shown),
        form_kwargs={"meeting": shown},
        perform=lambda form, by: operations.add_item(shown, form.cleaned_data["action"], by=by),
        back=shown.get_absolute_url(),
        submit=_("Put on the agenda"),
    )


@asks
def move(request: Any, pk: int) -> HttpResponse:
    """The small controls of the agenda send here; what they cannot do is asked again on a page of its own."""
    item = get_object_or_404(MeetingItem.objects.select_related("action", "meeting"), pk=pk)
    shown = visible_meeting(request, item.meeting_id)
    return ask(
        request,
        MoveForm,
        title=_("Move to another place on the agenda"),
        subject=shown,
        verdict=rules.can_arrange(request.actor, shown),
        form_kwargs={"now": operations.place_of(item), "last": shown.items.count()},
        perform=lambda form, by: operations.move_item(item, form.to(), by=by),
        back=f"{shown.get_absolute_url()}#item-{item.pk}",
        submit=_("Move there"),
        intro=_("On the agenda: “%(action)s”") % {"action": item.action.shown_title},
    )


@asks
def expect(request: Any, pk: int) -> HttpResponse:
    shown = visible_meeting(request, pk)
    return ask(
        request,
        ExpectForm,
        title=_("Who is expected"),
        subject=shown,
        verdict=rules.can_prepare(request.actor, shown),
        form_kwargs={"meeting": shown, "rule": lambda by: rules.can_prepare(by, shown)},
        perform=lambda form, by: operations.expect(shown, form.cleaned_data["people"], by=by),
        back=f"{shown.get_absolute_url()}#attendance",
        intro=_("Whoever is expected sees the meeting and its agenda."),
    )


@asks
def attendance(request: Any, pk: int) -> HttpResponse:
    shown = visible_meeting(request, pk)
    return ask(
        request,
        AttendanceForm,
        title=_("Record the attendance"),
        subject=shown,
        verdict=rules.can_prepare(request.actor, shown),
        form_kwargs={"meeting": shown, "rule": lambda by: rules.can_prepare(by, shown)},
        perform=lambda form, by: operations.record_attendance(shown, by=by, **form.told()),
        back=f"{shown.get_absolute_url()}#attendance",
        template="followup/attendance.html",
    )


@asks
def hold(request: Any, pk: int) -> HttpResponse:
    shown = visible_meeting(request, pk)
    return ask(
        request,
        HoldForm,
        title=_("Close the meeting"),
        subject=shown,
        verdict=rules.can_hold(request.actor, shown),
        form_kwargs={"meeting": shown, "rule": lambda by: rules.can_hold(by, shown)},
        perform=lambda form, by: operations.hold_meeting(shown, by=by, **form.told()),
        back=shown.get_absolute_url(),
        submit=_("Close the meeting"),
        intro=_("Items left undecided return by themselves on the next agenda."),
        context={"quorum": quorum_of(shown)},
        template="followup/hold.html",
    )
