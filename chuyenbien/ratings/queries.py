"""What the lists show: the ratings of a cycle in official order, how they are distributed, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chuyenbien.core import text
from chuyenbien.core.models import Classification
from chuyenbien.documents.models import StoredFile
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.paging import figure_of
from chuyenbien.reviews.models import ReviewCycle

from . import rules
from .enums import RATED, SHORT, Level, SubjectKind
from .models import BallotCount, Rating
from .models.rating import PREPARERS, RatingQuerySet

STEPS = {"self": "self_level", "appraisal": "appraisal_level", "decision": "level"}
NONE = "none"


def sees_file(stored: StoredFile, standing: Standing) -> bool:
    """The minutes of a vote are for those who prepare."""
    units = standing.units_with(*PREPARERS)
    return BallotCount.objects.filter(files=stored, rating__cycle__superior_id__in=units).exists()


def cycles(standing: Standing) -> QuerySet[ReviewCycle]:
    """The cycles in which somebody sees a rating, and those whose ratings they may open; the latest first."""
    seen = Rating.objects.visible_to(standing).order_by().values("cycle_id")
    later = Rating.objects.withheld_from(standing).order_by().values("cycle_id")
    mine = Q(superior_id__in=standing.units_with(*PREPARERS))
    return (
        ReviewCycle.objects.filter(mine | Q(pk__in=seen) | Q(pk__in=later))
        .select_related("superior")
        .order_by("-period_end", "-pk")
    )


def counts(page: list[ReviewCycle], standing: Standing) -> dict[int, Any]:
    """For the cycles of a page, how many ratings somebody sees there and how many are decided and published."""
    rows = Rating.objects.visible_to(standing).filter(cycle__in=[one.pk for one in page]).order_by()
    told = rows.values("cycle_id").annotate(
        many=Count("pk"), decided=Count("pk", filter=~Q(level="")), published=Count("pk", filter=Q(state="published"))
    )
    return figure_of(rows, "counts", lambda: {row["cycle_id"]: row for row in told})


def of_cycle(cycle: ReviewCycle, standing: Standing) -> RatingQuerySet:
    """The ratings of a cycle that somebody sees, in official order: each body, then its people."""
    rows = Rating.objects.filter(cycle=cycle)
    if not rules.prepares(standing, cycle):
        rows = rows.filter(pk__in=Rating.objects.visible_to(standing).order_by().values("pk"))
    return rows.select_related("body", "person", "dossier").order_by("place", "body", "rank", "id")


def withheld(cycle: ReviewCycle, standing: Standing) -> RatingQuerySet:
    """Ratings that concern somebody who has not been told their result yet."""
    rows = Rating.objects.withheld_from(standing).filter(cycle=cycle).select_related("body", "person")
    return rows.order_by("place", "body", "rank", "id")


def narrowed(rows: RatingQuerySet, chosen: Mapping[str, Any]) -> RatingQuerySet:
    """The rows a filter asks for. A code-only rating is found by its code."""
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    field = STEPS.get(chosen.get("step") or "")
    if field and chosen.get("level"):
        rows = rows.filter(**{field: "" if chosen["level"] == NONE else chosen["level"]})
    elif chosen.get("level"):
        rows = rows.filter(level="" if chosen["level"] == NONE else chosen["level"])
    for forms in text.search_terms(chosen.get("q") or ""):
        words = Q()
        for form in forms:
            words |= Q(person=None, body__search_text__contains=form) | Q(person__search_text__contains=form)
        hidden = Q(classification=Classification.CODE_ONLY)
        rows = rows.filter((words & ~hidden) | (hidden & Q(code__icontains=forms[0])))
    return rows


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the distribution and the filter that shows its rows."""

    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


def distribution(cycle: ReviewCycle, kind: str = "") -> tuple[list[tuple[str, str]], list[Line]]:
    """How many have which level, by own rating, appraisal and decision. One query."""
    rows = Rating.objects.filter(cycle=cycle, **({"kind": kind} if kind else {})).order_by()
    told = figure_of(rows, "distribution", lambda: list(rows.values_list(*STEPS.values()).annotate(many=Count("pk"))))
    names = {"self": _("Own rating"), "appraisal": _("Appraisal"), "decision": _("Decision")}
    columns = [*[(one.value, str(one.label)) for one in RATED], (Level.NOT_RATED.value, str(Level.NOT_RATED.label))]
    columns.append((NONE, _("None yet")))
    lines = []
    for place, step in enumerate(STEPS):
        cells = []
        for value, label in columns:
            count = sum(row[3] for row in told if row[place] == ("" if value == NONE else value))
            asked = {"step": step, "level": value, **({"kind": kind} if kind else {})}
            cells.append(Cell(label, count, urlencode(asked)))
        lines.append(Line(names[step], tuple(cells)))
    shorts = {one.value: short for one, short in SHORT.items()}
    return [(shorts.get(value, label), label) for value, label in columns], lines


def kinds_in(cycle: ReviewCycle) -> list[tuple[str, str]]:
    """The kinds of subjects there are in a cycle."""
    rows = Rating.objects.filter(cycle=cycle).order_by().values_list("kind", flat=True).distinct()
    there = figure_of(rows, "kinds", lambda: set(rows))
    return [(one.value, str(one.label)) for one in SubjectKind if one.value in there]


def without_rating(cycle: ReviewCycle) -> int:
    """Bodies under review whose rating has not been opened."""
    there = Rating.objects.bodies().filter(dossier=OuterRef("pk"))
    left = cycle.dossiers.filter(~Exists(there))
    return figure_of(left, "without rating", left.count)
