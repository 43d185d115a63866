"""What the record knows of subjects of a cycle. A fixed number of queries, whatever their number.

A task counts for a cycle when its date lies in the period. Both dates are told apart: what was approved later hides
nothing. What was cancelled or handed on by decision is no task of the subject any more; what is paused still is.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from chuyenbien.core import clock, owing
from chuyenbien.findings.enums import FindingState, Kept, Track
from chuyenbien.findings.models import Finding, FindingResponsibility
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership
from chuyenbien.regulations.book import Book
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.verification.enums import Judgment
from chuyenbien.verification.models import Verification

from .enums import Against, Step
from .models import Assessment, HandFact, Rating, TaskListConfirmation
from .reading import book_of

FINISHED = (DossierState.CONCLUDED, DossierState.REMEDYING, DossierState.CLOSED)
"""A review is finished once its conclusion is issued."""

LEFT_OUT = (ActionState.DRAFT, ActionState.CANCELLED, ActionState.TRANSFERRED)
WAITING = (ActionState.PAUSED, ActionState.AWAITING_SUCCESSION)
MARKS = ("done", "on_time", "exceeded", "late", "overdue", "pending", "paused", "off")


@dataclass(frozen=True, slots=True)
class Task:
    """What is looked at of an action."""

    pk: int
    address: int
    lead_unit: int | None
    lead_person: int | None
    supervisor: int | None
    state: str
    due_on: dt.date
    original_due: dt.date
    completed_at: dt.datetime | None
    submitted_at: dt.datetime | None
    exceeded: bool = False
    """Confirmed as exceeding what was asked for."""

    def due(self, against: str) -> dt.date:
        return self.original_due if against == Against.ORIGINAL else self.due_on


@dataclass
class Count:
    """Tasks of a subject against one reading of their dates: numbers of the tasks by what they are."""

    all: set[int] = field(default_factory=set)
    by: dict[str, set[int]] = field(default_factory=lambda: {name: set() for name in MARKS})

    @property
    def base(self) -> int:
        return len(self.all)

    def number(self, mark: str) -> int:
        return len(self.by[mark])


@dataclass
class Prior:
    """Earlier findings that count, and those of them that are remedied and confirmed."""

    all: set[int] = field(default_factory=set)
    remedied: set[int] = field(default_factory=set)
    sources: tuple[str, ...] | None = ()


@dataclass
class Record:
    """Everything known of one subject."""

    rating: Rating
    own: dict[str, Count]
    led: dict[str, Count]
    unit: dict[str, Count]
    prior: Prior
    confirmation: TaskListConfirmation | None = None
    unit_confirmation: TaskListConfirmation | None = None
    unit_level: str = ""
    hand: dict[str, HandFact] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    has_head: bool = True
    posts: list[Membership] = field(default_factory=list)
    owed: str = ""
    """What has become of the self-review the person still owes (:mod:`chuyenbien.core.owing`)."""

    @property
    def review_finished(self) -> bool:
        """The body's review, and of a person their own self-review, too."""
        return self.rating.dossier.state in FINISHED and not self.owed

    @property
    def marks_from(self) -> Assessment | None:
        """What is weighed: the appraisal, before it the own rating."""
        return self.assessments.get(Step.APPRAISAL) or self.assessments.get(Step.SELF)

    @property
    def led_confirmation(self) -> TaskListConfirmation | None:
        return self.unit_confirmation if self.rating.is_head else self.confirmation


