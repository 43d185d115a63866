"""Pages of what lies on an office's desk to be signed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation.models import Action

from .. import operations, rules, wording
from ..enums import DraftState
from ..forms.drafts import DraftFilter, DraftForm, DropForm, SendForm
from ..models import Draft

PER_PAGE = 25


def _visible(request: HttpRequest, pk: int) -> Draft:
    rows = Draft.objects.visible_to(standing_of(request)).select_related(
        "desk",
        "addressee",
        "signer",
        "document",
        "edited_by",
        "ended_by",
        "action__lead_unit",
        "action__lead_person",
        "request__authority",
        "request__asker",
        "request__letter",
        "taken__step__ladder__unit",
    )
    return get_object_or_404(rows, pk=pk)


@reads
def draft_list(request: HttpRequest) -> HttpResponse:
    """What waits to be signed on the reader's desks; what was dealt with, by the filter."""
    rows = Draft.objects.visible_to(standing_of(request))
    units = Unit.objects.filter(pk__in=rules.units_that_write(actor_of(request)))
    filters = DraftFilter(request, units=units)
    chosen = {name: value for name, value in filters.read().items() if value}
    found = rows.filter(**{"state": DraftState.OPEN, **chosen})
    found = found.select_related("desk", "addressee", "action", "request")
    page = Paginator(found.order_by("prepared_on", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": filters, "filtered": bool(chosen)}
    return render(request, "followup/drafts.html", context)


@reads
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    context = {**_page(request, shown), "entries": journal.timeline(shown, reader=standing_of(request))}
    return render(request, "followup/draft.html", context)


@reads
def draft_print(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "followup/draft_print.html", _page(request, _visible(request, pk)))


def _page(request: HttpRequest, shown: Draft) -> dict[str, object]:
    """The text is the office's own once somebody has written on it; until then what the record proposes."""
    return {
        "draft": shown,
        "text": shown.text or (wording.proposed(shown) if shown.state == DraftState.OPEN else ""),
        "abstract": "" if shown.is_code_only else wording.abstract_of(shown),
        "sees_action": Action.objects.visible_to(standing_of(request)).filter(pk=shown.action_id).exists(),
        "can_handle": rules.can_handle(actor_of(request), shown),
    }


@asks
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        DraftForm,
        title=_("Edit the draft"),
        subject=shown,
        revision_of=shown,
        verdict=rules.can_handle(actor_of(request), shown),
        initial={"text": shown.text or wording.proposed(shown)},
        perform=lambda form, by: operations.edit_draft(shown, by=by, **given(form, revision=True)),
        back=shown.get_absolute_url(),
    )


@asks
def send(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        SendForm,
        title=_("Enter the signed letter"),
        subject=shown,
        verdict=rules.can_handle(actor_of(request), shown),
        form_kwargs={
            "draft": shown,
            "rule": lambda by: rules.can_handle(by, shown),
            "people": rules.handlers_of(shown),
        },
        perform=lambda form, by: operations.send_draft(shown, by=by, text=wording.proposed(shown), **given(form)),
        back=shown.get_absolute_url(),
        submit=_("Enter as sent"),
        intro=_("People sign and send the letter, on paper or in the office's own system. Here it is recorded."),
    )


@asks
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    return ask(
        request,
        DropForm,
        title=_("Drop the draft"),
        subject=shown,
        verdict=rules.can_handle(actor_of(request), shown),
        form_kwargs={
            "draft": shown,
            "rule": lambda by: rules.can_handle(by, shown),
            "people": rules.handlers_of(shown),
        },
        perform=lambda form, by: operations.drop_draft(shown, by=by, because=form.cleaned_data["because"]),
        back=shown.get_absolute_url(),
        submit=_("Drop"),
        intro=_("No letter goes out; the reason stays with the matter."),
    )
