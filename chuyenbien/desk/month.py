"""The calendar of a unit: what falls on the days of a month, as far as the reader sees it.

A fixed number of queries. Of each kind a day names the first few and says how many more there are, with their address.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuyenbien.conferences import queries as conferences
from chuyenbien.conferences.enums import ConferenceState
from chuyenbien.core import clock
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.followup.models import Meeting
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import CalendarDay, Unit
from chuyenbien.orgs.queries import working_days
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, ActionOccurrence
from chuyenbien.reviews.models import Milestone, ReviewCycle

FEW = 4
"""So many of one kind are named on one day."""
_DAY = dt.timedelta(days=1)
_AWAITED = (RequestState.SENT, RequestState.RECEIVED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on a day: its kind in words and as an icon, what it is, and where."""

    kind: str
    icon: str
    title: str
    href: str
    state: str = ""
    at: dt.datetime | None = None
    lang: str = "vi"
    thing: Any = None


@dataclass(frozen=True, slots=True)
class More:
    """Those of a kind that a day does not name."""

    kind: str
    count: int
    href: str


@dataclass
class Day:
    date: dt.date
    is_off: bool
    is_today: bool
    names: list[str] = field(default_factory=list)
    """Of a holiday, or of a day worked in exchange."""
    entries: list[Entry] = field(default_factory=list)
    more: list[More] = field(default_factory=list)


@dataclass(frozen=True)
class _Kind:
    """How one kind of thing is read: rows, the column of their day, and how a row becomes an entry."""

    label: str
    rows: QuerySet[Any]
    day: str
    entry: Callable[[Any, str], Entry]
    list_of: Callable[[dt.date], str]
    is_moment: bool = False


def weeks_of(standing: Standing, unit: Unit | None, first: dt.date) -> list[list[Day | None]]:
    """The weeks of the month that begins on ``first``, Mondays first; ``None`` where another month's day would be."""
    following = (first + 32 * _DAY).replace(day=1)
    calendar, today = working_days(), clock.today()
    days = {
        one: Day(one, not calendar.is_working(one), one == today)
        for one in (first + number * _DAY for number in range((following - first).days))
    }
    for named in CalendarDay.objects.filter(day__gte=first, day__lt=following):
        days[named.day].names.append(named.name)
    for kind in _kinds(standing, unit):
        for day, entries, number in _days_of(kind, first, following):
            days[day].entries += entries
            if number > len(entries):
                days[day].more.append(More(kind.label, number - len(entries), kind.list_of(day)))
    cells: list[Day | None] = [*[None] * first.weekday(), *days.values()]
    cells += [None] * (-len(cells) % 7)
    return [cells[place : place + 7] for place in range(0, len(cells), 7)]


def _days_of(kind: _Kind, first: dt.date, following: dt.date) -> Iterator[tuple[dt.date, list[Entry], int]]:
    """By day the first few entries and the number of all. One query and what the rows fetch."""
    begin: Any = clock.moment_of(first, 0) if kind.is_moment else first
    end: Any = clock.moment_of(following, 0) if kind.is_moment else following
    day = TruncDate(kind.day) if kind.is_moment else F(kind.day)
    rows = kind.rows.filter(**{f"{kind.day}__gte": begin, f"{kind.day}__lt": end}).order_by()
    rows = rows.annotate(on_day=day).annotate(
        nth_of_day=Window(RowNumber(), partition_by=F("on_day"), order_by=(F(kind.day).asc(), F("pk").asc())),
        all_of_day=Window(Count("pk"), partition_by=F("on_day")),
    )
    found: dict[dt.date, list[Any]] = defaultdict(list)
    for row in rows.filter(nth_of_day__lte=FEW).order_by("on_day", "nth_of_day"):
        found[row.on_day].append(row)
    for on_day, listed in found.items():
        yield on_day, [kind.entry(row, kind.label) for row in listed], listed[0].all_of_day


def _kinds(standing: Standing, unit: Unit | None) -> list[_Kind]:
    due = Action.objects.visible_to(standing).exclude(state=ActionState.DRAFT)
    turns = ActionOccurrence.objects.filter(action__in=due.values("pk"))
    requests = AuthorityRequest.objects.visible_to(standing).filter(
        state__in=(RequestState.SENT, RequestState.RECEIVED)
    )
    meetings = Meeting.objects.visible_to(standing)
    called = conferences.visible(standing).exclude(state=ConferenceState.CANCELLED).prefetch_related(None)
    steps = Milestone.objects.filter(cycle__in=ReviewCycle.objects.visible_to(standing).values("pk"))
    if unit is not None:
        due = due.filter(Q(address=unit) | Q(lead_unit=unit))
        turns = turns.filter(Q(action__address=unit) | Q(action__lead_unit=unit))
        requests = requests.filter(Q(asker=unit) | Q(authority=unit))
        meetings = meetings.filter(unit=unit)
        called = called.filter(Q(dossier__body=unit) | Q(dossier__cycle__superior=unit))
        mine = ReviewCycle.objects.filter(dossiers__body=unit).values("pk")
        steps = steps.filter(Q(cycle__superior=unit) | Q(cycle__in=mine))
    return [
        _Kind(_("Step of a review"), steps.select_related("cycle"), "due_on", _step, _list("reviews:cycles")),
        _Kind(
            pgettext("calendar", "Conference"), called, "starts_at", _conference, _month("conferences:calendar"), True
        ),
        _Kind(pgettext("calendar", "Meeting"), meetings, "starts_at", _thing("meeting"), _list("followup:list"), True),
        _Kind(
            _("Answer asked by this day"),
            requests.select_related("obstacle"),
            "answer_due",
            _thing("arrow-up"),
            _list("escalation:list"),
        ),
        _Kind(_("Turn of recurring work"), turns.select_related("action"), "due_on", _turn, _actions(unit, "turn")),
        _Kind(_("Due"), due, "due_on", _thing("check"), _actions(unit, "due")),
    ]


def _thing(icon: str) -> Callable[[Any, str], Entry]:
    def entry(one: Any, kind: str) -> Entry:
        state = str(one.state_chip[1]) if isinstance(one, Action) else one.get_state_display()
        return Entry(
            kind, icon, one.shown_title, one.get_absolute_url(), state, getattr(one, "starts_at", None), thing=one
        )

    return entry


def _conference(one: Any, kind: str) -> Entry:
    place = reverse("conferences:conference", args=[one.pk])
    return Entry(kind, "users", one.dossier.body.label, place, one.get_state_display(), one.starts_at, thing=one)


def _step(one: Any, kind: str) -> Entry:
    return Entry(kind, "flag", one.cycle.name, one.cycle.get_absolute_url(), one.get_kind_display(), thing=one.cycle)


def _turn(one: Any, kind: str) -> Entry:
    state = pgettext("turn", "done") if one.done_at else ""
    return Entry(kind, "history", one.action.shown_title, one.action.get_absolute_url(), state, thing=one.action)


def _list(name: str) -> Callable[[dt.date], str]:
    return lambda _day: reverse(name)


def _month(name: str) -> Callable[[dt.date], str]:
    return lambda day: f"{reverse(name)}?{urlencode({'month': f'{day:%m/%Y}'})}"


def _actions(unit: Unit | None, column: str) -> Callable[[dt.date], str]:
    """The list of actions by the same day; of a unit, those it leads or whose limitation it has."""
    about = {"of_unit": unit.pk} if unit is not None else {}
    return lambda day: f"{reverse('remediation:list')}?{urlencode({column: day, **about})}"
