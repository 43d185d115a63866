"""A cycle closed for data, and opened again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.acting import actor_of

from .. import operations, rules
from ..forms import LockForm, ReopenDataForm
from .fetching import acted_by, visible_cycle


@asks
def lock_data(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    return ask(
        request,
        LockForm,
        title=_("Close the cycle for data"),
        subject=one,
        intro=_(
            "From then on the dossiers, the findings they state, conferences, conclusions, self-reviews and ratings of "
            "this cycle are not changed. Plans and remedying go on, and so do petitions about a rating."
        ),
        perform=lambda form, by: operations.lock_data(
            one, by=by, because=form.cleaned_data["because"], document=form.cleaned_data["document"]
        ),
        back=one.get_absolute_url(),
        submit=_("Close for data"),
        **acted_by(request, lambda by: rules.can_lock_data(by, one), rules.leaders_of(one), cycle=one),
    )


@asks
def reopen_data(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    return ask(
        request,
        ReopenDataForm,
        title=_("Open the data again"),
        subject=one,
        intro=_("Who opened it, why, by which document and until when stays on the page of the cycle."),
        perform=lambda form, by: operations.reopen_data(
            one,
            by=by,
            because=form.cleaned_data["because"],
            document=form.cleaned_data["document"],
            until=form.cleaned_data["until"],
        ),
        back=one.get_absolute_url(),
        submit=_("Open the data"),
        **acted_by(request, lambda by: rules.can_lock_data(by, one), rules.leaders_of(one), cycle=one),
    )


@writes
def end_reopening(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    return act(
        request,
        verdict=rules.can_lock_data(actor_of(request), one),
        perform=lambda by: operations.end_reopening(one, by=by),
        back=one.get_absolute_url(),
    )
