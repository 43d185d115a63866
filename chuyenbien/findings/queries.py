"""Read models of the room: open findings of a body, section III of a review, own findings as counts, recurrence."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import translation

from chuyenbien.core import clock
from chuyenbien.journal.models import Event, EventPayload, EventSubject
from chuyenbien.journal.sentences import names_of
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.rules import readable_round

from .enums import FindingState
from .models import CarryOver, Finding, FindingInvolvement, PriorReport
from .models.finding import FindingQuerySet

AGES: dict[str, tuple[int, int | None]] = {
    "under_1": (0, 1),
    "1_to_3": (1, 3),
    "3_to_10": (3, 10),
    "over_10": (10, None),
}
"""Ages of a finding in years: from (included) until (not included)."""


def shown_to_superiors() -> Exists:
    """The condition that a superior has stated a finding or been shown it."""
    rows = FindingInvolvement.objects.filter(matter_id=OuterRef("pk"), capacity=Capacity.SUPERIOR, until=None)
    return Exists(rows)


def own_counts(bodies: Iterable[int]) -> dict[int, int]:
    """How many limitations of its own each body follows up: all that a superior learns of them. One query.

    Of code-only ones not even the number is told.
    """
    rows = (
        Finding.objects.filter(
            ~shown_to_superiors(),
            address_id__in=list(bodies),
            state__in=(FindingState.DRAFT, FindingState.STATED, FindingState.CLOSED),
        )
        .exclude(classification="code_only")
        .order_by()
        .values("address_id")
        .annotate(count=Count("pk"))
    )
    return {row["address_id"]: row["count"] for row in rows}


def of_age(rows: FindingQuerySet, age: str, *, on: dt.date | None = None) -> FindingQuerySet:
    """Those that have been open for so many years; without a known beginning, since they were stated."""
    start, end = AGES[age]
    today = on or clock.today()
    since = _open_from()
    aged: Any = rows
    aged = aged.alias(open_from=since).filter(open_from__lte=_years_before(today, start))
    found: FindingQuerySet = aged if end is None else aged.filter(open_from__gt=_years_before(today, end))
    return found


def with_age_group(rows: FindingQuerySet, *, on: dt.date | None = None) -> Any:
    """With ``open_from``, and ``age_group``: the place of its age in ``AGES``, the oldest first."""
    today = on or clock.today()
    since = _open_from()
    oldest_first = list(reversed(AGES.values()))
    cases = [
        When(open_from__lte=_years_before(today, start), then=Value(place))
        for place, (start, _end) in enumerate(oldest_first)
    ]
    aged: Any = rows.annotate(open_from=since)
    return aged.annotate(age_group=Case(*cases, default=Value(len(cases) - 1), output_field=IntegerField()))


def open_for_years(rows: FindingQuerySet, years: int, *, on: dt.date | None = None) -> FindingQuerySet:
    """Those that have been open for at least so many years."""
    since = _open_from()
    aged: Any = rows
    found: FindingQuerySet = aged.alias(open_from=since).filter(
        open_from__lte=_years_before(on or clock.today(), years)
    )
    return found


def recurrence_candidates(address: int, field: int, *, but: Finding | None = None) -> FindingQuerySet:
    """Earlier findings of the same body in the same field, newest first: one of them may have come back."""
    rows = Finding.objects.filter(
        address_id=address, field_id=field, state__in=(FindingState.STATED, FindingState.CLOSED)
    )
    return (rows.exclude(pk=but.pk) if but else rows).order_by("-stated_at", "-id")


@dataclass(frozen=True, slots=True)
class Prior:
    """One line of section III: an earlier finding and what this round reports of it."""

    finding: Finding
    report: PriorReport | None
    former: PriorReport | None
    """What an earlier round of this review reported, to begin from."""
    own: bool
    """The body's own; its superior does not see the line."""


def prior_of(dossier: ReviewDossier, *, standing: Standing | None = None) -> list[Prior]:
    """Section III of a review: every finding carried into it, in order. Three queries whatever their number.

    With a ``standing``, the body's own findings are left out for whoever does not see them, and what is reported in a
    round that person may not read yet.
    """
    carried = (
        CarryOver.objects.filter(dossier=dossier)
        .select_related("finding__address", "finding__field", "finding__dossier__cycle")
        .order_by("finding__follow_up", "finding__stated_at", "finding_id")
    )
    findings = [one.finding for one in carried]
    pks = [one.pk for one in findings]
    shared = set(Finding.objects.filter(shown_to_superiors(), pk__in=pks).values_list("pk", flat=True))
    last = dossier.round if standing is None else readable_round(standing, dossier)
    written = PriorReport.objects.filter(dossier=dossier, round__lte=last).select_related("written_by")
    reports = {(one.finding_id, one.round): one for one in written}
    seen = set(pks)
    if standing is not None:
        seen = shared | set(Finding.objects.visible_to(standing).filter(pk__in=pks).values_list("pk", flat=True))
    return [
        Prior(
            finding=one,
            report=reports.get((one.pk, dossier.round)),
            former=reports.get((one.pk, dossier.round - 1)),
            own=one.pk not in shared,
        )
        for one in findings
        if one.pk in seen
    ]


