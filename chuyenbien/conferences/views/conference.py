"""Forms of the conference itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.reviews import transitions
from chuyenbien.reviews.enums import Move

from .. import operations, rules
from ..forms import AttendanceForm, CancelForm, MinutesForm, MoveForm, ScheduleForm
from .fetching import acted_by, visible_conference, visible_dossier


@asks
def schedule(request: Any, pk: int) -> HttpResponse:
    dossier = visible_dossier(request, pk)
    return ask(
        request,
        ScheduleForm,
        title=_("Call the conference"),
        intro=_("Clashes in the calendar and lead times are pointed out afterwards; they never stand in the way."),
        subject=dossier,
        perform=lambda form, by: operations.schedule(
            dossier,
            form.cleaned_data["starts_at"],
            form.cleaned_data["ends_at"],
            form.cleaned_data["place"],
            chair=form.cleaned_data["chair"],
            secretary=form.cleaned_data["secretary"],
            by=by,
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("Call"),
        **acted_by(
            request,
            lambda by: rules.can_schedule(by, dossier),
            dossier,
            transitions.of(Move.SCHEDULE).who,
            dossier=dossier,
        ),
    )


@asks
def move(request: Any, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    return ask(
        request,
        MoveForm,
        title=_("Move the conference"),
        subject=conference,
        revision_of=conference,
        initial={name: getattr(conference, name) for name in ("starts_at", "ends_at", "place")},
        perform=lambda form, by: operations.reschedule(
            conference,
            form.cleaned_data["starts_at"],
            form.cleaned_data["ends_at"],
            form.cleaned_data["place"],
            because=form.cleaned_data["because"],
            revision=form.cleaned_data["revision"],
            by=by,
        ),
        back=conference.get_absolute_url(),
        submit=_("Move"),
        **acted_by(
            request,
            lambda by: rules.can_move(by, conference),
            conference.dossier,
            transitions.of(Move.SCHEDULE).who,
        ),
    )


@asks
def cancel(request: Any, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    return ask(
        request,
        CancelForm,
        title=_("Call off the conference"),
        subject=conference,
        perform=lambda form, by: operations.cancel(conference, because=form.cleaned_data["because"], by=by),
        back=conference.get_absolute_url(),
        submit=_("Call off"),
        **acted_by(
            request,
            lambda by: rules.can_move(by, conference),
            conference.dossier,
            transitions.of(Move.SCHEDULE).who,
        ),
    )


@asks
def attendance(request: Any, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    return ask(
        request,
        AttendanceForm,
        title=_("Attendance"),
        intro=_("Writing again replaces the list."),
        subject=conference,
        template="conferences/attendance.html",
        perform=lambda form, by: operations.record_attendance(conference, by=by, **form.told()),
        back=conference.get_absolute_url(),
        **acted_by(
            request,
            lambda by: rules.can_keep(by, conference),
            conference.dossier,
            rules.KEEPERS,
            conference=conference,
        ),
    )


@asks
def minutes(request: Any, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    return ask(
        request,
        MinutesForm,
        title=_("Minutes"),
        subject=conference,
        revision_of=conference,
        initial={"minutes": conference.minutes},
        perform=lambda form, by: operations.write_minutes(
            conference,
            form.cleaned_data["minutes"],
            upload=form.cleaned_data["scan"],
            revision=form.cleaned_data["revision"],
            by=by,
        ),
        back=conference.get_absolute_url(),
        **acted_by(request, lambda by: rules.can_keep(by, conference), conference.dossier, rules.KEEPERS),
    )


@writes
def held(request: Any, pk: int) -> HttpResponse:
    conference = visible_conference(request, pk)
    return act(
        request,
        verdict=rules.can_hold(request.actor, conference),
        perform=lambda by: operations.mark_held(conference, by=by),
        back=conference.get_absolute_url(),
    )