def read(ratings: Sequence[Rating]) -> dict[int, Record]:
    """The records of subjects of one cycle, by the rating's number."""
    if not ratings:
        return {}
    cycle = ratings[0].cycle
    bodies = {one.body_id for one in ratings}
    persons = {one.person_id for one in ratings if one.person_id is not None}
    tasks = _tasks(cycle, bodies, persons)
    prior = _prior(cycle, bodies, persons)
    of_bodies = {one.body_id: one for one in Rating.objects.bodies().filter(cycle=cycle, body__in=bodies)}
    pks = {one.pk for one in (*ratings, *of_bodies.values())}
    confirmed = {one.rating_id: one for one in TaskListConfirmation.objects.filter(rating__in=pks, withdrawn_at=None)}
    hand: dict[int, dict[str, HandFact]] = defaultdict(dict)
    for fact in HandFact.objects.filter(rating__in=pks, replaced_at=None).select_related("document", "by"):
        hand[fact.rating_id][fact.fact] = fact
    given: dict[int, dict[str, Assessment]] = defaultdict(dict)
    for one in Assessment.objects.filter(rating__in=pks, replaced_at=None).select_related("by", "entered_by"):
        given[one.rating_id][one.step] = one
    headed = _headed(cycle, bodies)
    posts = _posts(cycle, persons)
    owed = owing.owed(cycle, {one.person_id: one.kind for one in ratings if one.person_id is not None})
    found = {}
    for rating in ratings:
        unit = of_bodies.get(rating.body_id)
        own, led, whole = _counts(rating, tasks)
        found[rating.pk] = Record(
            rating=rating,
            own=own,
            led=led,
            unit=whole,
            prior=prior[rating.person_id, "person"] if rating.person_id else prior[rating.body_id, "body"],
            confirmation=confirmed.get(rating.pk),
            unit_confirmation=confirmed.get(unit.pk) if unit else None,
            unit_level=unit.level if unit else "",
            hand=hand[rating.pk],
            assessments=given[rating.pk],
            has_head=rating.body_id in headed,
            posts=posts.get(rating.person_id or 0, []),
            owed=owed.get(rating.person_id or 0, ""),
        )
    return found


def of(rating: Rating) -> Record:
    return read([rating])[rating.pk]


def ends_on(cycle: ReviewCycle) -> dt.date:
    """The last day that counts: the end of the period, or today before that."""
    return min(clock.today(), cycle.period_end)


# --- tasks -------------------------------------------------------------------------------------------


def _tasks(cycle: ReviewCycle, bodies: set[int], persons: set[int]) -> list[Task]:
    whose = Q(address__in=bodies) | Q(lead_unit__in=bodies)
    if persons:
        whose |= Q(lead_person__in=persons) | Q(supervising_leader__in=persons)
    period = (cycle.period_start, cycle.period_end)
    dated = Q(due_on__range=period) | Q(original_due__range=period)
    rows = Action.objects.filter(whose, dated).exclude(state__in=LEFT_OUT).order_by()
    names = ("pk", "address", "lead_unit", "lead_person", "supervising_leader", "state", "due_on", "original_due")
    beyond = Verification.objects.filter(submission__action=OuterRef("pk"), judgment=Judgment.ACCEPTED, exceeded=True)
    rows = rows.annotate(exceeded=Exists(beyond))
    return [Task(*row) for row in rows.values_list(*names, "completed_at", "submitted_at", "exceeded")]


def _counts(rating: Rating, tasks: Iterable[Task]) -> tuple[dict[str, Count], dict[str, Count], dict[str, Count]]:
    """Own, led and the body's tasks, against each of the two dates."""
    body, person = rating.body_id, rating.person_id
    of_unit = [one for one in tasks if body in (one.address, one.lead_unit)]
    mine = of_unit if person is None else [one for one in tasks if one.lead_person == person]
    led = of_unit if rating.is_head else [one for one in tasks if person in (one.lead_person, one.supervisor)]
    return (_both(rating.cycle, mine), _both(rating.cycle, led if person else []), _both(rating.cycle, of_unit))


def _both(cycle: ReviewCycle, tasks: Sequence[Task]) -> dict[str, Count]:
    return {against: count(cycle, tasks, against) for against in Against.values}


def count(cycle: ReviewCycle, tasks: Iterable[Task], against: str) -> Count:
    found = Count()
    for one in tasks:
        if not cycle.period_start <= one.due(against) <= cycle.period_end:
            continue
        found.all.add(one.pk)
        for mark in marks_of(one, one.due(against), ends_on(cycle)):
            found.by[mark].add(one.pk)
    return found


