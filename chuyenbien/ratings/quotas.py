"""The share of *excellent* by group of similar posts, and what the competent body has decided on it.

A subject counts by what was decided, before that by its appraisal. Readers of these figures are only those who prepare.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from chuyenbien.orgs.paging import figure_of
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.limits import Group, QuotaResult, quota
from chuyenbien.reviews.models import ReviewCycle

from .enums import Level, QuotaKind, SubjectKind
from .models import QuotaDecision, Rating
from .models.rating import RatingQuerySet
from .reading import book_of

BODIES, PEOPLE, OF_BODY = "bodies", "people", "body"


@dataclass
class QuotaGroup:
    """One group with its arithmetic. ``key`` names it in addresses and decisions."""

    key: str
    name: str
    of_people: bool
    good: int = 0
    excellent: int = 0
    others: int = 0
    raised: QuotaDecision | None = None
    exceeded: QuotaDecision | None = None
    result: QuotaResult | None = None

    def add(self, level: str, many: int) -> None:
        """Count so many subjects of a level."""
        if level == Level.EXCELLENT:
            self.excellent += many
        elif level == Level.GOOD:
            self.good += many
        else:
            self.others += many

    @property
    def label(self) -> str:
        if self.name:
            return self.name
        return _("Persons without a group") if self.of_people else _("Bodies without a group")

    @property
    def is_typed(self) -> bool:
        """Whether the label is people's own words."""
        return bool(self.name)

    @property
    def size(self) -> int:
        return self.good + self.excellent + self.others

    @property
    def over(self) -> int:
        """How many too many by the reading that counts; where none is settled, by the strictest."""
        if self.result is None:
            return 0
        counted = [one for one in self.result.readings if one.is_chosen] if self.result.is_settled else ()
        return max((one.over for one in counted or self.result.readings), default=0)

    @property
    def is_allowed(self) -> bool:
        """Whether the group may stand as it is: within the share, or by a recorded decision."""
        if not self.over:
            return True
        return self.exceeded is not None and self.excellent <= (self.exceeded.allowed or 0)


def of_organisations(book: Book) -> bool:
    """Whether the pack takes the share in each grassroots organisation and not in groups of similar posts."""
    return book.value("quota_group") == "grassroots_organisation"


def key_of(book: Book, rating: Rating) -> str:
    """The group a subject counts in: similar posts, or where the pack says so the people of one organisation."""
    return _key(book, rating.person_id is not None, rating.group, rating.body_id)


def _key(book: Book, of_people: bool, group: str, body: int) -> str:
    if not of_people:
        return f"{BODIES}:{group}"
    return f"{OF_BODY}:{body}" if of_organisations(book) else f"{PEOPLE}:{group}"


def groups(cycle: ReviewCycle, *, changed: tuple[Rating, str] | None = None) -> list[QuotaGroup]:
    """Every group of a cycle as it stands, or as it would stand with one subject rated otherwise. Three queries."""
    book = book_of(cycle)
    if book is None:
        return []
    found = _counted(book, cycle)
    if changed is not None:
        rating, level = changed
        group = found.get(key_of(book, rating))
        if group is not None:
            stored = Rating.objects.filter(pk=rating.pk).values_list("level", "appraisal_level").get()
            group.add(stored[0] or stored[1], -1)
            group.add(level, 1)
    decided: dict[str, dict[str, QuotaDecision]] = defaultdict(dict)
    for decision in QuotaDecision.objects.filter(cycle=cycle, replaced_at=None).select_related("document", "by"):
        decided[decision.group][decision.kind] = decision
    for group in found.values():
        group.raised = decided[group.key].get(QuotaKind.RAISED)
        group.exceeded = decided[group.key].get(QuotaKind.EXCEEDED)
        group.result = quota(book, Group(group.good, group.excellent, is_raised=group.raised is not None))
    return list(found.values())


def group_of(rating: Rating, *, level: str) -> QuotaGroup | None:
    """The group of one subject as it would stand if the subject were rated so."""
    book = book_of(rating.cycle)
    if book is None:
        return None
    key = key_of(book, rating)
    return next((one for one in groups(rating.cycle, changed=(rating, level)) if one.key == key), None)


def exceeding(cycle: ReviewCycle) -> list[QuotaGroup]:
    """The groups that exceed the share without a recorded decision."""
    return [one for one in groups(cycle) if not one.is_allowed]


def candidates(cycle: ReviewCycle, group: QuotaGroup) -> RatingQuerySet:
    """Who of a group would be *excellent*, in official order."""
    rows = Rating.objects.filter(cycle=cycle).filter(
        Q(level=Level.EXCELLENT) | Q(level="", appraisal_level=Level.EXCELLENT)
    )
    how, _colon, what = group.key.partition(":")
    if how == OF_BODY:
        return rows.filter(body=int(what), person__isnull=False)
    return rows.filter(group=what, person__isnull=how == BODIES)


def _counted(book: Book, cycle: ReviewCycle) -> dict[str, QuotaGroup]:
    rows = Rating.objects.filter(cycle=cycle).order_by()
    by_body = rows.filter(person__isnull=False) if of_organisations(book) else rows.none()
    by_group = rows.filter(person__isnull=True) if of_organisations(book) else rows
    names = ("kind", "group", "level", "appraisal_level")
    found: dict[str, QuotaGroup] = {}
    counted = by_group.values(*names).annotate(many=Count("pk")).order_by("group", "level", "appraisal_level")
    told = figure_of(by_group, "share", lambda: list(counted))
    for row in sorted(told, key=lambda row: row["kind"] != SubjectKind.COLLECTIVE):
        of_people = row["kind"] != SubjectKind.COLLECTIVE
        key = _key(book, of_people, row["group"], 0)
        group = found.setdefault(key, QuotaGroup(key, row["group"], of_people))
        group.add(row["level"] or row["appraisal_level"], row["many"])
    by_place = ("body__official_order", "body", "body__name", "level", "appraisal_level")
    by_order = by_body.values(*by_place).annotate(many=Count("pk")).order_by(*by_place)
    for row in figure_of(by_body, "share by body", lambda: list(by_order)):
        key = _key(book, True, "", row["body"])
        group = found.setdefault(key, QuotaGroup(key, row["body__name"], True))
        group.add(row["level"] or row["appraisal_level"], row["many"])
    return found
