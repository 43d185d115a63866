"""What the journal tells somebody: an entry is for those who see the thing it is about.

An entry names other things too: drafting an action touches the finding it is for, reassigning one names a person. Who
sees those is not thereby told of the action.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from chuyenbien.journal.models import Event
from chuyenbien.journal.timelines import main_subject

from .access import Standing
from .models import Membership

Rows = Callable[[Standing], QuerySet[Any]]

_rows: dict[str, Rows] = {}


def register_rows(label: str, rows: Rows) -> None:
    """Say which rows of a model somebody sees, where its manager has no ``visible_to`` (``label`` is lower case)."""
    _rows[label] = rows


@cache
def _with_visibility() -> dict[str, type[Any]]:
    models = [model for model in apps.get_models() if hasattr(model, "objects")]
    return {model._meta.label_lower: model for model in models if hasattr(model.objects, "visible_to")}


def kinds() -> list[str]:
    """The kinds of things that not everybody sees."""
    return sorted({*_with_visibility(), *_rows})


def seen(kind: str, standing: Standing) -> QuerySet[Any]:
    """The rows of a kind that somebody sees."""
    visible: Rows = _rows[kind] if kind in _rows else _with_visibility()[kind].objects.visible_to
    return visible(standing).order_by()


def hidden(standing: Standing, events: Iterable[Event]) -> set[int]:
    """Numbers of the entries that are not for somebody. One query for each kind of thing, two where one is gone."""
    by_kind: dict[str, dict[int, list[Event]]] = defaultdict(lambda: defaultdict(list))
    for event in events:
        kind, pk = main_subject(event)
        by_kind[kind][pk].append(event)
    unseen: list[Event] = []
    for kind in set(by_kind) & set(kinds()):
        told = by_kind[kind]
        visible = set(seen(kind, standing).filter(pk__in=list(told)).values_list("pk", flat=True))
        missing = set(told) - visible
        if not missing:
            continue
        there = set(apps.get_model(kind)._default_manager.filter(pk__in=missing).values_list("pk", flat=True))
        unseen += [event for pk in missing & there for event in told[pk]]
        unseen += _of_strangers(standing, [event for pk in missing - there for event in told[pk]])
    return {event.seq for event in unseen}


def colleagues(standing: Standing) -> QuerySet[Membership]:
    """Memberships in the units where somebody has a role: of a draft that was thrown away their people still read."""
    return Membership.objects.filter(unit_id__in=list(standing.roles)).order_by()


def main_is_hidden(standing: Standing) -> Q:
    """The same as a condition on the row of an entry's main subject, whose event's person is ``who``."""
    condition = Q()
    mates = colleagues(standing).filter(person_id=OuterRef("who"))
    for kind in kinds():
        rows = apps.get_model(kind)._default_manager.filter(pk=OuterRef("subject_id")).order_by()
        visible = seen(kind, standing).filter(pk=OuterRef("subject_id"))
        condition |= Q(kind=kind) & ~Q(Exists(visible)) & (Q(Exists(rows)) | ~Q(Exists(mates)))
    return condition


def _of_strangers(standing: Standing, events: list[Event]) -> list[Event]:
    """Those of entries about things that are gone which nobody of one's own units made."""
    if not events:
        return []
    mates = set(
        colleagues(standing)
        .filter(person_id__in={event.person_id for event in events if event.person_id})
        .values_list("person_id", flat=True)
    )
    return [event for event in events if event.person_id not in mates]