def marks_of(task: Task, due: dt.date, last: dt.date) -> set[str]:
    """What a task was at the end of the last day that counts. Due means the end of that day.

    ``off``: not in time, whether done since or not. What was submitted in time and is not judged yet is *pending*.
    """
    if task.state == ActionState.DONE and task.completed_at and clock.local_date(task.completed_at) <= last:
        beyond = {"exceeded"} if task.exceeded else set()
        if clock.local_date(task.completed_at) <= due:
            return {"done", "on_time"} | beyond
        return {"done", "late", "off"} | beyond
    if task.state in WAITING:
        return {"paused"}
    if task.state == ActionState.SUBMITTED and task.submitted_at and clock.local_date(task.submitted_at) <= due:
        return {"pending"}
    passed = due < clock.today() if last == clock.today() else due <= last
    return {"overdue", "off"} if passed else set()


# --- earlier findings --------------------------------------------------------------------------------


def counted_sources(book: Book | None) -> tuple[str, ...] | None:
    """The sources of findings that count; None where the pack does not say."""
    value = book.value("prior_sources") if book else None
    return value if isinstance(value, tuple) else None


def _prior(cycle: ReviewCycle, bodies: set[int], persons: set[int]) -> dict[tuple[int | None, str], Prior]:
    """Findings indicated in earlier cycles and open when the period began or stated since.

    Remedied means closed by an independent confirmation, or a commitment that was confirmed as kept.
    """
    sources = counted_sources(book_of(cycle))
    begin = clock.moment_of(cycle.period_start, 0)
    earlier = Q(dossier__cycle__period_end__lt=cycle.period_end) | Q(dossier=None, stated_at__lt=begin)
    rows = Finding.objects.filter(earlier, state__in=(FindingState.STATED, FindingState.CLOSED)).exclude(
        closed_at__lt=begin
    )
    rows = rows.filter(source__in=sources) if sources is not None else rows.none()
    found: dict[tuple[int | None, str], Prior] = defaultdict(lambda: Prior(sources=sources))
    told = rows.filter(address__in=bodies).order_by()
    for pk, address, state, track, kept in told.values_list("pk", "address", "state", "track", "promise_kept"):
        _put(found[address, "body"], pk, state, track, kept)
    if persons:
        named = FindingResponsibility.objects.filter(person__in=persons, finding__in=rows.order_by().values("pk"))
        names = ("finding", "person", "finding__state", "finding__track", "finding__promise_kept")
        for pk, person, state, track, kept in named.order_by().values_list(*names):
            _put(found[person, "person"], pk, state, track, kept)
    return found


def _put(prior: Prior, pk: int, state: str, track: str, kept: str) -> None:
    prior.all.add(pk)
    if state == FindingState.CLOSED or (track == Track.COMMITMENT and kept == Kept.DONE):
        prior.remedied.add(pk)


# --- people ------------------------------------------------------------------------------------------


def _headed(cycle: ReviewCycle, bodies: set[int]) -> set[int]:
    """The bodies that have a head at the end of the period (today before that)."""
    held = Membership.objects.on(ends_on(cycle)).filter(unit__in=bodies, role=Role.HEAD)
    return set(held.order_by().values_list("unit_id", flat=True))


def _posts(cycle: ReviewCycle, persons: set[int]) -> dict[int, list[Membership]]:
    """What the persons were in the period: every membership that held on one of its days."""
    found: dict[int, list[Membership]] = defaultdict(list)
    if not persons:
        return found
    held = Membership.objects.filter(person__in=persons, valid_from__lte=cycle.period_end).exclude(
        valid_until__lt=cycle.period_start
    )
    for one in held.select_related("unit", "post").order_by("unit__official_order", "valid_from", "pk"):
        found[one.person_id].append(one)
    return found
