"""How actions stand: in which bucket, at which rates, what is overdue, due soon or blocked, and who has had it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Case, CharField, Count, DateTimeField, F, Func, Q, Value, When
from django.utils import timezone

from chuyenbien.core import clock
from chuyenbien.core.draw.holdings import Kind, Segment
from chuyenbien.findings.models import Finding
from chuyenbien.findings.models.finding import FindingQuerySet
from chuyenbien.findings.queries import shown_to_superiors
from chuyenbien.orgs.models import Person, Unit

from .enums import ActionState, Bucket, HoldingKind
from .models import Action, Holding, Plan
from .models.action import ActionQuerySet

DUE_FIELDS = {"approved": "due_on", "original": "original_due"}
"""Against which date lateness is told. Both are: a later date that was approved hides nothing."""

OPEN_STATES = (ActionState.ACTIVE, ActionState.SUBMITTED, ActionState.PAUSED, ActionState.AWAITING_SUCCESSION)
SOON_DAYS = 7
DONE = (Bucket.DONE_ON_TIME, Bucket.DONE_LATE)

_BESIDE = {
    Bucket.PAUSED: ActionState.PAUSED,
    Bucket.CANCELLED: ActionState.CANCELLED,
    Bucket.TRANSFERRED: ActionState.TRANSFERRED,
    Bucket.AWAITING: ActionState.AWAITING_SUCCESSION,
}


class DayAfter(Func):
    """The moment a day ends in the office's time zone, to compare moments with; the same on every database."""

    output_field = DateTimeField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        zone = timezone.get_default_timezone_name()
        template = f"(((%(expressions)s) + 1)::timestamp AT TIME ZONE '{zone}')"
        return super().as_sql(compiler, connection, template=template, **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """Moments are stored as UTC text. The offset is today's: the zone has had no other since 1975."""
        ends = clock.moment_of(clock.today(), 0).astimezone(dt.UTC).strftime("%H:%M:%S")
        return super().as_sql(compiler, connection, template=f"((%(expressions)s) || ' {ends}')", **context)


def condition(bucket: str, today: dt.date, against: str = "approved") -> Q:
    """Which actions are in a bucket. Of the conditions of all buckets exactly one holds for an issued action.

    Due means the end of that day. What was submitted and not yet judged counts by the day it was submitted.
    """
    if bucket in _BESIDE:
        return Q(state=_BESIDE[Bucket(bucket)])
    due = DUE_FIELDS[against]
    ends = DayAfter(F(due))
    if bucket == Bucket.DONE_ON_TIME:
        return Q(state=ActionState.DONE, completed_at__lt=ends)
    if bucket == Bucket.DONE_LATE:
        return Q(state=ActionState.DONE, completed_at__gte=ends)
    if bucket == Bucket.IN_TIME:
        active = Q(state=ActionState.ACTIVE) & Q(**{f"{due}__gte": today})
        return active | Q(state=ActionState.SUBMITTED, submitted_at__lt=ends)
    if bucket == Bucket.OVERDUE:
        active = Q(state=ActionState.ACTIVE) & Q(**{f"{due}__lt": today})
        return active | Q(state=ActionState.SUBMITTED, submitted_at__gte=ends)
    raise ValueError(f"no such bucket: {bucket}")


def with_bucket(qs: ActionQuerySet, today: dt.date, *, against: str = "approved") -> Any:
    """Issued actions with the bucket each is in, as ``bucket``."""
    cases = [When(condition(bucket, today, against), then=Value(bucket.value)) for bucket in Bucket]
    return qs.exclude(state=ActionState.DRAFT).annotate(bucket=Case(*cases, output_field=CharField()))


def bucket_counts(qs: ActionQuerySet, today: dt.date, against: str = "approved") -> dict[Bucket, int]:
    """How many issued actions are in each bucket; the sum is their number. One query."""
    told = {bucket.value: Count("pk", filter=condition(bucket, today, against)) for bucket in Bucket}
    found = qs.exclude(state=ActionState.DRAFT).order_by().aggregate(**told)
    return {bucket: found[bucket.value] for bucket in Bucket}


@dataclass(frozen=True, slots=True)
class Rate:
    """A share that says what it is a share of."""

    part: int
    of: int

    @property
    def percent(self) -> Decimal | None:
        """With two decimals, half up; ``None`` when there is nothing to take a share of."""
        if self.of == 0:
            return None
        return (Decimal(100) * self.part / self.of).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Rates:
    """The three rates that must not be mixed up, each with its denominator.

    ``of_due``: done, of what is done or overdue. ``of_all``: done, of all actions in the system, also those paused,
    cancelled, transferred or waiting, so that taking one off the desk raises no rate. ``on_time``: done on time, of
    what is done.
    """

    of_due: Rate
    of_all: Rate
    on_time: Rate


def rates(counts: Mapping[Bucket, int]) -> Rates:
    done = sum(counts.get(bucket, 0) for bucket in DONE)
    return Rates(
        of_due=Rate(done, done + counts.get(Bucket.OVERDUE, 0)),
        of_all=Rate(done, sum(counts.values())),
        on_time=Rate(counts.get(Bucket.DONE_ON_TIME, 0), done),
    )


def overdue(qs: ActionQuerySet, today: dt.date) -> ActionQuerySet:
    """In progress and past the approved date."""
    return qs.filter(condition(Bucket.OVERDUE, today))


def due_soon(qs: ActionQuerySet, today: dt.date, *, days: int = SOON_DAYS) -> ActionQuerySet:
    """Under way, and due within so many days."""
    return qs.filter(state=ActionState.ACTIVE, due_on__gte=today, due_on__lte=today + dt.timedelta(days=days))


def blocked(qs: ActionQuerySet) -> ActionQuerySet:
    """Under way, and something stands in the way."""
    return qs.filter(state=ActionState.ACTIVE, has_open_obstacle=True)


def mine(person: Person | None) -> ActionQuerySet:
    """What a person leads and has not finished, by due date."""
    rows = Action.objects.filter(lead_person=person, state__in=OPEN_STATES)
    if person is None:
        rows = rows.none()
    return rows.select_related("lead_unit", "lead_person").order_by("due_on", "id")


def findings_of(plan: Plan) -> FindingQuerySet:
    """The limitations a plan answers: those stated in its review or carried into it, and those of its body."""
    ours: Any = Q(address_id=plan.body_id)
    if plan.dossier_id is None:  # what a superior concluded in a review is answered by the plan of that review
        ours &= ~(Q(dossier__isnull=False) & shown_to_superiors())
    else:
        ours |= Q(dossier_id=plan.dossier_id) | Q(carry_overs__dossier_id=plan.dossier_id)
    return Finding.objects.open().filter(ours).select_related("address").distinct()


def days_overdue(action: Action, today: dt.date) -> int:
    """Days past the approved date, as the bucket counts them; 0 when in time or at an end."""
    if action.due_on is None or action.state not in (ActionState.ACTIVE, ActionState.SUBMITTED):
        return 0
    day = clock.local_date(action.submitted_at) if action.submitted_at else today
    return max(0, (day - action.due_on).days)


def holding_segments(matter: Finding | Action) -> list[Segment]:
    """Who has had the matter from when to when, for the drawing; what nobody recorded comes first."""
    return segments_of(matter.holdings.select_related("unit", "person"))


def segments_of(rows: Iterable[Holding]) -> list[Segment]:
    """The same of rows that have been read with unit and person."""
    ordered = sorted(rows, key=lambda one: (one.kind != HoldingKind.UNKNOWN, one.since or dt.date.min, one.pk))
    kinds: dict[str, Kind] = {"work": "work", "pause": "pause", "unknown": "unknown"}
    return [
        Segment(
            holder=_holder(one.unit, one.person),
            since=one.since,
            until=one.until,
            kind=kinds[one.kind],
            precision=one.precision,
            note=one.note,
        )
        for one in ordered
    ]


def days_per_holder(matter: Finding | Action, today: dt.date) -> dict[str, int]:
    """Days each holder has had the matter at work, from receipt, pauses and unrecorded time apart."""
    found: dict[str, int] = {}
    for segment in holding_segments(matter):
        if segment.kind == "work":
            found[segment.holder] = found.get(segment.holder, 0) + (segment.days(today) or 0)
    return found


def _holder(unit: Any, person: Person | None) -> str:
    return " – ".join(part for part in (unit.label if unit else "", person.shown_title if person else "") if part)


def units_of(action: Action) -> set[int]:
    """Ids of the units among which an action may pass: the body's, those of its plan's body, and the one that leads."""
    within = set(Unit.objects.within(action.address_id).values_list("pk", flat=True))
    if action.plan is not None:
        within |= set(Unit.objects.within(action.plan.body_id).values_list("pk", flat=True))
    return within | ({action.lead_unit_id} if action.lead_unit_id else set())
