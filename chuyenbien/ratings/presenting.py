"""What the page of a rating shows: each condition with its state, its evidence, and what would change it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuyenbien.core.draw.values import number, percent
from chuyenbien.regulations import engine
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.engine import Check
from chuyenbien.regulations.points import Point
from chuyenbien.regulations.telling import criterion_in_words, gap_in_words, value_in_words

from .enums import COUNTS_FOR, Against, HandKey, Level, SubjectKind
from .models import Assessment, HandFact, Rating
from .reading import is_open
from .records import Count, Record
from .reviewed import finished, words
from .scoring import MEAN, criteria, groups
from .weighing import Weighing

_CHIPS: dict[str, tuple[str, str]] = {
    engine.MET: ("good", "check"),
    engine.FAILED: ("warn", "alert"),
    engine.UNKNOWN_STATE: ("neutral", "help"),
    engine.NEEDS_DECISION: ("info", "gavel"),
}
_MARKS = {
    "exceeded": "exceeded",
    "done": "done",
    "on_time": "on_time",
    "off_schedule": "off",
    "quality": "done",
    "not_done": "",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition as a row of the page."""

    check: Check
    label: str
    asked: str
    chip: tuple[str, str, str]
    """Kind, icon, words."""
    found: str
    """The fact in words; empty where it is not known."""
    base: str
    link: str
    change: str
    """What would change it."""
    decide: str = ""
    """Where the point is decided for the cycle, for those who prepare."""


