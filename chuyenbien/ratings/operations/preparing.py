"""What is brought together before the decision: the confirmed list, facts by hand, own rating, appraisal, votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.draw.values import number
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.regulations.limits import needs_explanation

from .. import records, rules
from ..enums import RATED, WHOLE, YES_NO, Against, BallotStage, HandKey, Step
from ..models import Assessment, BallotCount, HandFact, Rating, TaskListConfirmation
from ..reading import book_of
from .guarding import by_document, guard, not_later_than_today, text_of, today
from .marking import Parts, mark

COUNTS = ("issued", "returned", "valid", "invalid")


def confirm_task_list(
    rating: Rating, *, by: Actor, confirmed_on: dt.date | None = None, at: dt.datetime | None = None
) -> TaskListConfirmation:
    """Say that the list of the subject's tasks in the system is complete. From then on its facts are known."""
    guard(rules.can_confirm, by, rating)
    day = not_later_than_today(confirmed_on or today(at), "confirmed_on", at)
    counted = records.of(rating).own[Against.APPROVED].base
    made = TaskListConfirmation.objects.create(
        rating=rating,
        confirmed_on=day,
        counted=counted,
        by=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
        classification=rating.classification,
        code=rating.code,
    )
    data = {"subject": rating.shown_name, "count": counted}
    journal.record("ratings.list_confirmed", rating, by=by, at=at, data=data)
    return made


def withdraw_confirmation(
    rating: Rating, *, by: Actor, because: str, at: dt.datetime | None = None
) -> TaskListConfirmation:
    """Take the confirmation back: the list turned out incomplete. It stays readable with the reason."""
    guard(rules.can_withdraw_confirmation, by, rating)
    because = text_of(rating, because, "because", _("Say what is missing in the list."))
    row = TaskListConfirmation.objects.select_for_update().filter(rating=rating, withdrawn_at=None).first()
    if row is None:
        raise Refused(_("The list of tasks is not confirmed."))
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_because = at or clock.now(), by.person, because
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    data = {"subject": rating.shown_name}
    journal.record("ratings.list_withdrawn", rating, by=by, at=at, because=because, data=data)
    return row


def enter_fact(
    rating: Rating,
    fact: str,
    value: Decimal | int | bool | None,
    *,
    by: Actor,
    document: Document | None,
    because: str,
    at: dt.datetime | None = None,
) -> HandFact:
    """Enter a fact that the record cannot know, on a registered document. What it replaces stays readable."""
    guard(rules.can_enter_fact, by, rating)
    if fact not in HandKey.values:
        raise Refused(_("Choose one of the facts that are entered by hand."), field="fact")
    told = _value(rating, fact, value)
    paper = by_document(document)
    because = text_of(rating, because, "because", _("Say where this is stated and why it is entered."))
    moment = at or clock.now()
    HandFact.objects.filter(rating=rating, fact=fact, replaced_at=None).update(replaced_at=moment)
    made = HandFact.objects.create(
        rating=rating,
        fact=fact,
        document=paper,
        reason=because,
        by=by.person,
        entered_by=by.entered_by,
        at=moment,
        classification=rating.classification,
        code=rating.code,
        **told,
    )
    data = {"subject": rating.shown_name}
    journal.record(f"ratings.fact_entered.{fact}", rating, by=by, at=at, because=because, data=data)
    return made


def _value(rating: Rating, fact: str, value: Decimal | int | bool | None) -> dict[str, Any]:
    if fact in YES_NO:
        if not isinstance(value, bool):
            raise Refused(_("Answer with yes or no."), field="yes")
        return {"yes": value}
    if isinstance(value, bool) or value is None:
        raise Refused(_("Give the number."), field="number")
    given = Decimal(value)
    if given < 0 or (fact in WHOLE and given != given.to_integral_value()):
        raise Refused(_("Give a whole number, 0 or more."), field="number")
    if fact == HandKey.LOW_CONFIDENCE and given > 100:
        raise Refused(_("A percentage lies between 0 and 100."), field="number")
    if fact in (HandKey.EXCEEDED, HandKey.LED_EXCEEDED):
        record = records.of(rating)
        tasks = (record.own if fact == HandKey.EXCEEDED else record.led)[Against.APPROVED]
        left = tasks.base - tasks.number("exceeded")
        if given > left:
            words = _("Only %(count)s tasks of the subject are in the system and not marked; no more can be added.")
            raise Refused(words % {"count": number(left)}, field="number")
    return {"number": given}


