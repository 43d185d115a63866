"""What somebody has been told, as the inbox shows it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from chuyenbien.core import clock
from chuyenbien.core.once import once
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Membership, Person, UnitClosure
from chuyenbien.orgs.models.dated import holds_on

from . import kinds, matters
from .enums import DeliveryState
from .models import Absence, Delivery, Feed, Notice

MANY = 100
"""The menu counts no further."""


def acknowledged(*, on: dt.datetime | None = None) -> Q:
    """An acknowledgement that still holds: one of a notice that asks for something expires."""
    since = (on or clock.now()) - dt.timedelta(days=settings.NOTICE_ACKNOWLEDGED_DAYS)
    return Q(acknowledged_at__isnull=False) & (Q(acknowledged_at__gt=since) | Q(kind__in=kinds.informing()))


def told_to(person_id: int | None, show: str = "now") -> QuerySet[Notice]:
    """A person's own notices: ``now`` (they wait), ``acknowledged``, ``snoozed`` or ``all`` with those taken back."""
    today = clock.today()
    rows = Notice.objects.filter(person_id=person_id or 0, on__lte=today)
    if show == "all":
        return rows
    rows = rows.filter(withdrawn_at=None)
    if show == "acknowledged":
        return rows.filter(acknowledged())
    asleep = Q(snoozed_until__gt=today)
    if show == "snoozed":
        return rows.filter(asleep).exclude(acknowledged())
    return rows.exclude(acknowledged()).exclude(asleep)


def waiting_count(person_id: int | None) -> int:
    """How many notices wait for a person, counted up to a hundred."""
    if not person_id:
        return 0
    return once(("notices waiting", person_id), told_to(person_id).order_by()[:MANY].count)


@dataclass
class About:
    """A matter with what one was told about it. ``title`` and ``url`` are empty when one may not see it now."""

    code: str
    notices: list[Notice] = field(default_factory=list)
    title: str = ""
    url: str = ""
    is_illustrative: bool = False
    kind: str = ""
    pk: int = 0

    @property
    def due_on(self) -> dt.date | None:
        return max((one.due_on for one in self.notices if one.due_on), default=None)


def matters_of(rows: QuerySet[Notice]) -> QuerySet[Notice, Any]:
    """The matters that notices are about, the latest told first; for a paginator."""
    grouped = rows.order_by().values("subject_kind", "subject_id")
    return grouped.annotate(latest=Max("on"), newest=Max("pk")).order_by("-latest", "-newest")


def grouped(rows: QuerySet[Notice], page: Iterable[dict[str, Any]], standing: Standing) -> list[About]:
    """The notices of a page's matters. One query for them and one for each kind of matter."""
    order = [(one["subject_kind"], one["subject_id"]) for one in page]
    ids: dict[str, list[int]] = defaultdict(list)
    for kind, pk in order:
        ids[kind].append(pk)
    wanted = Q()
    for kind, of_kind in ids.items():
        wanted |= Q(subject_kind=kind, subject_id__in=of_kind)
    found: dict[tuple[str, int], About] = {}
    for notice in rows.filter(wanted).select_related("absence__person").order_by("-on", "-pk") if order else ():
        where = (notice.subject_kind, notice.subject_id)
        found.setdefault(where, About(notice.code, kind=where[0], pk=where[1])).notices.append(notice)
    for kind, of_kind in ids.items():
        for thing in visible(kind, of_kind, standing):
            about = found[kind, thing.pk]
            about.code, about.url = matters.code_of(thing), matters.url_of(thing)
            about.title = "" if matters.is_code_only(thing) else str(getattr(thing, "shown_title", ""))
            about.is_illustrative = bool(getattr(thing, "is_illustrative", False))
    return [found[where] for where in order if where in found]


def visible(kind: str, ids: Sequence[int], standing: Standing) -> list[Any]:
    """The matters of a kind that a person may see now; what cannot answer that question is seen by nobody."""
    model = matters.model_of(kind)
    objects = getattr(model, "objects", None)
    if not hasattr(objects, "visible_to"):
        return []
    rows: Any = objects
    return list(rows.visible_to(standing).filter(pk__in=ids))


def absences_of(person: Person | None) -> QuerySet[Absence]:
    """A person's absences that are not long over."""
    since = clock.today() - dt.timedelta(days=60)
    return Absence.objects.filter(person=person, last_on__gte=since).select_related("deputy")


def deputised_by(person: Person | None) -> QuerySet[Absence]:
    """For whom the person stands in now or soon."""
    return Absence.objects.filter(deputy=person, ended_at=None, last_on__gte=clock.today()).select_related("person")


def feeds_of(person: Person | None) -> QuerySet[Feed]:
    """The calendars a person has made and not revoked."""
    return Feed.objects.filter(made_by=person, revoked_at=None).select_related("person", "unit")


def people_under(units: list[int]) -> QuerySet[Person]:
    """The people in office of these units and of all below them."""
    below = UnitClosure.objects.filter(holds_on(clock.today()), ancestor_id__in=units).values("descendant_id")
    held = Membership.objects.on().filter(Q(unit_id__in=units) | Q(unit_id__in=below), person_id=OuterRef("pk"))
    return Person.objects.filter(Exists(held), is_active=True)


def without_address(units: list[int]) -> QuerySet[Person]:
    """Who can only be told inside the program, or not at all: no account, or one without an address."""
    reached = Q(user__is_active=True) & ~Q(user__email="")
    return people_under(units).exclude(reached).order_by("sort_key", "pk")


def mail_states(units: list[int]) -> list[tuple[str, str, int]]:
    """State, its name and how many mails of the last thirty days, for the people under these units."""
    since = clock.real_now() - dt.timedelta(days=30)
    rows = Delivery.objects.filter(person__in=people_under(units), created_at__gte=since)
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return [(state, str(label), counts.get(state, 0)) for state, label in DeliveryState.choices]