@dataclass(frozen=True, slots=True)
class LevelShown:
    level: str
    label: str
    chip: tuple[str, str, str]
    rows: list[Shown]


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact of the record against both dates."""

    label: str
    mark: str
    approved: str
    original: str
    approved_link: str
    original_link: str


def levels(weighed: Weighing) -> list[LevelShown]:
    """Every level with its conditions, the highest first; the lowest asks nothing."""
    found = []
    for one in weighed.proposal.levels:
        checks = [*([one.points] if one.points else []), *one.conditions]
        if not checks:
            continue
        rows = [shown(weighed, check) for check in checks]
        found.append(LevelShown(one.level.key, str(Level(one.level.key).label), chip(_state(checks)), rows))
    return found


def _state(checks: list[Check]) -> str:
    """A failed condition fails the level whatever else is open."""
    states = {one.state for one in checks if one.state == engine.FAILED or one.is_open}
    order = (engine.FAILED, engine.NEEDS_DECISION, engine.UNKNOWN_STATE)
    return next((state for state in order if state in states), engine.MET)


def ruled_out(weighed: Weighing, checks: tuple[Check, ...]) -> list[Shown]:
    """Knock-outs or exemptions: *met* is one that does not hold."""
    return [shown(weighed, one, ruling=True) for one in checks]


def of_any(weighed: Weighing, check: Check) -> Shown:
    """A condition or a case that rules out, as it asks."""
    return shown(weighed, check, ruling=check.point.table in ("knockout", "exemption"))


def chip(state: str, *, ruling: bool = False) -> tuple[str, str, str]:
    kind, icon = _CHIPS[state]
    words = {
        engine.MET: _("does not apply") if ruling else _("met"),
        engine.FAILED: _("applies") if ruling else _("not met"),
        engine.UNKNOWN_STATE: _("not known"),
        engine.NEEDS_DECISION: _("needs a decision"),
    }[state]
    return kind, icon, words


def shown(weighed: Weighing, check: Check, *, ruling: bool = False) -> Shown:
    point = check.point
    base, link = _base(weighed.record, check)
    return Shown(
        check=check,
        label=_("Points") if point.table == "level" else point.label,
        asked=value_in_words(weighed.book, point, point.value),
        chip=chip(check.state, ruling=ruling),
        found=_found(check),
        base=base,
        link=link,
        change=_change(weighed, check, ruling=ruling),
        decide=deciding_url(weighed, point) if check.state == engine.NEEDS_DECISION else "",
    )


def deciding_url(weighed: Weighing, point: Point) -> str:
    """Where the point is decided for this cycle; empty where it is not one that is, or another pack is looked at."""
    cycle = weighed.record.rating.cycle
    if weighed.book.key != cycle.rule_pack or not is_open(weighed.book, point):
        return ""
    return reverse("ratings:decide_point", args=[cycle.pk, point.key])


def _found(check: Check) -> str:
    fact, point = check.fact, check.point
    if fact.of_nothing:
        return _("none")
    if not fact.is_known:
        return ""
    if fact.numerator is not None and fact.denominator:
        share = Decimal(fact.numerator * 100) / fact.denominator
        return f"{number(fact.numerator)}/{number(fact.denominator)} ({percent(share, 2 if share % 1 else 0)})"
    if isinstance(fact.value, bool):
        return pgettext("condition", "yes") if fact.value else pgettext("condition", "no")
    if isinstance(fact.value, str):
        return criterion_in_words(fact.value) if point.unit == "criterion" else str(Level(fact.value).label)
    told = number(fact.value)
    return f"{told}%" if point.unit == "percent" else told


def _base(record: Record, check: Check) -> tuple[str, str]:
    """What a share is taken of, and where its rows are."""
    name, rating = check.point.fact, record.rating
    if name == "prior_remedied_percent":
        count = len(record.prior.all)
        words = _("of %(count)s earlier limitations that count") % {"count": number(count)}
        return words, reverse("ratings:prior", args=[rating.pk]) if count else ""
    if not check.fact.is_known and not check.fact.of_nothing:
        return "", ""
    prefix, _line, what = name.partition("_")
    if prefix not in ("tasks", "led", "unit") or not what.endswith("_percent"):
        return "", ""
    tasks = {"tasks": record.own, "led": record.led, "unit": record.unit}[prefix][Against.APPROVED]
    asked = {"of": prefix, "mark": _MARKS.get(what.removesuffix("_percent"), "")}
    by_hand = record.hand.get(COUNTS_FOR.get(name, ""))
    words = base_words(tasks)
    if by_hand is not None and by_hand.number:
        further = _("%(marked)s confirmed in the system, %(further)s by document and not in the system")
        told = {"marked": number(tasks.number("exceeded")), "further": number(by_hand.number)}
        words = f"{words}; {further % told}"
    return words, f"{reverse('ratings:tasks', args=[rating.pk])}?{urlencode(asked)}"


def base_words(tasks: Count) -> str:
    return _("of %(count)s tasks in the system") % {"count": number(tasks.base)}


def _change(weighed: Weighing, check: Check, *, ruling: bool) -> str:
    """What would change the state, in one sentence; empty where nothing needs to."""
    point, fact = check.point, check.fact
    if check.state == engine.MET:
        return ""
    if check.why == "no_value":
        return _("The regulation gives no value that was found; it is decided for this cycle, with its document.")
    if check.state == engine.NEEDS_DECISION:
        return _("This point is not confirmed in the text; the competent body decides.")
    if check.state == engine.UNKNOWN_STATE:
        return _missing(weighed.record, point.fact)
    if point.key == "rating_before_review":
        verdict = finished(weighed.record.rating.dossier)
        return words(weighed.record.owed) if verdict and weighed.record.owed else str(verdict.reason)
    if ruling:
        return _("It applies by the fact entered; a corrected fact needs its document.")
    if point.table == "level" and isinstance(point.value, int | Decimal) and isinstance(fact.value, Decimal):
        return _("%(points)s points more.") % {"points": number(Decimal(point.value) - fact.value)}
    if fact.numerator is not None and fact.denominator and isinstance(point.value, int | Decimal):
        limit = Fraction(point.value) * fact.denominator / 100
        if point.comparator == ">=":
            return _("%(count)s more would meet it.") % {"count": number(math.ceil(limit) - fact.numerator)}
        if point.comparator == "<=":
            return _("%(count)s fewer would meet it.") % {"count": number(fact.numerator - math.floor(limit))}
    return _("It would have to be: %(asked)s.") % {"asked": value_in_words(weighed.book, point, point.value)}


def _missing(record: Record, name: str) -> str:
    prefix = name.partition("_")[0]
    of_led = name.startswith("led_")
    if name in COUNTS_FOR and (record.led_confirmation if of_led else record.confirmation) is not None:
        return _(
            "No task is marked as exceeding what was asked for. The verifier marks it when confirming; what is not in "
            "the system is entered with its document, 0 for none."
        )
    if prefix == "tasks" or (prefix == "led" and not record.rating.is_head):
        if record.confirmation is not None and not record.own[Against.APPROVED].base:
            return _("No task of the subject falls into the period.")
        return _("Confirm that the list of tasks is complete.")
    if prefix in ("led", "unit"):
        return _("Confirm that the list of tasks of the body is complete.")
    if name == "prior_remedied_percent":
        return _("Nothing is in the record; confirm that it is complete.")
    if name.startswith("lowest_"):
        return _("Give the levels of the criteria.")
    if name == "":
        return _("Give the points.")
    if name in HandKey.values:
        return _("Enter the fact with its document.")
    return _("The record does not know this.")


def gaps(weighed: Weighing) -> list[tuple[Any, str, str]]:
    """Open cases of the text that were come upon, with what is done with them."""
    return [
        (one, gap_in_words(str(one.value or "needs_decision")), deciding_url(weighed, one))
        for one in weighed.proposal.gaps
    ]


def figures(rating: Rating, record: Record, *, of: str = "tasks") -> list[Figure]:
    """The counted facts against both dates, each leading to its rows."""
    counts = {"tasks": record.own, "led": record.led, "unit": record.unit}[of]
    names = [
        ("", _("Tasks due in the period")),
        ("done", _("Done and confirmed")),
        ("on_time", _("Done on time")),
        ("exceeded", _("Confirmed as exceeding what was asked for")),
        ("off", _("Off schedule")),
        ("pending", _("Waiting for confirmation")),
        ("paused", _("Paused by decision")),
    ]
    address = reverse("ratings:tasks", args=[rating.pk])
    found = []
    for mark, label in names:
        shown_ones = [counts[one].number(mark) if mark else counts[one].base for one in ("approved", "original")]
        links = [f"{address}?{urlencode({'of': of, 'mark': mark, 'against': one})}" for one in ("approved", "original")]
        found.append(Figure(label, mark, number(shown_ones[0]), number(shown_ones[1]), links[0], links[1]))
    return found


def marks_words(book: Book, rating: Rating, given: Assessment) -> list[tuple[str, str]]:
    """Each criterion with its level or its points; a mean of shares with its arithmetic."""
    found = [(one.label, given.criteria[one.key]) for one in criteria(book, rating.kind) if one.key in given.criteria]
    found = [(label, criterion_in_words(level)) for label, level in found]
    for group in groups(book, rating.kind):
        stored = given.parts.get(group.name, {})
        kept = {one: Decimal(stored[one.key]) for one in group.parts if one.key in stored}
        sign = "%" if group.how == MEAN else ""
        found += [(one.label, f"{number(value)}{sign}") for one, value in kept.items()]
        if kept and group.how == MEAN:
            shares = " + ".join(number(one) for one in kept.values())
            points = group.points({one.key: value for one, value in kept.items()})
            found.append((_("Points of results"), f"{number(group.most)} × ({shares})/{len(kept)}% = {number(points)}"))
    return found


def hand_words(fact: HandFact) -> str:
    if fact.yes is not None:
        return pgettext("condition", "yes") if fact.yes else pgettext("condition", "no")
    told = number(fact.number)
    return f"{told}%" if fact.fact == HandKey.LOW_CONFIDENCE else told


def parts_of(rating: Rating) -> list[tuple[str, str]]:
    """Whose tasks are shown beside the subject's own."""
    if rating.kind == SubjectKind.LEADER:
        return [("tasks", _("Tasks the person leads")), ("led", _("Tasks where the person leads or directs"))]
    return [("tasks", _("Tasks of the subject"))]
