"""Forms by which a finding comes to be."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.journal.web import ask, asks

from .. import operations, rules
from ..forms import DraftForm, StateForm
from .fetching import acted_by, of_body, of_superior, visible_dossier


@asks
def draft(request: Any, pk: int) -> HttpResponse:
    """A body writes down a limitation of its own."""
    dossier = visible_dossier(request, pk)
    return ask(
        request,
        DraftForm,
        title=_("Write down a limitation of the body"),
        intro=_("Only the body sees it. The superior learns the number of such limitations, not their content."),
        subject=dossier,
        perform=lambda form, by: operations.draft_finding(
            dossier, by=by, is_illustrative=dossier.is_illustrative, **form.facts()
        ),
        back=lambda made: made.get_absolute_url(),
        **acted_by(request, lambda by: rules.can_draft(by, dossier), of_body(dossier), dossier=dossier),
    )


@asks
def state(request: Any, pk: int) -> HttpResponse:
    """The superior states a finding outside a conclusion."""
    dossier = visible_dossier(request, pk)
    return ask(
        request,
        StateForm,
        title=_("State a finding"),
        intro=_("For what an inspection, an audit or the superior itself has concluded outside the review conference."),
        subject=dossier,
        perform=lambda form, by: operations.state_finding(
            dossier=dossier, by=by, is_illustrative=dossier.is_illustrative, **form.facts()
        ),
        back=lambda made: made.get_absolute_url(),
        submit=_("State"),
        **acted_by(request, lambda by: rules.can_state(by, dossier), of_superior(dossier), dossier=dossier),
    )
