"""Forms about the delegation's directions."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import ask, asks

from .. import operations, rules
from ..forms import DirectionForm, ExplainForm
from .fetching import acted_by, visible_direction, visible_dossier


@asks
def record(request: Any, pk: int) -> HttpResponse:
    dossier = visible_dossier(request, pk)
    return ask(
        request,
        DirectionForm,
        title=_("Record a direction of the delegation"),
        intro=_("Each direction is later taken into the conclusion, or explained."),
        subject=dossier,
        perform=lambda form, by: operations.record_direction(
            dossier,
            form.cleaned_data["text"],
            field=form.cleaned_data["field"],
            given_by=form.cleaned_data["given_by"],
            by=by,
        ),
        back=f"{dossier.get_absolute_url()}#directions",
        submit=_("Record"),
        **acted_by(
            request,
            lambda by: rules.can_record_direction(by, dossier),
            dossier,
            rules.RECORDERS,
            dossier=dossier,
        ),
    )


@asks
def explain(request: Any, pk: int) -> HttpResponse:
    direction = visible_direction(request, pk)
    return ask(
        request,
        ExplainForm,
        title=_("Explain direction %(number)s") % {"number": direction.number},
        subject=direction.dossier,
        template="conferences/explain.html",
        context={"direction": direction},
        initial={"because": direction.explanation},
        perform=lambda form, by: operations.explain_direction(direction, because=form.cleaned_data["because"], by=by),
        back=f"{direction.dossier.get_absolute_url()}#directions",
        **acted_by(request, lambda by: rules.can_explain_direction(by, direction), direction.dossier, rules.DRAFTERS),
    )
