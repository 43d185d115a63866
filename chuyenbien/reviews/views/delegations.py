"""Delegations of a cycle: who sits in them and which bodies they attend."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of

from .. import operations, queries, rules
from ..enums import DelegationRole
from ..forms import AssignForm, DelegationForm, ReasonForm
from .fetching import acted_by, visible_cycle, visible_delegation, visible_dossier


@reads
def delegations(request: HttpRequest, pk: int) -> HttpResponse:
    """The delegations of a cycle, and the suggested bodies no delegation attends yet."""
    one, standing = visible_cycle(request, pk), standing_of(request)
    overall = rules.sees_coverage(standing, one)
    appointing = acted_by(request, lambda by: rules.can_appoint(by, one), rules.leaders_of(one))
    context = {
        "cycle": one,
        "delegations": queries.delegations_of(one, standing),
        "unattended": queries.without_delegation(one) if overall else [],
        "overall": overall,
        "can_appoint": appointing["verdict"],
    }
    return render(request, "reviews/delegations.html", context)


@asks
def form_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    last = one.delegations.order_by("-number").first()
    return ask(
        request,
        DelegationForm,
        title=_("Form a delegation"),
        subject=one,
        initial={"number": last.number + 1 if last else 1},
        perform=lambda form, by: operations.form_delegation(
            one,
            form.cleaned_data["number"],
            form.cleaned_data["head"],
            form.cleaned_data["secretary"],
            form.cleaned_data["members"],
            by=by,
            decision=form.cleaned_data["decision"],
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("Form the delegation"),
        **acted_by(request, lambda by: rules.can_appoint(by, one), rules.leaders_of(one), cycle=one),
    )


@reads
def delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """One delegation, its people, and the bodies it attends that the reader may see."""
    one, standing, actor = visible_delegation(request, pk), standing_of(request), actor_of(request)
    overall = rules.sees_coverage(standing, one.cycle)
    member = one.members.filter(person_id__in=[standing.person_id or 0]).exists()
    appointing = acted_by(request, lambda by: rules.can_appoint(by, one.cycle), rules.leaders_of(one.cycle))
    context = {
        "delegation": one,
        "members": one.members.select_related("person").order_by("id"),
        "rows": queries.dossiers_of(one.cycle, standing).filter(delegation=one),
        "prepares": rules.sees_preparation(standing, one.cycle),
        "overall": overall,
        "can_appoint": appointing["verdict"],
        "can_assign": rules.can_assign(actor, one.cycle),
        "entries": timeline(one, reader=standing, limit=15) if overall or member else [],
    }
    return render(request, "reviews/delegation.html", context)


@asks
def change_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_delegation(request, pk)
    seats = {seat.role: seat.person_id for seat in one.members.all()}
    members = [seat.person_id for seat in one.members.all() if seat.role == DelegationRole.MEMBER]
    return ask(
        request,
        DelegationForm,
        title=_("Change who sits in the delegation"),
        subject=one,
        initial={
            "head": seats.get(DelegationRole.HEAD),
            "secretary": seats.get(DelegationRole.SECRETARY),
            "members": members,
            "decision": one.decision_id,
        },
        perform=lambda form, by: operations.change_delegation(
            one,
            form.cleaned_data["head"],
            form.cleaned_data["secretary"],
            form.cleaned_data["members"],
            by=by,
            decision=form.cleaned_data["decision"],
            revision=form.cleaned_data["revision"],
        ),
        back=one.get_absolute_url(),
        revision_of=one,
        **acted_by(
            request,
            lambda by: rules.can_appoint(by, one.cycle),
            rules.leaders_of(one.cycle),
            cycle=one.cycle,
            delegation=one,
        ),
    )


@asks
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give bodies to a delegation, many at once."""
    one = visible_delegation(request, pk)
    return ask(
        request,
        AssignForm,
        title=_("Give bodies to the delegation"),
        subject=one,
        perform=lambda form, by: operations.assign_bodies(one, form.cleaned_data["dossiers"], by=by),
        back=one.get_absolute_url(),
        submit=_("Give to the delegation"),
        **acted_by(request, lambda by: rules.can_assign(by, one.cycle), rules.leaders_of(one.cycle), delegation=one),
    )


@asks
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a body away from its delegation."""
    one = visible_dossier(request, pk)
    return ask(
        request,
        ReasonForm,
        title=_("Take the body away from its delegation"),
        subject=one,
        perform=lambda form, by: operations.release_delegation(one, by=by, because=form.cleaned_data["because"]),
        back=one.get_absolute_url(),
        submit=_("Take away"),
        **acted_by(request, lambda by: rules.can_assign(by, one.cycle), rules.leaders_of(one.cycle)),
    )
