"""Roles, charges and inspections: given and ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw.values import usertext
from chuyenbien.journal.web import ask, asks

from .. import operations, rules
from ..acting import actor_of
from ..enums import Role
from ..forms.given import given
from ..forms.people import ChargeForm, InspectionForm, RoleForm
from ..forms.units import EndForm
from ..models import Charge, InspectionGrant, Membership, Person, Unit


@asks
def role_for_person(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    return ask(
        request,
        RoleForm,
        title=_("Give a role"),
        subject=person,
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"since": clock.today(), "role": Role.STAFF},
        form_kwargs={"person": person},
        perform=lambda form, by: operations.give_role(person, by=by, **given(form)),
        back=person.get_absolute_url(),
    )


@asks
def role_in_unit(request: HttpRequest, pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=pk)
    return ask(
        request,
        RoleForm,
        title=_("Give a role"),
        subject=unit,
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"since": clock.today(), "role": Role.STAFF},
        form_kwargs={"unit": unit},
        perform=lambda form, by: operations.give_role(unit=unit, by=by, **given(form)),
        back=unit.get_absolute_url(),
    )


@asks
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.select_related("person", "unit"), pk=pk)
    return ask(
        request,
        EndForm,
        title=_("End a role"),
        subject=membership.person,
        intro=format_html("{} · {}", membership.get_role_display(), usertext(membership.unit.name)),
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"on": clock.today()},
        perform=lambda form, by: operations.end_role(membership, by=by, **given(form)),
        back=membership.person.get_absolute_url(),
    )


@asks
def charge_add(request: HttpRequest, pk: int) -> HttpResponse:
    board = get_object_or_404(Unit, pk=pk)
    return ask(
        request,
        ChargeForm,
        title=_("Put somebody in charge of a field or an area"),
        subject=board,
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"since": clock.today()},
        form_kwargs={"board": board},
        perform=lambda form, by: operations.charge(board=board, by=by, **given(form)),
        back=board.get_absolute_url(),
    )


@asks
def charge_end(request: HttpRequest, pk: int) -> HttpResponse:
    charge = get_object_or_404(Charge.objects.select_related("person", "board", "field", "area"), pk=pk)
    what = charge.field.label if charge.field else usertext(charge.area)
    return ask(
        request,
        EndForm,
        title=_("End a charge"),
        subject=charge.board,
        intro=format_html("{} · {}", usertext(charge.person.shown_title), what),
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"on": clock.today()},
        perform=lambda form, by: operations.end_charge(charge, by=by, **given(form)),
        back=charge.board.get_absolute_url(),
    )


@asks
def inspection_grant(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    return ask(
        request,
        InspectionForm,
        title=_("Let a person inspect"),
        subject=person,
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"since": clock.today()},
        perform=lambda form, by: operations.grant_inspection(person, by=by, **given(form)),
        back=person.get_absolute_url(),
    )


@asks
def inspection_end(request: HttpRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(InspectionGrant.objects.select_related("person", "unit"), pk=pk)
    return ask(
        request,
        EndForm,
        title=_("End an inspection before its date"),
        subject=grant.person,
        intro=usertext(grant.decision),
        verdict=rules.can_manage_roles(actor_of(request)),
        initial={"on": clock.today()},
        perform=lambda form, by: operations.end_inspection(grant, by=by, **given(form)),
        back=grant.person.get_absolute_url(),
    )
