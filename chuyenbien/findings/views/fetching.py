"""What every view of the room begins with: the row, if it is visible, and who may act on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404

from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_with
from chuyenbien.reviews.models import DelegationMember, ReviewDossier

from ..models import Finding
from ..rules import SUPERIORS, WRITERS


def visible_finding(request: Any, pk: int) -> Finding:
    """The finding with what its page shows, or 404."""
    rows = Finding.objects.visible_to(request.standing).select_related(
        "address",
        "field",
        "dossier__body",
        "dossier__cycle__superior",
        "dossier__delegation",
        "suggestion_item__suggestion",
        "concluding_document__issuer",
    )
    found = get_object_or_404(rows, pk=pk)
    letter = found.suggestion_item.suggestion if found.suggestion_item else None
    if letter is not None and found.dossier is not None and letter.dossier_id == found.dossier_id:
        letter.dossier = found.dossier  # with its cycle and superior; a suggestion is nearly always of the same review
    return found


def visible_dossier(request: Any, pk: int) -> ReviewDossier:
    """The review a finding is written into, or 404."""
    rows = ReviewDossier.objects.visible_to(request.standing).select_related("body", "cycle__superior", "delegation")
    return get_object_or_404(rows, pk=pk)


def acted_by(
    request: Any, rule: Callable[[Actor], Verdict], people: PersonQuerySet, **form_kwargs: Any
) -> dict[str, Any]:
    """The arguments of ``ask`` for an act that may be entered on behalf of one of ``people``."""
    return {
        "verdict": directly_or_for(request.actor, rule, people=people),
        "form_kwargs": {"rule": rule, "people": people, **form_kwargs},
    }


def of_body(dossier_or_finding: ReviewDossier | Finding) -> PersonQuerySet:
    """Those who write for the body."""
    unit = (
        dossier_or_finding.body_id if isinstance(dossier_or_finding, ReviewDossier) else dossier_or_finding.address_id
    )
    return people_with(WRITERS, unit)


def of_superior(dossier: ReviewDossier) -> PersonQuerySet:
    """Those who decide for the superior of a cycle."""
    return people_with(SUPERIORS, dossier.cycle.superior_id)


def deciding(finding: Finding) -> PersonQuerySet:
    """Everybody who may decide about a finding: body, superior, delegation; the rule tells them apart."""
    seats = DelegationMember.objects.filter(delegation__dossiers=finding.dossier_id or 0)
    superiors = people_with(SUPERIORS, finding.involved_units(Capacity.SUPERIOR))
    delegates = Person.objects.filter(pk__in=seats.values("person"), is_active=True)
    return of_body(finding) | superiors | delegates
