"""The signals of a cycle's bodies, for those who are named; removed once the board has decided."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.forms.given import given
from chuyenbien.reviews.models import ReviewCycle

from .. import forms, operations, presenting, queries, rules, signals
from ..enums import OF_ACTIONS, OF_FINDINGS, Signal, source_column
from ..models import TakenSource
from .fetching import prepared_cycle, prepared_dossier

PER_PAGE = 50


def _removed(request: HttpRequest, cycle: ReviewCycle) -> HttpResponse | None:
    """Once decided, in place of the figures: that they were removed, and where the decision is."""
    decision = rules.decision_of(cycle)
    if decision is None:
        return None
    return render(request, "preparing/removed.html", {"cycle": cycle, "decision": decision})


@reads
def signal_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The bodies in official order with their numbers; each opens to its rows."""
    one = prepared_cycle(request, pk)
    removed = _removed(request, one)
    if removed is not None:
        return removed
    filters = forms.SignalFilter(request)
    chosen = filters.read()
    rows = queries.bodies(one, q=chosen["q"] or "", signal=chosen["signal"] or "")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": one,
        "filters": filters,
        "filtered": any(chosen.values()),
        "page": page,
        "kinds": list(Signal),
        "lines": presenting.lines(one, page.object_list),
        "years": signals.years(),
        "today": clock.today(),
    }
    return render(request, "preparing/signals.html", context)


@reads
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers of one body, and what of it has been taken into a draft."""
    one = prepared_dossier(request, pk)
    removed = _removed(request, one.cycle)
    if removed is not None:
        return removed
    (line,) = presenting.lines(one.cycle, [one])
    taken = TakenSource.objects.filter(suggestion__dossier=one).select_related(
        "suggestion", "finding", "action", "indicator", "by"
    )
    context = {
        "dossier": one,
        "cycle": one.cycle,
        "line": line,
        "taken": presenting.taken_rows(taken, standing_of(request)),
        "years": signals.years(),
        "today": clock.today(),
    }
    return render(request, "preparing/body.html", context)


@reads
def rows(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The rows one number counts."""
    one = prepared_dossier(request, pk)
    kind = _kind(key)
    removed = _removed(request, one.cycle)
    if removed is not None:
        return removed
    found = presenting.with_what_is_shown(kind, signals.of_body(kind, one.cycle, one.body_id))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    column = f"{source_column(kind)}_id"
    taken = TakenSource.objects.filter(suggestion__dossier=one, suggestion__state="draft", kind=kind)
    context = {
        "dossier": one,
        "cycle": one.cycle,
        "kind": kind,
        "of_actions": kind in OF_ACTIONS,
        "of_findings": kind in OF_FINDINGS,
        "page": page,
        "taken": set(taken.order_by().values_list(column, flat=True)),
        "can_take": rules.can_take(actor_of(request), one),
        "years": signals.years(),
    }
    return render(request, "preparing/rows.html", context)


@asks
def take(request: HttpRequest, pk: int, key: str, row: int) -> HttpResponse:
    """Take one matter into the draft of the suggestion to the body."""
    one = prepared_dossier(request, pk)
    kind = _kind(key)
    found: Any = presenting.with_what_is_shown(kind, signals.of_body(kind, one.cycle, one.body_id))
    source = get_object_or_404(found, pk=row) if rules.decision_of(one.cycle) is None else None
    return ask(
        request,
        forms.TakeForm,
        title=_("Take into the draft of the suggestion"),
        subject=one,
        verdict=rules.can_take(actor_of(request), one),
        perform=lambda form, by: operations.take(one, kind, source, by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
        submit=_("Take into the draft"),
        intro=_(
            "The point is added to the draft to this body; without a draft, one is begun. It can be changed there."
        ),
        initial=presenting.proposal(kind, source) if source is not None else {},
        form_kwargs={"code_only": source is not None and source.is_code_only},
    )


def _kind(key: str) -> Signal:
    if key not in Signal.values:
        raise Http404
    return Signal(key)