def section_iii_as_text(dossier: ReviewDossier) -> str:
    """Section III in words, for a version of the report that is kept; without what the body keeps to itself."""
    told = [one for one in prior_of(dossier) if not one.own]
    with translation.override("vi"):
        rows = [
            (one.finding.shown_title, one.report.get_kept_display() if one.report else "", one.report) for one in told
        ]
    return "\n\n".join(
        f"{place}. {title}" + (f" – {kept}" if kept else "") + (f"\n{report.text}" if report and report.text else "")
        for place, (title, kept, report) in enumerate(rows, start=1)
    )


def reports_on(finding: Finding, standing: Standing) -> list[PriorReport]:
    """What later reviews reported of a finding, newest first, as far as somebody may read those reports."""
    rows = finding.prior_reports.select_related("dossier__cycle", "dossier__body", "written_by").order_by("-written_at")
    return [one for one in rows if one.round <= readable_round(standing, one.dossier)]


def not_yet_carried(dossier: ReviewDossier) -> FindingQuerySet:
    """Earlier findings of the body that section III has not taken in: every open one, and what the review before
    stated or carried and has been closed since, so that the result of remedying it is told once."""
    before = ReviewDossier.objects.filter(body_id=dossier.body_id, pk__lt=dossier.pk)
    last = before.order_by("-cycle__period_end", "-pk").first()
    closed = Q(state=FindingState.CLOSED) & (Q(dossier=last) | Q(carry_overs__dossier=last)) if last else Q(pk__in=[])
    rows = Finding.objects.filter(Q(pk__in=Finding.objects.open()) | closed, address_id=dossier.body_id)
    return rows.exclude(dossier=dossier).exclude(carry_overs__dossier=dossier).distinct()


@dataclass(frozen=True, slots=True)
class Amendment:
    """One recorded change of a stated finding: which facts, from what to what, who, when and why."""

    at: dt.datetime
    who: str
    because: str
    changes: Mapping[str, list[Any]]


def amendments(finding: Finding) -> list[Amendment]:
    """Former values, newest first, read from the journal; redacted ones are gone there and here."""
    seqs = EventSubject.objects.filter(kind="findings.finding", subject_id=finding.pk).values("seq")
    events = list(Event.objects.filter(type="findings.amended", seq__in=seqs).order_by("-seq"))
    payloads = EventPayload.objects.in_bulk([event.seq for event in events])
    names = names_of({event.person_id for event in events if event.person_id})
    told = []
    for event in events:
        payload = payloads.get(event.seq)
        data = json.loads(payload.data) if payload and payload.data else {}
        if data.get("changes"):
            who = names.get(event.person_id or 0, "")
            told.append(Amendment(event.at, who, data.get("because", ""), data["changes"]))
    return told


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings of a set by where they stand; the parts add up to the whole."""

    total: int
    open: int
    key: int
    closed: int
    withdrawn: int
    draft: int


def tally(rows: FindingQuerySet) -> Tally:
    """Count a set of findings by where they stand; ``key`` are the open ones under key follow-up. One query."""
    open_ones = Q(state=FindingState.STATED) & ~Q(track="commitment", promise_kept="done")
    ended = Q(state=FindingState.CLOSED) | Q(state=FindingState.STATED, track="commitment", promise_kept="done")
    found = rows.order_by().aggregate(
        total=Count("pk"),
        open=Count("pk", filter=open_ones),
        key=Count("pk", filter=open_ones & Q(follow_up="key")),
        closed=Count("pk", filter=ended),
        withdrawn=Count("pk", filter=Q(state=FindingState.WITHDRAWN)),
        draft=Count("pk", filter=Q(state=FindingState.DRAFT)),
    )
    return Tally(**found)


def in_official_order(rows: FindingQuerySet) -> FindingQuerySet:
    """Bodies in official order, newest finding of a body first, with what lists show."""
    return rows.select_related("address", "field", "dossier__cycle").order_by(
        F("address__official_order"), "address_id", "-id"
    )


def _open_from() -> Coalesce:
    return Coalesce("open_since", TruncDate(Coalesce("stated_at", "created_at")))


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