def assess(
    rating: Rating,
    step: str,
    *,
    by: Actor,
    level: str,
    general: Decimal | None = None,
    results: Decimal | None = None,
    parts: Parts | None = None,
    criteria: Mapping[str, str] | None = None,
    explanation: str = "",
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Assessment:
    """The subject's own rating or the appraisal, on the scale of the pack. An earlier version stays readable.

    Points come by criterion where the pack names them (``parts``, see :mod:`..scoring`), else as totals of both groups.
    """
    guard(rules.can_assess_self if step == Step.SELF else rules.can_appraise, by, rating)
    if level not in RATED:
        raise Refused(_("Choose one of the four levels."), field="level")
    made = Assessment(
        rating=rating,
        step=Step(step),
        level=level,
        by=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
        classification=rating.classification,
        code=rating.code,
    )
    mark(made, book_of(rating.cycle), {"general": general, "results": results}, parts or {}, criteria or {})
    made.explanation = _explained(made, explanation)
    rating.take_revision(revision, ())
    Assessment.objects.filter(rating=rating, step=step, replaced_at=None).update(replaced_at=made.at)
    made.save()
    setattr(rating, "self_level" if step == Step.SELF else "appraisal_level", level)
    rating.save(update_fields=["self_level", "appraisal_level"])
    data = {"subject": rating.shown_name}
    what = f"ratings.assessed.{step}.{level}"
    if step == Step.SELF and rating.is_code_only and rating.is_of_person:
        what = "ratings.assessed.self"  # the one who acts is the one who is known by a code: no level beside the name
    journal.record(what, rating, by=by, at=at, because=made.explanation, data=data)
    return made


def _explained(made: Assessment, explanation: str) -> str:
    """A difference between own rating and appraisal is explained in writing, as far as the pack says and when the
    level changes."""
    text = text_of(made.rating, explanation, "explanation")
    book = book_of(made.rating.cycle)
    if made.step != Step.APPRAISAL or book is None or text or made.is_code_only:
        return text
    own = Assessment.objects.filter(rating=made.rating, step=Step.SELF, replaced_at=None).first()
    if own is None:
        return text
    if own.level != made.level:
        raise Refused(_("The level differs from the own rating. Explain it in writing."), field="explanation")
    difference = needs_explanation(book, own.points, made.points)
    if difference.needed and difference.point is not None:
        words = _("The points differ by %(points)s; from %(limit)s on this is explained in writing.")
        told = {"points": number(difference.points), "limit": number(difference.point.value)}
        raise Refused(words % told, field="explanation")
    return text


def count_ballots(
    rating: Rating,
    stage: str,
    *,
    by: Actor,
    held_on: dt.date,
    counts: Mapping[str, int],
    minutes: Sequence[UploadedFile[Any]],
    at: dt.datetime | None = None,
) -> BallotCount:
    """Record what a secret vote came to: the counts and the scanned minutes, never a vote."""
    guard(rules.can_count_ballots, by, rating)
    if stage not in BallotStage.values:
        raise Refused(_("Say which vote it was."), field="stage")
    not_later_than_today(held_on, "held_on", at)
    told = {name: int(counts.get(name) or 0) for name in (*COUNTS, *RATED, "not_evaluated")}
    _check_sums(told)
    if rating.is_code_only and minutes:
        raise Refused(_("Of a matter known by a code only, no file may be kept here."), field="minutes")
    if not minutes and not rating.is_code_only:
        raise Refused(_("Attach the scanned minutes of the count."), field="minutes")
    moment = at or clock.now()
    BallotCount.objects.filter(rating=rating, stage=stage, replaced_at=None).update(replaced_at=moment)
    made = BallotCount.objects.create(
        rating=rating,
        stage=stage,
        held_on=held_on,
        by=by.person,
        entered_by=by.entered_by,
        at=moment,
        classification=rating.classification,
        code=rating.code,
        **told,
    )
    made.files.add(*documents.store_uploads(minutes, by=by, field="minutes"))
    data = {"subject": rating.shown_name, "valid": told["valid"], "issued": told["issued"]}
    journal.record("ratings.ballots_counted", rating, by=by, at=at, data=data)
    return made


def _check_sums(told: Mapping[str, int]) -> None:
    shown = {name: number(value) for name, value in told.items()}
    if told["returned"] > told["issued"]:
        words = _("More papers returned (%(returned)s) than issued (%(issued)s).")
        raise Refused(words % shown, field="returned")
    if told["valid"] + told["invalid"] != told["returned"]:
        words = _("Valid (%(valid)s) and invalid (%(invalid)s) papers do not add up to those returned (%(returned)s).")
        raise Refused(words % shown, field="valid")
    total = sum(told[name] for name in (*RATED, "not_evaluated"))
    if total != told["valid"]:
        words = _("The levels add up to %(total)s papers, but %(valid)s are valid. Count again.")
        raise Refused(words % {**shown, "total": number(total)}, field="excellent")
