"""Pages of what an office sets: reply terms and who comes next above."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import require
from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.models import Unit, UnitClosure
from chuyenbien.orgs.models.dated import holds_on

from .. import chains, forms, operations, rules
from ..models import NextAuthority, ReplyTerms

BACK = reverse_lazy("escalation:terms")


def _settable(request: Any) -> Any:
    """The units for which somebody may set anything: the own ones and those below."""
    own = request.actor.standing.units_with(*rules.SETTING)
    below = UnitClosure.objects.filter(holds_on(clock.today()), ancestor_id__in=own).values("descendant_id")
    return Unit.objects.on().filter(Q(pk__in=own) | Q(pk__in=below))


def _of(form: Any, by: Actor) -> Actor:
    """Whose act it is; refused where the chosen unit is not theirs to set this for."""
    require(rules.can_set(by, form.cleaned_data["unit"]))
    return by


@reads
def terms(request: Any) -> HttpResponse:
    """What holds for the reader's units: their own terms and those of the units above, the chains, what was set."""
    units = [*request.standing.roles, *request.standing.inspected]
    above = Unit.objects.above_any(units).order_by().values("pk")
    within = _settable(request).order_by().values("pk")
    mine = Q(unit__in=units) | Q(unit__in=above) | Q(unit__in=within)
    context = {
        "rows": ReplyTerms.objects.filter(mine).select_related("unit", "set_by"),
        "nexts": NextAuthority.objects.filter(mine).select_related("unit", "authority", "set_by"),
        "chains": chains.CHAINS,
        "acknowledge": settings.REPLY_ACKNOWLEDGE_DAYS,
        "decide": settings.REPLY_DECIDE_DAYS,
        "can_set": rules.can_set(request.actor),
    }
    return render(request, "escalation/terms.html", context)


@asks
def set_terms(request: Any) -> HttpResponse:
    return ask(
        request,
        forms.TermsForm,
        title=_("Set reply terms"),
        verdict=rules.can_set(request.actor),
        initial={"acknowledge_days": settings.REPLY_ACKNOWLEDGE_DAYS, "decide_days": settings.REPLY_DECIDE_DAYS},
        form_kwargs={"units": _settable(request), "rule": rules.can_set},
        perform=lambda form, by: operations.set_terms(by=_of(form, by), **given(form)),
        back=str(BACK),
        submit=_("Set"),
        intro=_("Petitions that are running keep to what held when they were sent."),
    )


@asks
def set_next(request: Any) -> HttpResponse:
    return ask(
        request,
        forms.NextForm,
        title=_("Set the next authority"),
        verdict=rules.can_set(request.actor),
        form_kwargs={"units": _settable(request), "rule": rules.can_set},
        perform=lambda form, by: operations.set_next_authority(by=_of(form, by), **given(form)),
        back=str(BACK),
        submit=_("Set"),
        intro=_("It is proposed where a petition is drafted, forwarded or not answered in time. A person chooses."),
    )
