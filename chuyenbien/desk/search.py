"""One search over what a person may see: with or without diacritics, old names, abbreviations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.verdict import Text
from chuyenbien.documents.models import DirectiveTask, Document
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation.models import Action

SHOWN = 10
"""Rows of each kind on the page of all kinds."""


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be found."""

    key: str
    label: Text
    icon: str
    rows: Callable[[Standing], QuerySet[Any]]


@dataclass(frozen=True)
class Found:
    """What a query found of one kind. ``more`` says that there are further rows."""

    kind: Kind
    rows: list[Any]
    more: bool


KINDS = (
    Kind(
        "findings",
        _("Limitations and shortcomings"),
        "flag",
        lambda standing: Finding.objects.visible_to(standing).select_related("address", "field"),
    ),
    Kind(
        "actions",
        _("Actions"),
        "check",
        lambda standing: Action.objects.visible_to(standing).select_related("lead_unit", "lead_person"),
    ),
    Kind(
        "documents",
        _("Documents"),
        "file",
        lambda standing: Document.objects.visible_to(standing).select_related("issuer", "kind"),
    ),
    Kind(
        "tasks",
        _("Tasks of directives"),
        "list",
        lambda standing: DirectiveTask.objects.visible_to(standing).select_related("unit", "directive"),
    ),
    Kind(
        "indicators",
        _("Indicators"),
        "chart",
        lambda standing: Indicator.objects.visible_to(standing).select_related("unit"),
    ),
    Kind("units", _("Units"), "building", lambda standing: Unit.objects.all()),
    Kind("people", _("People"), "user", lambda standing: Person.objects.filter(is_active=True)),
)


def search(query: str, standing: Standing, *, only: str = "", offset: int = 0, limit: int = SHOWN) -> list[Found]:
    """Every kind's first rows that match, in each kind's own order; a blank query finds nothing.

    Takes one row more than it shows instead of counting, so that a common word costs no more than a rare one.
    """
    if not query.strip():
        return []
    found = []
    for kind in KINDS:
        if only and kind.key != only:
            continue
        rows = list(kind.rows(standing).matching(query)[offset : offset + limit + 1])  # type: ignore[attr-defined]
        if rows:
            found.append(Found(kind, rows[:limit], len(rows) > limit))
    return found
