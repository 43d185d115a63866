"""The code lists an office keeps itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks

from .. import operations, rules
from ..acting import actor_of
from ..enums import CodeList
from ..forms.codes import CodeForm
from ..forms.given import given
from ..models import Code


@reads
def codes(request: HttpRequest, list: str = CodeList.FIELD) -> HttpResponse:
    """One list with both labels; the others a click away."""
    shown = _list(list)
    context = {
        "lists": CodeList,
        "shown": shown,
        "entries": Code.objects.filter(list=shown),
        "can": rules.can_manage_codes(actor_of(request)),
    }
    return render(request, "orgs/codes.html", context)


@asks
def code_new(request: HttpRequest, list: str) -> HttpResponse:
    shown = _list(list)
    last = Code.objects.filter(list=shown).order_by("-order").values_list("order", flat=True).first() or 0
    return ask(
        request,
        CodeForm,
        title=_("Add an entry to a code list"),
        intro=shown.label,
        verdict=rules.can_manage_codes(actor_of(request)),
        initial={"order": last + 10, "is_active": True},
        perform=lambda form, by: operations.save_code(shown, by=by, **given(form)),
        back=reverse("orgs:codes_of", args=[shown]),
    )


@asks
def code_edit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Code, pk=pk)
    names = ("label_vi", "label_en", "order", "is_active")
    return ask(
        request,
        CodeForm,
        title=_("Change an entry of a code list"),
        intro=CodeList(entry.list).label,
        verdict=rules.can_manage_codes(actor_of(request)),
        initial={name: getattr(entry, name) for name in names},
        form_kwargs={"entry": entry},
        perform=lambda form, by: operations.save_code(entry.list, entry.code, entry=entry, by=by, **given(form)),
        back=reverse("orgs:codes_of", args=[entry.list]),
    )


def _list(raw: str) -> CodeList:
    try:
        return CodeList(raw)
    except ValueError:
        raise Http404 from None
