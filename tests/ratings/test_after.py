"""Publication, notice, petition and answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.journal import timeline
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.ratings import operations
from chuyenbien.ratings.enums import RatingState
from chuyenbien.ratings.models import Rating, RatingNotice, RatingPetition
from tests.cast import Cast, as_user

from . import making
from .making import Rated


def test_what_is_decided_is_published_together_by_one_event(rated: Rated) -> None:
    cast = rated.cast
    for unit in (cast.body, cast.other_body):
        making.decide(cast, rated.rating(unit))
    before = Event.objects.count()
    assert len(making.publish(cast, rated.cycle)) == 2
    assert Event.objects.count() == before + 1
    rating = rated.rating()
    assert (rating.state, rating.published_document) == (RatingState.PUBLISHED, making.document(cast))
    with pytest.raises(Refused):
        making.publish(cast, rated.cycle)
    with pytest.raises(Refused):
        making.publish(cast, rating)


def test_nothing_undecided_is_published(rated: Rated) -> None:
    for what in (rated.cycle, rated.rating()):
        with pytest.raises(Refused):
            making.publish(rated.cast, what)


def test_publication_needs_a_document_and_a_leader_of_the_board(rated: Rated) -> None:
    making.decide(rated.cast, rated.rating())
    with pytest.raises(Refused) as refused:
        making.act(rated.cast.leader, operations.publish_ratings, rated.rating(), document=None)
    assert refused.value.field == "document"
    for name in ("officer", "head", "verifier", "admin", "stranger"):
        for what in (rated.rating(), rated.cycle):
            with pytest.raises(Forbidden):
                making.act(
                    rated.cast.people()[name], operations.publish_ratings, what, document=making.document(rated.cast)
                )


def notify(rated: Rated, on: dt.date = making.TODAY, who: str = "officer", **facts: Any) -> Any:
    return making.act(rated.cast.people()[who], operations.notify, rated.rating(), on=on, **facts)


def test_the_subject_is_told_once_of_each_decision(rated: Rated) -> None:
    with pytest.raises(Refused):
        notify(rated)
    making.decide(rated.cast, rated.rating())
    before = Event.objects.count()
    notify(rated)
    assert Event.objects.count() == before + 1
    with pytest.raises(Refused):
        notify(rated)
    with pytest.raises(Forbidden):
        notify(rated, who="head")
    told: dict[str, Any] = {"document": making.document(rated.cast), "correction": "Xét lại", "because": "Xét lại"}
    making.act(rated.cast.leader, operations.correct_decision, rated.rating(), "fulfilled", **told)
    notify(rated)
    assert RatingNotice.objects.count() == 2


def test_nobody_is_told_before_the_decision(rated: Rated) -> None:
    making.decide(rated.cast, rated.rating())
    with pytest.raises(Refused) as refused:
        notify(rated, noticed_on=making.TODAY - dt.timedelta(days=1))
    assert refused.value.field == "noticed_on"


def petition(rated: Rated, who: str = "head", on: dt.date = making.TODAY, **facts: Any) -> Any:
    told = {"text": "Đề nghị xem xét lại hai nhiệm vụ đã hoàn thành", **facts}
    return making.act(rated.cast.people()[who], operations.file_petition, rated.rating(), on=on, **told)


def test_a_petition_and_its_clock_by_working_days(rated: Rated) -> None:
    """Told on Tuesday 20/01/2026: five working days lead to 27/01, ten from the 22nd to 05/02."""
    making.decide(rated.cast, rated.rating())
    notify(rated)
    before = Event.objects.count()
    made = petition(rated, on=dt.date(2026, 1, 22))
    assert Event.objects.count() == before + 1
    assert (made.file_by, made.answer_by, made.is_late) == (dt.date(2026, 1, 27), dt.date(2026, 2, 5), False)
    with pytest.raises(Refused):
        petition(rated, on=dt.date(2026, 1, 22))


def test_holidays_are_left_out(rated: Rated) -> None:
    with journal.recording(by=None):
        orgs.seed_calendar()
    making.decide(rated.cast, rated.rating())
    notify(rated)
    made = petition(rated, on=dt.date(2026, 2, 10))
    assert made.is_late
    assert made.answer_by > dt.date(2026, 2, 24)


def test_without_a_number_in_the_pack_there_is_no_due_date(cast: Cast) -> None:
    rated = making.make(cast, "124-2023")
    making.decide(cast, rated.rating())
    notify(rated)
    made = petition(rated)
    assert (made.file_by, made.answer_by, made.is_late) == (None, None, False)


def test_only_the_subject_files_and_only_once_told(rated: Rated) -> None:
    making.decide(rated.cast, rated.rating())
    with pytest.raises(Refused):
        petition(rated)
    notify(rated)
    for name in ("editor", "officer", "leader", "other_head", "admin"):
        with pytest.raises(Forbidden):
            petition(rated, who=name)
    with pytest.raises(Refused) as refused:
        petition(rated, text=" ")
    assert refused.value.field == "text"


def answer(rated: Rated, filed: RatingPetition, how: str, who: str = "leader", **changes: Any) -> Any:
    told = {"document": making.document(rated.cast), "text": "Đã xem xét hồ sơ", **changes}
    return making.act(rated.cast.people()[who], operations.answer_petition, filed, how, **told)


def test_a_rating_is_kept(rated: Rated) -> None:
    filed = a_petition(rated)
    before = Event.objects.count()
    for changes, field in (({"document": None}, "document"), ({"text": ""}, "text")):
        with pytest.raises(Refused) as refused:
            answer(rated, filed, "kept", **changes)
        assert refused.value.field == field
    answer(rated, filed, "kept")
    assert Event.objects.count() == before + 1
    with pytest.raises(Refused):
        answer(rated, RatingPetition.objects.select_related("rating__cycle").get(), "kept")


def test_corrected_is_answered_only_after_the_correction(rated: Rated) -> None:
    filed = a_petition(rated)
    with pytest.raises(Refused) as refused:
        answer(rated, filed, "corrected")
    assert refused.value.field == "answer"
    told: dict[str, Any] = {
        "document": making.document(rated.cast),
        "correction": "Theo kiến nghị",
        "because": "Xét lại",
    }
    making.act(rated.cast.leader, operations.correct_decision, rated.rating(), "fulfilled", **told)
    with pytest.raises(Refused):
        answer(rated, filed, "kept")
    answer(rated, filed, "corrected")


def test_only_the_board_answers(rated: Rated) -> None:
    filed = a_petition(rated)
    for name in ("officer", "head", "verifier", "admin"):
        with pytest.raises(Forbidden):
            answer(rated, filed, "kept", who=name)


def a_petition(rated: Rated) -> RatingPetition:
    making.decide(rated.cast, rated.rating())
    notify(rated)
    made: RatingPetition = petition(rated)
    return made


def test_the_timeline_tells_it_in_both_languages(rated: Rated) -> None:
    answer(rated, a_petition(rated), "kept")
    with override("vi"):
        vietnamese = [str(one.sentence) for one in timeline(rated.rating())]
    with override("en"):
        english = [str(one.sentence) for one in timeline(rated.rating())]
    assert len(vietnamese) == len(english) == 4
    assert all("…" not in one and "%(" not in one for one in (*vietnamese, *english))
    assert all(a != b for a, b in zip(vietnamese, english, strict=True))
    assert "Good fulfilment of duties" in english[3]


def test_constraints_hold_whatever_writes(rated: Rated) -> None:
    for change in (
        {"state": "decided"},
        {"level": "good"},
        {"is_head": True},
        {"kind": "leader"},
        {"classification": "code_only"},
        {"state": "published", "level": "good"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.filter(pk=rated.rating().pk).update(**change)


def test_the_page_names_the_day_by_which_a_petition_is_answered(client: Client, rated: Rated) -> None:
    a_petition(rated)
    with clock.at(making.TODAY):
        page = as_user(client, rated.cast.leader).get(rated.rating().get_absolute_url()).content.decode()
    assert "Hạn trả lời" in page
    assert "Hạn giải trình" not in page
