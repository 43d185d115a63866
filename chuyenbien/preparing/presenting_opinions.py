"""The opinions of a round as the board and the agencies read them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews.models import ReviewDossier

from .enums import Answer
from .models import BodyResult, Opinion, OpinionRound


def chip_of(opinion: Opinion, answer_by: dt.date) -> tuple[str, str]:
    """Kind and words: what was said, or that nothing was, and that the day is over."""
    if opinion.answer:
        return ("info" if opinion.answer == Answer.OPINION else "neutral"), str(Answer(opinion.answer).label)
    if clock.today() > answer_by:
        return "bad", _("not answered, past the day")
    return "neutral", _("not answered yet")


@dataclass(frozen=True, slots=True)
class Said:
    """One cell: what an agency said about a body, or that it did not."""

    agency: Unit | None
    opinion: Opinion | None
    chip: tuple[str, str] | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    dossier: ReviewDossier
    cells: tuple[Said, ...]
    result: BodyResult | None
    former: tuple[BodyResult, ...] = ()


def table(round: OpinionRound, dossiers: Iterable[ReviewDossier]) -> tuple[list[Unit], list[Row]]:
    """The consolidated table of some bodies: three queries, whatever their number."""
    listed = list(dossiers)
    agencies = [one.agency for one in round.consultations.select_related("agency")]
    wanted = [one.pk for one in listed]
    rows = Opinion.objects.current().filter(consultation__round=round, dossier__in=wanted)
    said = {(one.dossier_id, one.consultation.agency_id): one for one in rows.select_related("consultation", "by")}
    results: dict[int, list[BodyResult]] = defaultdict(list)
    for result in round.results.filter(dossier__in=wanted).select_related("document").order_by("-at", "-pk"):
        results[result.dossier_id].append(result)
    found = []
    for one in listed:
        cells = tuple(_cell(round, agency, said.get((one.pk, agency.pk))) for agency in agencies)
        own = results.get(one.pk, [])
        current = next((result for result in own if result.replaced_at is None), None)
        found.append(Row(one, cells, current, tuple(result for result in own if result.replaced_at is not None)))
    return agencies, found


def _cell(round: OpinionRound, agency: Unit, opinion: Opinion | None) -> Said:
    if opinion is None:
        return Said(agency, None, None)
    return Said(agency, opinion, chip_of(opinion, round.answer_by), opinion.is_late(round.answer_by))


@dataclass(frozen=True, slots=True)
class Tally:
    """Opinions of a round; the parts add up to the whole."""

    asked: int
    opinions: int
    none: int
    waiting: int
    late: int
    """Of those given, how many after the day."""
    is_over: bool


def tally(round: OpinionRound) -> Tally:
    rows = Opinion.objects.current().filter(consultation__round=round).order_by()
    told = rows.aggregate(
        asked=Count("pk"),
        opinions=Count("pk", filter=Q(answer="opinion")),
        none=Count("pk", filter=Q(answer="none")),
        waiting=Count("pk", filter=Q(answer="")),
        late=Count("pk", filter=Q(answered_on__gt=F("consultation__round__answer_by"))),
    )
    return Tally(**told, is_over=clock.today() > round.answer_by)


@dataclass(frozen=True, slots=True)
class Own:
    """One line of an agency's page."""

    opinion: Opinion
    chip: tuple[str, str]
    is_late: bool
    is_settled: bool
    former: tuple[Opinion, ...]


def answers(round: OpinionRound, listed: Iterable[Opinion], former: Iterable[Opinion], settled: set[int]) -> list[Own]:
    """An agency's own answers with what it said before."""
    before: dict[int, list[Opinion]] = defaultdict(list)
    for one in former:
        before[one.dossier_id].append(one)
    return [
        Own(
            one,
            chip_of(one, round.answer_by),
            one.is_late(round.answer_by),
            one.dossier_id in settled,
            tuple(before.get(one.dossier_id, ())),
        )
        for one in listed
    ]
