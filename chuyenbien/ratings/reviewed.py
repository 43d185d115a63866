"""Nobody is rated before the review is finished: that of the body, and of a person their own self-review, too.

Source: HD 21-HD/BTCTW and HD 43-HD/BTCTW (point ``rating_before_review`` of the packs). It holds from the appraisal to
the notice: a review that is opened again holds back what was decided on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chuyenbien.core import owing
from chuyenbien.core.verdict import Verdict
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.engine import NOT_REVIEWED
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .enums import Level, RatingState
from .models import HandFact, Rating
from .reading import book_of
from .records import FINISHED


def finished(dossier: ReviewDossier) -> Verdict:
    """Whether the conclusion of a body's review is issued."""
    if dossier.state in FINISHED:
        return Verdict.yes()
    return Verdict.no(_("The review is not finished: its conclusion has not been issued. Nobody is rated before that."))


def still_finished(dossier: ReviewDossier) -> Verdict:
    """The same of what has been decided already: the review has been opened again since."""
    if dossier.state in FINISHED:
        return Verdict.yes()
    return Verdict.no(
        _(
            "The review has been opened again and its conclusion is not issued. What was decided is neither published "
            "nor told before the conclusion is issued again."
        )
    )


def self_reviewed(rating: Rating, *, excused_pass: bool = False) -> Verdict:
    """Whether the person handed in the self-review that is owed in this cycle. Of a body nothing is asked here.

    ``excused_pass``: whoever by an entered fact is not reviewed at all passes, so that this can be decided.
    """
    if rating.person_id is None or rating.level == Level.NOT_RATED:
        return Verdict.yes()
    kind = owing.owed(rating.cycle, {rating.person_id: rating.kind}).get(rating.person_id, "")
    if not kind or (excused_pass and rating.pk in excused(rating.cycle, [rating])):
        return Verdict.yes()
    return Verdict.no(words(kind))


def words(kind: str) -> str:
    """What is missing, and what is done about it."""
    if kind == owing.UNOPENED:
        return _(
            "The person has no self-review in this cycle, and nobody is rated before it. Have it opened on the page "
            "of the body’s review and handed in, in the program or on paper."
        )
    return _(
        "The person has not handed in the self-review, and nobody is rated before that. It is handed in in the "
        "program, or entered from paper with its scan."
    )


def excused(cycle: ReviewCycle, ratings: Sequence[Rating]) -> set[int]:
    """Of some ratings of a cycle those whose person is not reviewed at all, by a fact entered with its document."""
    book = book_of(cycle)
    if book is None or not ratings:
        return set()
    facts = {key for one in ratings for key in unreviewed_facts(book, one)}
    rows = HandFact.objects.filter(rating__in=ratings, fact__in=facts, yes=True, replaced_at=None)
    return set(rows.order_by().values_list("rating_id", flat=True)) if facts else set()


def unreviewed_facts(book: Book, rating: Rating) -> set[str]:
    """The facts by which the pack says that such a person is not reviewed."""
    return {
        one.fact
        for one in book.of_table("exemption")
        if one.effect == NOT_REVIEWED and one.concerns(rating.kind, is_head=rating.is_head)
    }


def held_back(cycle: ReviewCycle, rows: Sequence[Rating]) -> dict[int, str]:
    """Of decided ratings of a cycle those that are not published now, with the reason. Two queries at most."""
    found = {}
    for one in rows:
        verdict = still_finished(one.dossier)
        if not verdict:
            found[one.pk] = str(verdict.reason)
    people = {
        one.person_id: one for one in rows if one.person_id and one.pk not in found and one.level != Level.NOT_RATED
    }
    missing = owing.owed(cycle, {pk: one.kind for pk, one in people.items()})
    return found | {people[pk].pk: words(kind) for pk, kind in missing.items()}


def decided(cycle: ReviewCycle) -> list[Rating]:
    """What is decided in a cycle and waits to be published, in official order."""
    rows = Rating.objects.filter(cycle=cycle, state=RatingState.DECIDED).select_related("person", "body", "dossier")
    return list(rows.order_by("place", "body", "rank", "id"))
