"""After the decision: publication, the notice to the subject, a petition and its answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.queries import working_days
from chuyenbien.reviews.models import ReviewCycle

from .. import quotas, reviewed, rules
from ..enums import PetitionAnswer, RatingState
from ..models import Rating, RatingDecision, RatingNotice, RatingPetition
from ..reading import book_of
from .guarding import by_document, guard, not_later_than_today, refuse, text_of, today


def publish_ratings(
    what: ReviewCycle | Rating, *, by: Actor, document: Document | None, at: dt.datetime | None = None
) -> list[Rating]:
    """Publish one rating, or everything that is decided in a cycle. Refused while a group exceeds the share.

    What is decided on a review that has been opened again since is left out of the publication of a cycle.
    """
    left: dict[int, str] = {}
    if isinstance(what, Rating):
        guard(rules.can_publish, by, what)
        cycle, chosen = what.cycle, [what]
    else:
        require(rules.leads(by, what))
        cycle = what
        waiting = reviewed.decided(cycle)
        if not waiting:
            raise Refused(_("Nothing is decided that waits to be published."))
        left = reviewed.held_back(cycle, waiting)
        chosen = [one for one in waiting if one.pk not in left]
        if not chosen:
            raise Refused(next(iter(left.values())))
    paper = by_document(document)
    _refuse_exceeding(cycle, chosen)
    moment = at or clock.now()
    rows = Rating.objects.filter(pk__in=[one.pk for one in chosen], state=RatingState.DECIDED)
    if rows.update(state=RatingState.PUBLISHED, published_at=moment, published_document=paper) != len(chosen):
        raise Refused(_("The rating is published already."))
    for one in chosen:
        one.state, one.published_at, one.published_document = RatingState.PUBLISHED, moment, paper
    data = {"count": len(chosen), "cycle": cycle.name, "document": paper.shown_title}
    if isinstance(what, Rating):
        journal.record("ratings.published", what, by=by, at=at, data={**data, "subject": what.shown_name})
        return chosen
    how = "part" if left else "all"
    told = [one for one in chosen if not one.is_code_only]
    journal.record(
        f"ratings.{how}_published",
        cycle,
        by=by,
        at=at,
        data={**data, **({"left": len(left)} if left else {})},
        also=told,
    )
    for one in chosen:
        if one.is_code_only:  # of its own, since an event that touches one tells no data
            journal.record("ratings.published", one, by=by, at=at)
    return chosen


def _refuse_exceeding(cycle: ReviewCycle, chosen: Iterable[Rating]) -> None:
    book = book_of(cycle)
    if book is None:
        return
    keys = {quotas.key_of(book, one) for one in chosen}
    over = [one.label for one in quotas.exceeding(cycle) if one.key in keys]
    if over:
        words = _(
            "Over the share of “excellent” without a recorded decision: %(groups)s. Record the decision or correct "
            "ratings."
        )
        raise Refused(words % {"groups": "; ".join(over)})


def notify(
    rating: Rating,
    *,
    by: Actor,
    noticed_on: dt.date | None = None,
    document: Document | None = None,
    at: dt.datetime | None = None,
) -> RatingNotice:
    """Record that the subject was told. The time for a petition begins then."""
    guard(rules.can_notify, by, rating)
    decision = RatingDecision.objects.get(rating=rating, replaced_at=None)
    day = not_later_than_today(noticed_on or today(at), "noticed_on", at)
    if day < clock.local_date(decision.at):
        raise Refused(_("The subject cannot have been told before the decision."), field="noticed_on")
    made = RatingNotice.objects.create(
        rating=rating,
        decision=decision,
        noticed_on=day,
        document=document,
        by=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
    )
    data = {"subject": rating.shown_name, "day": day}
    journal.record("ratings.notified", rating, by=by, at=at, data=data)
    return made


def file_petition(
    rating: Rating, *, by: Actor, text: str, filed_on: dt.date | None = None, at: dt.datetime | None = None
) -> RatingPetition:
    """File a petition about a rating. It suspends nothing. A late one is taken and marked."""
    guard(rules.can_petition, by, rating)
    text = text_of(rating, text, "text", _("Say what is asked and why."))
    decision = RatingDecision.objects.get(rating=rating, replaced_at=None)
    day = not_later_than_today(filed_on or today(at), "filed_on", at)
    told_on = told_of(rating, decision)
    if told_on is not None and day < told_on:
        raise Refused(_("The petition cannot have been filed before the subject was told."), field="filed_on")
    made = RatingPetition.objects.create(
        rating=rating,
        decision=decision,
        filed_on=day,
        file_by=due_after(rating, told_on, "petition_days"),
        answer_by=due_after(rating, day, "answer_days"),
        text=text,
        by=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
        classification=rating.classification,
        code=rating.code,
    )
    data = {"subject": rating.shown_name}
    journal.record("ratings.petition_filed", rating, by=by, at=at, data=data)
    return made


def answer_petition(
    petition: RatingPetition,
    answer: str,
    *,
    by: Actor,
    document: Document | None,
    text: str,
    answered_on: dt.date | None = None,
    at: dt.datetime | None = None,
) -> RatingPetition:
    """Answer a petition: the rating is kept, or has been corrected."""
    require(rules.leads(by, petition.rating.cycle))
    refuse(rules.unanswered(petition))
    rating = petition.rating
    if answer not in PetitionAnswer.values:
        raise Refused(_("Say whether the rating is kept or corrected."), field="answer")
    corrected = RatingDecision.objects.filter(rating=rating, replaced_at=None).exclude(pk=petition.decision_id).exists()
    if answer == PetitionAnswer.CORRECTED and not corrected:
        raise Refused(_("Correct the decision first, then answer the petition."), field="answer")
    if answer == PetitionAnswer.KEPT and corrected:
        raise Refused(_("The decision has been corrected since; answer that the rating was corrected."), field="answer")
    paper = by_document(document)
    text = text_of(rating, text, "text", _("Give the reason of the answer."))
    day = not_later_than_today(answered_on or today(at), "answered_on", at)
    if day < petition.filed_on:
        raise Refused(_("The answer cannot be older than the petition."), field="answered_on")
    waiting = RatingPetition.objects.filter(pk=petition.pk, answer="")
    told = waiting.update(
        answer=answer, answer_text=text, answered_on=day, answer_document=paper, answered_by=by.person
    )
    if not told:
        raise Refused(_("The petition has been answered."))
    petition.refresh_from_db()
    data = {"subject": rating.shown_name}
    journal.record(f"ratings.petition_answered.{answer}", rating, by=by, at=at, because=text, data=data)
    return petition


def told_of(rating: Rating, decision: RatingDecision) -> dt.date | None:
    """When the subject was told of a decision: by the notice, else by the publication."""
    notice = RatingNotice.objects.filter(decision=decision).first()
    if notice is not None:
        return notice.noticed_on
    return clock.local_date(rating.published_at) if rating.published_at else None


def due_after(rating: Rating, day: dt.date | None, key: str) -> dt.date | None:
    """So many working days after a day as the pack says; None where it gives no number."""
    book = book_of(rating.cycle)
    days = book.value(key) if book is not None else None
    if day is None or isinstance(days, bool) or not isinstance(days, int | Decimal):
        return None
    return working_days().add(day, int(days))
