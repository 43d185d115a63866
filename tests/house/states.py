"""Where walks begin, beside the first page: at things of each kind and state that the walker may see."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from chuyenbien.conferences import queries as conferences
from chuyenbien.documents.models import DirectiveTask, Document
from chuyenbien.escalation.models import AuthorityRequest, HardList
from chuyenbien.findings.models import Finding
from chuyenbien.followup.models import Draft, Ladder, Meeting
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.ratings.models import Rating
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.queries import visible_versions
from chuyenbien.selfreviews.models import SelfReview

KINDS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (ReviewDossier, ("state",)),
    (Finding, ("state", "track")),
    (Plan, ("state",)),
    (Action, ("state",)),
    (AuthorityRequest, ("state",)),
    (HardList, ("state",)),
    (Meeting, ("state",)),
    (Ladder, ("state",)),
    (Draft, ("state", "kind")),
    (DirectiveTask, ()),
    (Document, ("direction",)),
    (Indicator, ()),
    (Rating, ("state", "kind")),
    (SelfReview, ("state",)),
)


def beginnings(person: Person) -> list[str]:
    """Of each state of each kind the first and the last thing."""
    standing = Standing.of(person)
    found: list[str] = []
    for model, names in KINDS:
        rows = model.objects.visible_to(standing)
        found += _of_each_state(rows, *names)
    versions = visible_versions(standing).annotate(state=F("dossier__state"))
    found += _of_each_state(versions, "state")
    found += _of_each_state(conferences.visible(standing), "state")
    found += _of_each_state(conferences.visible_conclusions(standing), "is_issued")
    return found


def _of_each_state(rows: QuerySet[Any], *names: str) -> list[str]:
    first: dict[tuple[Any, ...], str] = {}
    last: dict[tuple[Any, ...], str] = {}
    for row in rows.order_by("pk"):
        state = tuple(getattr(row, name) for name in names)
        first.setdefault(state, row.get_absolute_url())
        last[state] = row.get_absolute_url()
    return [*first.values(), *last.values()]
