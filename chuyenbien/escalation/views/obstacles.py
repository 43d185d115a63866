"""Pages of an obstacle: reporting it, recording how it was resolved, how confidential it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.web import reads
from chuyenbien.documents import operations as documents
from chuyenbien.documents.forms import ReclassifyForm
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.forms.given import given
from chuyenbien.remediation.models import Action

from .. import forms, operations, presentation, rules
from ..models import AuthorityRequest
from ..queries import for_list
from .fetching import visible_obstacle


@reads
def obstacle(request: Any, pk: int) -> HttpResponse:
    shown = visible_obstacle(request, pk)
    actor = request.actor
    visible = AuthorityRequest.objects.visible_to(request.standing).filter(obstacle=shown)
    return render(
        request,
        "escalation/obstacle.html",
        {
            "shown": shown,
            "rows": presentation.rows(for_list(visible)),
            "can_resolve": directly_or_for(actor, lambda by: rules.can_resolve(by, shown)),
            "can_draft": directly_or_for(actor, lambda by: rules.can_draft(by, shown)),
            "can_reclassify": rules.can_reclassify(actor, shown),
            "entries": journal.timeline(shown, reader=request.standing),
        },
    )


@asks
def raise_obstacle(request: Any, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.visible_to(request.standing), pk=pk)
    return ask(
        request,
        forms.ObstacleForm,
        title=_("Report an obstacle"),
        subject=action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_raise(by, action)),
        form_kwargs={"code_only": action.is_code_only, "rule": lambda by: rules.can_raise(by, action)},
        perform=lambda form, by: operations.raise_obstacle(action, by=by, **{"text": "", **given(form)}),
        back=lambda made: made.get_absolute_url(),
        submit=_("Report"),
    )


@asks
def resolve(request: Any, pk: int) -> HttpResponse:
    shown = visible_obstacle(request, pk)
    return ask(
        request,
        forms.ResolveForm,
        title=_("Record how the obstacle was resolved"),
        subject=shown.action,
        verdict=directly_or_for(request.actor, lambda by: rules.can_resolve(by, shown)),
        form_kwargs={"code_only": shown.is_code_only, "rule": lambda by: rules.can_resolve(by, shown)},
        perform=lambda form, by: operations.resolve_obstacle(shown, by=by, **{"how": "", **given(form)}),
        back=shown.get_absolute_url(),
        submit=_("Record"),
    )


@asks
def reclassify(request: Any, pk: int) -> HttpResponse:
    shown = visible_obstacle(request, pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=shown.action,
        verdict=rules.can_reclassify(request.actor, shown),
        initial={"level": shown.classification},
        perform=lambda form, by: documents.reclassify(shown, by=by, **given(form)),
        back=shown.get_absolute_url(),
        intro=_("The requests about this obstacle and their answers change with it."),
    )
