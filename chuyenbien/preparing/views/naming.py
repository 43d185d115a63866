from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import standing_of
from chuyenbien.orgs.forms.given import given

from .. import forms, operations, queries, rules
from ..models import Preparer
from .fetching import acted_by, opened_cycle


@asks
def name(request: HttpRequest, pk: int) -> HttpResponse:
    one = opened_cycle(request, pk)
    return ask(
        request,
        forms.NameForm,
        title=_("Name who prepares the suggestions"),
        subject=one,
        perform=lambda form, by: operations.name_preparer(one, by=by, **given(form)),
        back=reverse("preparing:cycle", args=[pk]),
        submit=_("Name this person"),
        intro=_(
            "From then on this person sees the signals of the bodies. Each naming and each end of one is recorded."
        ),
        **acted_by(request, lambda by: rules.can_name(by, one), rules.namers_of(one), cycle=one),
    )


@asks
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Preparer.objects.filter(cycle__in=queries.cycles(standing_of(request)).order_by().values("pk"))
    one = get_object_or_404(rows.select_related("person", "cycle__superior"), pk=pk)
    return ask(
        request,
        forms.WithdrawForm,
        title=_("Withdraw who prepares the suggestions"),
        subject=one,
        perform=lambda form, by: operations.withdraw_preparer(one, by=by, **given(form)),
        back=reverse("preparing:cycle", args=[one.cycle_id]),
        submit=_("End the naming"),
        **acted_by(request, lambda by: rules.can_name(by, one.cycle), rules.namers_of(one.cycle)),
    )
