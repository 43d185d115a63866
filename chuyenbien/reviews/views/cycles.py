"""Cycles: the list, the page of one with its bodies, its calendar."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.regulations import presenting

from .. import locks, operations, queries, rules
from .. import milestones as marking
from ..fitting import misfits
from ..forms import DossierFilter, MilestonesForm, OpenCycleForm
from ..models import ReviewCycle
from .fetching import more_rows, visible_cycle, wants_rows

PER_PAGE = 50


@reads
def cycles(request: HttpRequest) -> HttpResponse:
    """The cycles somebody has to do with, the latest first."""
    rows = ReviewCycle.objects.visible_to(standing_of(request)).select_related("superior")
    counted = rows.annotate(bodies=Count("dossiers", distinct=True)).order_by("-period_end", "-pk")
    page = Paginator(counted, PER_PAGE).get_page(request.GET.get("page"))
    standing = standing_of(request)
    told = [(one, rules.sees_coverage(standing, one)) for one in page.object_list]
    can = rules.can_open_cycle(actor_of(request))
    return render(request, "reviews/cycles.html", {"page": page, "rows": told, "can_open": can})


@asks
def open_cycle(request: HttpRequest) -> HttpResponse:
    return ask(
        request,
        OpenCycleForm,
        title=_("Open a review cycle"),
        verdict=rules.can_open_cycle(actor_of(request)),
        perform=lambda form, by: operations.open_cycle(
            by=by,
            **{name: form.cleaned_data[name] for name in OpenCycleForm.base_fields if name in _OPENING},
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("Open the cycle"),
    )


_OPENING = ("superior", "name", "period_start", "period_end", "rule_pack", "previous")


@reads
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """One cycle: calendar, coverage, bodies in official order with the state of handling."""
    one, standing, actor = visible_cycle(request, pk), standing_of(request), actor_of(request)
    groups = list(queries.delegations_of(one, standing))
    filters = DossierFilter(request, delegations=groups)
    chosen = filters.read()
    rows = queries.narrowed(queries.dossiers_of(one, standing), chosen)
    overall = rules.sees_coverage(standing, one)
    context = {
        "cycle": one,
        "pack": one.book,
        "misfits": misfits(one.book, one.period_end) if overall and one.book else [],
        "milestones": one.milestones.all(),
        "pointed_out": marking.pointed_out(one) if overall else [],
        "today": clock.today(),
        "figures": queries.coverage(one) if overall else [],
        "unattended": queries.without_delegation(one).count() if overall else 0,
        "waiting": queries.unanswered_items(one).count() if overall else 0,
        "delegations": groups,
        "filters": filters,
        "filtered": any(chosen.values()),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "prepares": rules.sees_preparation(standing, one),
        "can_run": rules.can_run_cycle(actor, one),
        **_data(request, one),
        "entries": timeline(one, reader=standing, limit=15) if overall else [],
    }
    return render(request, "reviews/cycle.html", context)


def _data(request: HttpRequest, cycle: ReviewCycle) -> dict[str, object]:
    """Whether the cycle is closed for data, and every time it was opened again."""
    state, actor = locks.state_of(cycle), actor_of(request)
    rows = state.lock.reopenings.select_related("opened_by", "ended_by", "document") if state else []
    can = directly_or_for(actor, lambda by: rules.can_lock_data(by, cycle), people=rules.leaders_of(cycle))
    return {
        "data_state": state,
        "reopenings": rows,
        "can_lock": can,
        "can_end": rules.can_lock_data(actor, cycle),
    }


@reads
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules of a cycle as they were pinned when it opened."""
    one = visible_cycle(request, pk)
    if one.pinned_id is None or one.book is None:
        raise Http404
    parts = presenting.parts_of(one.book, standing_of(request))
    return render(request, "regulations/pack.html", {"pack": one.book, "parts": parts, "pinned_by": one})


@asks
def milestones(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar of a cycle."""
    one = visible_cycle(request, pk)
    verdict = rules.can_run_cycle(actor_of(request), one)
    template, title = "reviews/milestones.html", _("Calendar of the cycle")
    calendar = {"proposed": marking.proposed(one), "steps": marking.steps_of(one)}
    if wants_rows(request):
        page = {"title": title, "subject": one, "back": one.get_absolute_url(), **calendar}
        return more_rows(request, MilestonesForm, template, page, verdict=verdict)
    given = [{"kind": m.kind, "due_on": m.due_on, "note": m.note} for m in one.milestones.all()]
    return ask(
        request,
        MilestonesForm,
        title=title,
        subject=one,
        verdict=verdict,
        perform=lambda form, by: operations.set_milestones(
            one, form.milestones(), by=by, revision=form.cleaned_data["revision"]
        ),
        back=one.get_absolute_url(),
        template=template,
        revision_of=one,
        form_kwargs={"given": given},
        context=calendar,
    )


@writes
def close_cycle(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    return act(
        request,
        verdict=rules.can_run_cycle(actor_of(request), one),
        perform=lambda by: operations.close_cycle(one, by=by),
        back=one.get_absolute_url(),
    )
