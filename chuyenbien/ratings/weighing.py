"""The engine over the record: what is known of a subject as facts, and what the pinned pack makes of them.

The pack says nothing of which date counts for “on time”; so both are weighed, and where they lead to different levels a
decision is needed. So it is where the text is silent on a case (two posts, moved within the period, no head).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import day as shown_day
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.regulations import engine
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.engine import Check, Proposal, evaluate
from chuyenbien.regulations.facts import UNKNOWN, Criteria, Fact, Marks, Points
from chuyenbien.regulations.limits import head_not_above_unit

from . import records
from .enums import COUNTS_FOR, Against, HandKey, Level, SubjectKind
from .models import Rating
from .reading import book_of
from .records import Count, Record

LEADING = (Role.HEAD, Role.BOARD_LEADER)


@dataclass(frozen=True, slots=True)
class Question:
    """A case on which the regulation is silent, so that the competent body decides."""

    key: str
    words: str


@dataclass(frozen=True)
class Weighing:
    record: Record
    book: Book
    proposal: Proposal
    by_original: Proposal
    questions: tuple[Question, ...]
    above_unit: Check | None

    @property
    def readings_differ(self) -> bool:
        """Whether the two dates lead to different proposals."""
        return (self.proposal.outcome, self.proposal.level) != (self.by_original.outcome, self.by_original.level)

    @property
    def outcome(self) -> str:
        if self.proposal.outcome in (engine.NO_REVIEW, engine.NOT_RATED, engine.NOT_REVIEWED):
            return self.proposal.outcome
        if self.questions or self.readings_differ:
            return engine.NEEDS_DECISION
        return self.proposal.outcome

    @property
    def level(self) -> str:
        """The level proposed; empty where nothing is."""
        return (self.proposal.level or "") if self.outcome == engine.PROPOSED else ""

    @property
    def unit_label(self) -> str:
        return str(Level(self.record.unit_level).label) if self.record.unit_level else ""

    @property
    def chip(self) -> tuple[str, str]:
        return chip_of(self.outcome, self.level)


def chip_of(outcome: str, level: str = "") -> tuple[str, str]:
    """Kind and words of what the engine says."""
    if outcome == engine.PROPOSED:
        return "info", str(Level(level).label)
    return {
        engine.NEEDS_DECISION: ("warn", _("Needs a decision")),
        engine.UNKNOWN_STATE: ("neutral", _("Not known yet")),
        engine.NOT_RATED: ("paused", _("Reviewed, not rated")),
        engine.NOT_REVIEWED: ("paused", _("Not reviewed, not rated")),
        engine.NO_REVIEW: ("neutral", _("Review not finished")),
    }[outcome]


def weigh(rating: Rating, book: Book | None = None, *, reader: Standing | None = None) -> Weighing | None:
    """What a pack says of one subject, the cycle's own unless told; None when the pack is not here any more."""
    return weigh_all([rating], book, reader=reader).get(rating.pk)


def weigh_all(
    ratings: Sequence[Rating], book: Book | None = None, *, reader: Standing | None = None
) -> dict[int, Weighing]:
    """The same for several subjects of one cycle: a fixed number of queries.

    For a ``reader`` the level of the unit counts only where they may read it: until then it is not known.
    """
    if not ratings:
        return {}
    book = book or book_of(ratings[0].cycle)
    if book is None:
        return {}
    read = records.read(ratings)
    if reader is not None:
        bodies = {one.body_id for one in ratings}
        of_bodies = Rating.objects.bodies().visible_to(reader).filter(cycle=ratings[0].cycle, body__in=bodies)
        known = set(of_bodies.values_list("body_id", flat=True))
        for record in read.values():
            if record.rating.body_id not in known:
                record.unit_level = ""
    return {pk: weigh_record(record, book) for pk, record in read.items()}


def weigh_record(record: Record, book: Book) -> Weighing:
    rating = record.rating
    marks = marks_of(record, book)
    facts, by_original = (facts_of(record, book, against) for against in (Against.APPROVED, Against.ORIGINAL))
    approved = evaluate(book, rating.subject, marks, facts)
    original = approved if by_original == facts else evaluate(book, rating.subject, marks, by_original)
    level = rating.level or rating.appraisal_level or (approved.level or "")
    above = head_not_above_unit(book, level, record.unit_level) if rating.is_head else None
    return Weighing(record, book, approved, original, tuple(questions(record)), above)


def marks_of(record: Record, book: Book) -> Marks:
    """The appraisal, before it the own rating. What was given on another scale is not known on this one."""
    given = record.marks_from
    if given is None:
        return Points() if book.scale == "points" else Criteria()
    marks = given.marks
    if isinstance(marks, Criteria) != (book.scale == "criteria"):
        return Points() if book.scale == "points" else Criteria()
    return marks


# --- facts -------------------------------------------------------------------------------------------


