"""The journal in the reader's scope, and redaction by two persons."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.numbers import in_address
from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import reads
from chuyenbien.journal import redaction
from chuyenbien.journal.models import Event, Redaction
from chuyenbien.journal.timelines import told
from chuyenbien.journal.web import ask, asks

from ..events import may_carry_out, may_order_redaction, visible_events
from ..forms import ConfirmForm, RedactionForm

PAGE = 40


@reads
def events(request: Any) -> HttpResponse:
    """Newest first; ``before`` pages on by sequence, so that a deep page costs what the first does."""
    rows = visible_events(request.standing)
    before = in_address(request.GET.get("before"))
    if before is not None:
        rows = rows.filter(seq__lt=before)
    page = list(rows[: PAGE + 1])
    return render(
        request,
        "desk/journal.html",
        {
            "entries": told(page[:PAGE]),
            "older": page[PAGE - 1].seq if len(page) > PAGE else None,
            "orders": Redaction.objects.filter(done_at__isnull=True, asked_by_id__gt=0)
            if may_order_redaction(request.standing)
            else [],
        },
    )


def _seen(request: Any, seq: int) -> Event:
    """An entry in scope; an administrator or leader who orders redaction reaches any, without its content."""
    if may_order_redaction(request.standing):
        return get_object_or_404(Event, pk=seq)
    return get_object_or_404(visible_events(request.standing), pk=seq)


@reads
def event(request: Any, seq: int) -> HttpResponse:
    shown = _seen(request, seq)
    in_scope = visible_events(request.standing).filter(pk=seq).exists()
    order = Redaction.objects.filter(seq=seq).first()
    return render(
        request,
        "desk/event.html",
        {
            "event": shown,
            "entry": told([shown])[0] if in_scope else None,
            "order": order,
            "can_redact": may_carry_out(request.standing, order) if order else _can_redact(request),
        },
    )


def _can_redact(request: Any) -> Verdict:
    if may_order_redaction(request.standing):
        return Verdict.yes()
    return Verdict.no(_("Redaction is ordered by an administrator and a leader of the board together."))


@asks
def ask_redaction(request: Any, seq: int) -> HttpResponse:
    shown = _seen(request, seq)
    return ask(
        request,
        RedactionForm,
        title=_("Ask that an entry be redacted"),
        verdict=_can_redact(request),
        perform=lambda form, by: redaction.ask(shown, by=by, because=form.cleaned_data["reason"]),
        back=reverse("desk:event", args=[seq]),
        submit=_("Ask for the redaction"),
    )


@asks
def carry_out_redaction(request: Any, pk: int) -> HttpResponse:
    if not may_order_redaction(request.standing):
        raise Http404
    order = get_object_or_404(Redaction, pk=pk)
    return ask(
        request,
        ConfirmForm,
        title=_("Carry out a redaction"),
        verdict=may_carry_out(request.standing, order),
        perform=lambda form, by: redaction.carry_out(order, by=by),
        back=reverse("desk:event", args=[order.seq]),
        submit=_("Empty the content"),
        intro=_("The content cannot be brought back. The entry, its time and its author stay."),
    )
