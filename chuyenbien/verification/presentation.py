"""What the pages and panels of the room show."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from chuyenbien.documents.rules import directly_or_for
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.enums import Basis, Comparator
from chuyenbien.orgs.acting import Actor
from chuyenbien.remediation.models import Action, Evidence, Progress

from . import rules
from .models import Closure


@dataclass(frozen=True)
class Figure:
    """A settled figure a closing rested on, as it was then."""

    indicator: str
    comparator: str
    threshold: Decimal
    figure: Decimal | None
    as_of: dt.date | None
    mark: str


def progress_of(action: Action) -> QuerySet[Progress]:
    """What was reported and shown, newest first; what was taken back or corrected is left out."""
    files = Prefetch("evidence", Evidence.objects.select_related("file"))
    standing = Progress.objects.filter(action=action, withdrawn_at=None, corrected_by=None)
    return standing.select_related("author", "measure").prefetch_related(files)


def closures_of(finding: Finding) -> list[tuple[Closure, list[Figure]]]:
    """Every closing of a finding with the figures kept with it; two queries."""
    rows = finding.closures.select_related("by", "exception__accepted_by", "reopening__by")
    return [(one, figures_of(one)) for one in rows]


def figures_of(closure: Closure) -> list[Figure]:
    if not closure.figures:
        return []
    return [_figure(one) for one in json.loads(closure.figures)]


def _figure(told: dict[str, Any]) -> Figure:
    return Figure(
        indicator=told["indicator"],
        comparator=str(Comparator(told["comparator"]).label),
        threshold=Decimal(told["threshold"]),
        figure=Decimal(told["figure"]) if told["figure"] else None,
        as_of=dt.date.fromisoformat(told["as_of"]) if told["as_of"] else None,
        mark="%" if told["basis"] == Basis.PERCENT else "",
    )


def verdicts(actor: Actor, finding: Finding) -> dict[str, Any]:
    """What the reader may do about closing."""
    return {
        "can_close": directly_or_for(actor, lambda by: rules.can_close(by, finding)),
        "can_reopen": directly_or_for(actor, lambda by: rules.can_reopen(by, finding)),
        "can_ask": directly_or_for(actor, lambda by: rules.can_ask_closure_exception(by, finding)),
    }
