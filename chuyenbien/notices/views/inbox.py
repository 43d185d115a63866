"""The inbox: what one was told, by matter."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.numbers import in_address
from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import reads
from chuyenbien.journal.web import act, ask, asks, writes

from .. import digest, matters, operations, queries
from ..forms import InboxFilters, SnoozeForm
from ..models import Notice

PER_PAGE = 20


@reads
def inbox(request: Any) -> HttpResponse:
    person_id = request.standing.person_id
    filters = InboxFilters(request.GET if request.GET.get("show") else {"show": "now"})
    show = filters.chosen()
    rows = queries.told_to(person_id, show)
    page = Paginator(queries.matters_of(rows), PER_PAGE).get_page(request.GET.get("page"))
    abouts = queries.grouped(rows, page.object_list, request.standing)
    for notice in (notice for about in abouts if about.title for notice in about.notices):
        notice.line = digest.line_to_copy(notice)
    newest = max((notice.pk for about in abouts for notice in about.notices), default=0)
    return render(
        request,
        "notices/inbox.html",
        {
            "filters": filters,
            "show": show,
            "page": page,
            "abouts": abouts,
            "newest": newest,
            "allowed": Verdict.yes(),
        },
    )


def _own(request: Any, pk: int) -> Notice:
    """Another person's notice does not exist for the reader."""
    return get_object_or_404(Notice, pk=pk, person_id=request.standing.person_id)


@writes
def acknowledge(request: Any, pk: int) -> HttpResponse:
    notice = _own(request, pk)
    return act(
        request,
        verdict=Verdict.yes(),
        perform=lambda by: operations.acknowledge(notice, by=by),
        back=reverse("notices:inbox"),
    )


@writes
def acknowledge_all(request: Any) -> HttpResponse:
    """Everything that waits, or what is about one matter; nothing that came after the page was shown."""
    rows = queries.told_to(request.standing.person_id).filter(pk__lte=in_address(request.POST.get("newest")) or 0)
    kind, pk = request.POST.get("kind"), in_address(request.POST.get("matter"))
    if kind and pk:
        rows = rows.filter(subject_kind=kind[:60], subject_id=pk)
    return act(
        request,
        verdict=Verdict.yes(),
        perform=lambda by: operations.acknowledge_all(rows, by=by),
        back=reverse("notices:inbox"),
    )


@asks
def snooze(request: Any, pk: int) -> HttpResponse:
    notice = _own(request, pk)
    return ask(
        request,
        SnoozeForm,
        title=_("Put this notice off"),
        verdict=Verdict.yes(),
        perform=lambda form, by: operations.snooze(notice, form.cleaned_data["until"], by=by),
        back=reverse("notices:inbox"),
        submit=_("Put off"),
        template="notices/snooze.html",
        context={"notice": notice},
    )


@reads
def open_matter(request: Any, pk: int) -> HttpResponse:
    """The address that mails and chats carry: on to the matter if one may see it, else to the inbox."""
    notice = _own(request, pk)
    seen = queries.visible(notice.subject_kind, [notice.subject_id], request.standing)
    return redirect(matters.url_of(seen[0]) or "notices:inbox" if seen else "notices:inbox")
