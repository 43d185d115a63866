"""Pages of the reminder ladders."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import require
from chuyenbien.core.web import reads
from chuyenbien.documents.models import Document
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import Actor, actor_of, standing_of
from chuyenbien.orgs.models import Unit

from .. import example, operations, previewing, rules
from ..enums import DESKS, LadderState, Matter, StepForm
from ..forms.ladders import (
    EXAMPLE,
    PRESENT,
    AdoptForm,
    LadderFilter,
    LadderForm,
    PreviewFilter,
    RetireForm,
    StepsForm,
)
from ..models import Ladder, LadderStep

PER_PAGE = 25


def _visible(request: HttpRequest, pk: int) -> Ladder:
    rows = Ladder.objects.visible_to(standing_of(request)).select_related("unit", "document", "adopted_by")
    return get_object_or_404(rows, pk=pk)


@reads
def ladder_list(request: HttpRequest) -> HttpResponse:
    """The ladders that bind the reader's units, and the drafts the reader prepares."""
    rows = Ladder.objects.visible_to(standing_of(request)).select_related("unit", "document")
    filters = LadderFilter(request, units=Unit.objects.filter(pk__in=rows.order_by().values("unit")))
    chosen = {name: value for name, value in filters.read().items() if value}
    page = Paginator(rows.filter(**chosen), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": filters,
        "filtered": bool(chosen),
        "can_write": rules.can_write_ladder(actor_of(request)),
    }
    return render(request, "followup/ladders.html", context)


@reads
def example_ladder(request: HttpRequest) -> HttpResponse:
    """The example an office may begin with. It is in force nowhere."""
    parts = [
        (matter.label, [LadderStep(offset=offset, form=form, roles=list(roles)) for offset, form, roles in steps])
        for matter, steps in ((Matter(key), found) for key, found in example.EXAMPLES.items())
    ]
    context = {"parts": parts, "can_write": rules.can_write_ladder(actor_of(request))}
    return render(request, "followup/ladder_example.html", context)


@reads
def ladder(request: HttpRequest, pk: int) -> HttpResponse:
    shown, actor = _visible(request, pk), actor_of(request)
    paper = shown.document
    sees = paper is not None and Document.objects.visible_to(standing_of(request)).filter(pk=paper.pk).exists()
    context = {
        "ladder": shown,
        "steps": shown.steps.all(),
        "paper": paper if sees else None,
        "versions": Ladder.objects.visible_to(standing_of(request)).filter(unit=shown.unit, matter=shown.matter),
        "can_edit": rules.can_edit_ladder(actor, shown),
        "can_adopt": rules.can_adopt(actor, shown) or _may_enter(actor, shown, LadderState.DRAFT),
        "can_retire": rules.can_retire(actor, shown) or _may_enter(actor, shown, LadderState.ADOPTED),
        "can_preview": rules.can_preview(actor, shown.unit),
        "entries": journal.timeline(shown, reader=standing_of(request)),
    }
    return render(request, "followup/ladder.html", context)


def _may_enter(actor: Actor, shown: Ladder, state: str) -> Any:
    """Those who prepare it may enter the leader's decision on the leader's behalf."""
    own = rules.can_adopt(actor, shown) if state == LadderState.DRAFT else rules.can_retire(actor, shown)
    return rules.can_write_ladder(actor, shown.unit) if shown.state == state else own


@asks
def ladder_new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return ask(
        request,
        LadderForm,
        title=_("Draft a reminder ladder"),
        verdict=rules.can_write_ladder(actor),
        form_kwargs={"units": rules.units_that_write(actor)},
        initial={"name": example.NAMES[Matter.ACTION]},
        perform=lambda form, by: operations.draft_ladder(
            form.cleaned_data["unit"],
            matter=form.cleaned_data["matter"],
            name=form.cleaned_data["name"],
            steps=_beginning(form.cleaned_data),
            by=by,
        ),
        back=lambda made: reverse("followup:ladder_edit", args=[made.pk]),
        submit=_("Go on to the steps"),
        intro=_("A draft is in force nowhere. The leader of the unit adopts it by a document."),
        context={"back": reverse("followup:ladders")},
    )


def _beginning(chosen: dict[str, Any]) -> list[example.Step]:
    if chosen["begin_with"] == EXAMPLE:
        return list(example.EXAMPLES[chosen["matter"]])
    if chosen["begin_with"] != PRESENT:
        return []
    versions = Ladder.objects.adopted().filter(unit=chosen["unit"], matter=chosen["matter"])
    present = versions.order_by("-number").first()
    return [(one.offset, one.form, tuple(one.roles)) for one in present.steps.all()] if present else []


@asks
def ladder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        StepsForm,
        title=_("Steps of the ladder"),
        subject=shown,
        revision_of=shown,
        verdict=rules.can_edit_ladder(actor_of(request), shown),
        form_kwargs={"ladder": shown},
        initial=StepsForm.start(shown),
        perform=lambda form, by: operations.edit_ladder(
            shown,
            by=by,
            name=form.cleaned_data["name"],
            steps=list(form.steps()),
            revision=form.cleaned_data["revision"],
        ),
        back=shown.get_absolute_url(),
        template="followup/ladder_edit.html",
        context={"offices": [str(one.label) for one in DESKS]},
    )


@asks
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    shown, actor = _visible(request, pk), actor_of(request)
    return ask(
        request,
        AdoptForm,
        title=_("Adopt the ladder"),
        subject=shown,
        verdict=rules.can_adopt(actor, shown) or _may_enter(actor, shown, LadderState.DRAFT),
        form_kwargs={"rule": lambda by: rules.can_adopt(by, shown), "people": rules.adopters_of(shown)},
        initial={"valid_from": clock.today()},
        perform=lambda form, by: operations.adopt_ladder(
            shown,
            by=by,
            valid_from=form.cleaned_data["valid_from"],
            document=form.cleaned_data["document"],
            reason=form.cleaned_data["reason"],
            covers_running=form.cleaned_data["covers_running"],
        ),
        back=shown.get_absolute_url(),
        submit=_("Adopt"),
        intro=_("Matters that began under an earlier version keep to that one until their end."),
    )


@asks
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    shown, actor = _visible(request, pk), actor_of(request)
    return ask(
        request,
        RetireForm,
        title=_("Retire the ladder"),
        subject=shown,
        verdict=rules.can_retire(actor, shown) or _may_enter(actor, shown, LadderState.ADOPTED),
        form_kwargs={"rule": lambda by: rules.can_retire(by, shown), "people": rules.adopters_of(shown)},
        perform=lambda form, by: operations.retire_ladder(
            shown, by=by, because=form.cleaned_data["because"], stop_running=form.cleaned_data["stop_running"]
        ),
        back=shown.get_absolute_url(),
        submit=_("Retire"),
        intro=_("From today no matter begins under it."),
    )


@reads
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would be told what over the next days; of a draft, as if it counted already."""
    shown = _visible(request, pk)
    require(rules.can_preview(actor_of(request), shown.unit))
    filters = PreviewFilter(request)
    days = filters.chosen()
    rows = []
    if shown.matter == Matter.ACTION:
        supposed = shown if shown.state == LadderState.DRAFT else None
        rows = previewing.of_unit(shown.unit, standing_of(request), days=days, ladder=supposed)
    context = {
        "ladder": shown,
        "filters": filters,
        "days": days,
        "rows": rows,
        "most": previewing.MOST,
        "reminder": StepForm.REMINDER,
    }
    return render(request, "followup/ladder_preview.html", context)
