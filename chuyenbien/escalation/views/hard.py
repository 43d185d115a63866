"""Pages of the yearly lists, and the page of whoever sponsors matters or is charged with fields and areas."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.documents.models import Document
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.findings.models import Finding
from chuyenbien.findings.queries import in_official_order
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.paging import Pages

from .. import operations, queries, rules
from ..enums import ListState
from ..forms import hard as forms
from ..models import AuthorityRequest, HardEntry, HardList
from ..models.hard import PREPARING


def _list(request: Any, pk: int) -> HardList:
    rows = HardList.objects.visible_to(request.standing).select_related("unit", "document", "approved_by", "closed_by")
    return get_object_or_404(rows, pk=pk)


def lists_for(standing: Any, matter: Finding | AuthorityRequest) -> Any:
    """The lists on which somebody may put a matter."""
    units = set(standing.units_with(*PREPARING)) & queries.boards_of(matter)
    return HardList.objects.filter(unit_id__in=units).exclude(state=ListState.CLOSED).select_related("unit")


@reads
def hard_lists(request: Any) -> HttpResponse:
    rows = HardList.objects.visible_to(request.standing).select_related("unit", "document")
    page = Paginator(queries.with_entry_counts(rows), 25).get_page(request.GET.get("page"))
    context = {"page": page, "can_begin": rules.can_prepare_lists(request.actor)}
    return render(request, "escalation/hard_lists.html", context)


@reads
def hard_list(request: Any, pk: int) -> HttpResponse:
    shown, actor = _list(request, pk), request.actor
    page = Paginator(queries.with_matters(shown.entries.all()), 25).get_page(request.GET.get("page"))
    seen = [shown.document_id] if shown.document_id else []
    context = {
        "shown": shown,
        "page": page,
        "visible": queries.visible_matters(request.standing, page.object_list),
        "readable": set(Document.objects.visible_to(request.standing).filter(pk__in=seen).values_list("pk", flat=True)),
        "can_approve": directly_or_for(actor, lambda by: rules.can_decide_list(by, shown)),
        "can_change": rules.can_change_list(actor, shown),
        "entries": journal.timeline(shown, reader=request.standing),
    }
    return render(request, "escalation/hard_list.html", context)


@asks
def begin(request: Any) -> HttpResponse:
    return ask(
        request,
        forms.BeginForm,
        title=_("Begin a list"),
        verdict=rules.can_prepare_lists(request.actor),
        initial={"year": clock.today().year},
        form_kwargs={"units": request.standing.units_with(*PREPARING)},
        perform=lambda form, by: operations.begin_list(
            form.cleaned_data["unit"], year=form.cleaned_data["year"], by=by
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("Begin"),
        intro=_("Matters are put on it from their own pages. A leader of the board approves it by a document."),
    )


@asks
def put_finding(request: Any, pk: int) -> HttpResponse:
    return _put(request, get_object_or_404(Finding.objects.visible_to(request.standing), pk=pk))


@asks
def put_request(request: Any, pk: int) -> HttpResponse:
    return _put(request, get_object_or_404(AuthorityRequest.objects.visible_to(request.standing), pk=pk))


def _put(request: Any, matter: Finding | AuthorityRequest) -> HttpResponse:
    lists = lists_for(request.standing, matter)
    return ask(
        request,
        forms.EntryForm,
        title=_("Put on the list of hard and long-standing matters"),
        subject=matter,
        verdict=rules.can_put_on_list(request.actor, matter),
        form_kwargs={
            "lists": lists,
            "documents": Document.objects.visible_to(request.standing).filter(issuer__in=lists.values("unit")),
            "code_only": matter.is_code_only,
        },
        perform=lambda form, by: operations.put_on_list(
            form.cleaned_data["on_list"],
            matter,
            by=by,
            sponsor=form.cleaned_data["sponsor"],
            reason=form.cleaned_data.get("reason", ""),
            target=form.cleaned_data.get("target", ""),
            target_on=form.cleaned_data["target_on"],
            document=form.cleaned_data["document"],
        ),
        back=lambda entry: entry.get_absolute_url(),
        submit=_("Put on a yearly list"),
    )


@asks
def take_off(request: Any, pk: int) -> HttpResponse:
    lists = HardList.objects.visible_to(request.standing)
    entry = get_object_or_404(
        HardEntry.objects.filter(on_list__in=lists).select_related("on_list__unit", "finding", "request"), pk=pk
    )
    return ask(
        request,
        forms.TakeOffForm,
        title=_("Take off this list"),
        subject=entry,
        verdict=rules.can_change_list(request.actor, entry.on_list),
        form_kwargs={"code_only": entry.is_code_only},
        perform=lambda form, by: operations.take_off_list(entry, by=by, because=form.cleaned_data.get("because", "")),
        back=entry.get_absolute_url(),
        submit=_("Take off"),
        intro=_("That it was on the list, and why it was taken off, stays visible."),
    )


@asks
def approve(request: Any, pk: int) -> HttpResponse:
    shown = _list(request, pk)
    return ask(
        request,
        forms.ApproveForm,
        title=_("Approve the list"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_decide_list(by, shown)),
        form_kwargs={"on_list": shown, "rule": lambda by: rules.can_decide_list(by, shown)},
        perform=lambda form, by: operations.approve_list(shown, by=by, document=form.cleaned_data["document"]),
        back=shown.get_absolute_url(),
        submit=_("Approve"),
        intro=_("Sponsors and the board then see it; what is added later needs a document of its own."),
    )


@asks
def close(request: Any, pk: int) -> HttpResponse:
    shown = _list(request, pk)
    return ask(
        request,
        forms.CloseForm,
        title=_("Close the list of the year"),
        subject=shown,
        verdict=directly_or_for(request.actor, lambda by: rules.can_decide_list(by, shown)),
        form_kwargs={"rule": lambda by: rules.can_decide_list(by, shown)},
        perform=lambda form, by: operations.close_list(shown, by=by),
        back=shown.get_absolute_url(),
        submit=_("Close the list"),
        intro=_("What has ended is noted as such; what is still open goes into the list of the next year."),
    )


@reads
def mine(request: Any) -> HttpResponse:
    """One's own fields, areas and sponsored matters."""
    return _charges(request, request.standing.person)


@reads
def charges(request: Any, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.filter(is_active=True), pk=pk)
    if not rules.can_read_charges(request.actor, person):
        raise Http404
    return _charges(request, person)


def _charges(request: Any, person: Person | None) -> HttpResponse:
    held = list(queries.charges_of(person)) if person is not None else []
    sponsored = list(queries.sponsored_by(person)) if person is not None else []
    open_ones = Finding.objects.visible_to(request.standing).open()
    found = in_official_order(queries.in_charge_of(open_ones, held))
    context = {
        "person": person,
        "is_own": person == request.standing.person,
        "charges": held,
        "sponsored": sponsored,
        "visible": queries.visible_matters(request.standing, sponsored),
        "page": Pages(found, 25).get_page(request.GET.get("page")),
        "lists_url": reverse("escalation:hard_lists"),
    }
    return render(request, "escalation/charges.html", context)