def facts_of(record: Record, book: Book, against: str = Against.APPROVED) -> dict[str, Fact]:
    """Everything the engine may ask for. What nobody has confirmed or entered is left out: unknown."""
    rating = record.rating
    found = {"review_finished": Fact(record.review_finished)}
    if record.confirmation is not None:
        found |= _shares("tasks", record.own[against])
    if rating.kind == SubjectKind.LEADER and record.led_confirmation is not None:
        found |= _shares("led", record.led[against])
    if record.unit_confirmation is not None:
        found["unit_done_percent"] = _share(record.unit[against], "done")
    found["prior_remedied_percent"] = _prior(record, book)
    if rating.kind == SubjectKind.COLLECTIVE:
        found["months_existing"] = Fact(months(rating.body.valid_from, rating.cycle.period_end))
    else:
        found |= _in_post(record)
    if record.unit_level and record.unit_level != "not_rated":
        found["unit_level"] = Fact(record.unit_level)
    return found | _by_hand(record, against)


def _shares(prefix: str, tasks: Count) -> dict[str, Fact]:
    """Quality is what the independent confirmation says: it is asked of the product and its acceptance criterion."""
    undone = tasks.base - tasks.number("done")
    return {
        f"{prefix}_done_percent": _share(tasks, "done"),
        f"{prefix}_on_time_percent": _share(tasks, "on_time"),
        f"{prefix}_off_schedule_percent": _share(tasks, "off"),
        f"{prefix}_not_done_percent": Fact(None, undone, tasks.base),
        f"{prefix}_quality_percent": Fact(None, tasks.number("done"), tasks.number("done")),
    }


def _share(tasks: Count, mark: str) -> Fact:
    return Fact(None, tasks.number(mark), tasks.base)


def _prior(record: Record, book: Book) -> Fact:
    """Of nothing indicated earlier the share is known only when the office says that the record is complete."""
    if records.counted_sources(book) is None:
        return UNKNOWN
    if not record.prior.all and record.confirmation is None:
        return UNKNOWN
    return Fact(None, len(record.prior.remedied), len(record.prior.all))


def _in_post(record: Record) -> dict[str, Fact]:
    rating = record.rating
    here = [one.valid_from for one in record.posts if one.unit_id == rating.body_id and one.holds(_last(rating))]
    return {"months_in_post": Fact(months(min(here), rating.cycle.period_end))} if here else {}


def _by_hand(record: Record, against: str) -> dict[str, Fact]:
    """What was entered. Tasks that exceed come from the confirmations; by hand only what is not marked there, and as
    long as neither says anything, nothing is known: an empty tick is no judgment."""
    found: dict[str, Fact] = {}
    for key, given in record.hand.items():
        value = given.value
        if key not in COUNTS_FOR.values() and value is not None:
            found[key] = Fact(value)
    for share, key in COUNTS_FOR.items():
        counted = record.hand.get(key)
        tasks, confirmed = (
            (record.own[against], record.confirmation)
            if key == HandKey.EXCEEDED
            else (record.led[against], record.led_confirmation)
        )
        marked, typed = tasks.number("exceeded"), counted.number if counted is not None else None
        if confirmed is not None and (marked or typed is not None):
            many = marked + int(typed or 0)
            found[share] = Fact(None, many, tasks.base) if many <= tasks.base else UNKNOWN
    return found


def months(since: dt.date, until: dt.date) -> int:
    """Whole months from the beginning of a day to the end of another."""
    end = until + dt.timedelta(days=1)
    whole = (end.year - since.year) * 12 + end.month - since.month
    return whole - (1 if end.day < since.day else 0)


def _last(rating: Rating) -> dt.date:
    return records.ends_on(rating.cycle)


# --- where the text is silent ------------------------------------------------------------------------


def questions(record: Record) -> list[Question]:
    """Cases of the subject that no pack settles."""
    if record.rating.is_of_person:
        found = [_two_posts(record), _moved(record)]
    else:
        found = [None if record.has_head else Question("no_head", _("The body has no head at the end of the period."))]
    return [one for one in found if one is not None]


def _two_posts(record: Record) -> Question | None:
    """Held at the end of the period: a post in the body, and a leading one elsewhere."""
    now = [one for one in record.posts if one.holds(_last(record.rating))]
    here = [one.unit for one in now if one.unit_id == record.rating.body_id]
    elsewhere = [one.unit for one in now if one.unit_id != record.rating.body_id and one.role in LEADING]
    if not here or not elsewhere:
        return None
    if record.rating.is_code_only:
        return Question("two_posts", _("The person holds posts in several bodies."))
    names = "; ".join(dict.fromkeys(f"“{unit.name}”" for unit in (*here, *elsewhere)))
    return Question("two_posts", _("The person holds posts in several bodies: %(units)s.") % {"units": names})


def _moved(record: Record) -> Question | None:
    """Came to the body or left it within the period."""
    cycle = record.rating.cycle
    here = [one for one in record.posts if one.unit_id == record.rating.body_id]
    if not here:
        return Question("not_there", _("The record knows of no post of the person in the body within the period."))
    first = min(one.valid_from for one in here)
    lasts = [one.valid_until for one in here]
    if first > cycle.period_start:
        words = _("The person came to the body within the period, on %(day)s.") % {"day": shown_day(first)}
        return Question("moved_in", words)
    last = None if None in lasts else max(day for day in lasts if day is not None)
    if last is not None and last < cycle.period_end:
        words = _("The person left the body within the period, on %(day)s.") % {"day": shown_day(last)}
        return Question("moved_out", words)
    return None
