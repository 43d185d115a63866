"""A round of opinions: asked, answered, never assumed, settled, told. What happens and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.documents import operations as documents
from chuyenbien.journal.models import Event
from chuyenbien.orgs.models import CalendarDay
from chuyenbien.preparing import operations, presenting_opinions, queries
from chuyenbien.preparing.models import BodyResult, Opinion, OpinionRound, RoundNotice
from tests.cast import by

from . import asking, making
from .asking import Asked
from .making import Prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(prepared: Prepared) -> Asked:
    return asking.ask(prepared)


def chip(opinion: Opinion, on: dt.date) -> str:
    with clock.at(on):
        return presenting_opinions.chip_of(opinion, opinion.consultation.round.answer_by)[1]


def test_every_agency_is_asked_about_every_body_and_nothing_is_assumed(asked: Asked) -> None:
    assert Opinion.objects.filter(answer="", text="", by=None).count() == 4
    with clock.at(asking.DAY):
        told = presenting_opinions.tally(asked.round)
    assert (told.asked, told.opinions, told.none, told.waiting, told.is_over) == (4, 0, 0, 4, False)
    assert chip(asked.opinion(), asking.DAY) == "chưa trả lời"
    assert chip(asked.opinion(), dt.date(2023, 10, 7)) == "chưa trả lời, đã quá hạn"


def test_a_lead_time_is_reckoned_in_working_days(asked: Asked) -> None:
    CalendarDay.objects.get_or_create(day=dt.date(2023, 10, 3), defaults={"name": "Nghỉ bù", "is_worked": False})
    made = asking.open_round(asked.prepared, asked.agency, lead_days=3)
    assert made.answer_by == dt.date(2023, 10, 5)  # Friday 29/09, then Monday, not Tuesday, Wednesday, Thursday


def test_an_opinion_and_no_other_opinion_are_both_said(asked: Asked) -> None:
    said = making.act(asked.clerk, operations.answer, asked.opinion(), "opinion", text="Đề nghị bổ sung nội dung đất")
    assert (said.by, said.answered_on, said.text) == (asked.clerk, making.TODAY, "Đề nghị bổ sung nội dung đất")
    none = making.act(asked.organiser, operations.answer, asked.opinion(asked.prepared.other), "none")
    assert (none.answer, none.text) == ("none", "")
    with clock.at(asking.DAY):
        told = presenting_opinions.tally(asked.round)
    assert (told.opinions, told.none, told.waiting, told.late) == (1, 1, 2, 0)


def test_no_other_opinion_about_several_bodies_at_once(asked: Asked) -> None:
    rows = [asked.opinion(), asked.opinion(asked.prepared.other)]
    making.act(asked.organiser, operations.answer_none, asked.consultation(), rows)
    assert Opinion.objects.filter(answer="none").count() == 2
    with pytest.raises(Refused):
        making.act(asked.organiser, operations.answer_none, asked.consultation(), rows)
    with pytest.raises(Refused):
        making.act(asked.organiser, operations.answer_none, asked.consultation(), [])


def test_a_changed_answer_keeps_the_former_one(asked: Asked) -> None:
    first = making.act(asked.clerk, operations.answer, asked.opinion(), "none")
    second = making.act(asked.organiser, operations.answer, asked.opinion(), "opinion", text="Cần xem lại")
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert asked.opinion().pk == second.pk
    with pytest.raises(Refused, match="vừa được trả lời"):
        making.act(asked.clerk, operations.answer, first, "none")
    with pytest.raises(Refused, match="đã được ghi"):
        making.act(asked.clerk, operations.answer, asked.opinion(), "opinion", text="Cần xem lại")


def test_a_late_answer_counts_and_shows_as_late(asked: Asked) -> None:
    late = dt.date(2023, 10, 10)
    said = making.act(asked.clerk, operations.answer, asked.opinion(), "none", on=late)
    assert said.is_late(asked.round.answer_by)
    with clock.at(late):
        assert presenting_opinions.tally(asked.round).late == 1
        paper = making.act(
            asked.clerk, operations.answer, asked.opinion(asked.prepared.other), "none", on=late, answered_on=asking.DAY
        )
    assert not paper.is_late(asked.round.answer_by), "by the day of the paper"


REFUSED_ANSWERS: tuple[dict[str, Any], ...] = (
    {"answer": ""},
    {"answer": "opinion", "text": "  "},
    {"answer": "none", "text": "Không đồng ý"},
    {"answer": "none", "answered_on": dt.date(2023, 9, 30)},
    {"answer": "none", "answered_on": dt.date(2023, 9, 28)},
)


@pytest.mark.parametrize("facts", REFUSED_ANSWERS, ids=str)
def test_refused_answers(asked: Asked, facts: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        making.act(asked.organiser, operations.answer, asked.opinion(), **facts)
    assert not Opinion.objects.exclude(answer="").exists()


def test_only_the_agency_answers(asked: Asked) -> None:
    cast = asked.prepared.cast
    for person in (asked.other, cast.officer, cast.leader, cast.head):
        with pytest.raises(Forbidden):
            making.act(person, operations.answer, asked.opinion(), "none")
        with pytest.raises(Forbidden):
            making.act(person, operations.answer_none, asked.consultation(), [asked.opinion()])


def test_refused_rounds(prepared: Prepared) -> None:
    cast = prepared.cast
    wrong: tuple[dict[str, Any], ...] = (
        {"bodies": []},
        {"agencies": ()},
        {"agencies": (cast.body,)},
        {"agencies": (cast.ministry,)},
        {"title": " "},
        {"subject": "text", "text": ""},
        {"answer_by": making.TODAY - dt.timedelta(days=1)},
        {"answer_by": None},
        {"lead_days": 3, "answer_by": asking.DAY},
        {"lead_days": 0},
        {"code": "GY-1"},
    )
    for facts in wrong:
        with pytest.raises(Refused):
            asking.open_round(prepared, **{"agencies": (cast.lead_unit,), **facts})
    for person in (cast.leader, cast.verifier, cast.head):
        with pytest.raises(Forbidden):
            making.act(
                person, operations.open_round, prepared.cycle, "bodies", title="Danh sách", answer_by=asking.DAY,
                bodies=[prepared.dossier], agencies=[cast.lead_unit],
            )  # fmt: skip
    assert not OpinionRound.objects.exists()


def test_what_the_board_settled_ends_answering_and_is_replaced_by_a_later_result(asked: Asked) -> None:
    dossier = asked.prepared.dossier
    asking.settle(asked, dossier)
    with pytest.raises(Refused, match="đã có kết quả"):
        making.act(asked.organiser, operations.answer, asked.opinion(), "none")
    making.act(asked.organiser, operations.answer, asked.opinion(asked.prepared.other), "none")
    asking.settle(asked, dossier, outcome="changed", text="Bỏ nội dung thứ hai")
    assert [one.outcome for one in BodyResult.objects.filter(replaced_at=None)] == ["changed"]
    assert BodyResult.objects.count() == 2


def test_refused_results(asked: Asked) -> None:
    dossier, cast = asked.prepared.dossier, asked.prepared.cast
    for facts in ({"outcome": "changed"}, {"outcome": "x"}, {"document": None}):
        with pytest.raises(Refused):
            asking.settle(asked, dossier, **facts)
    with pytest.raises(Refused):
        asking.settle(asked)
    for person in (cast.officer, asked.organiser):
        with pytest.raises(Forbidden):
            making.act(person, operations.settle, asked.round, [dossier], "as_drafted", document=making.paper(cast))
    assert not BodyResult.objects.exists()


def test_agencies_and_bodies_are_told_each_by_a_notice_and_an_entry(asked: Asked) -> None:
    cast, dossier = asked.prepared.cast, asked.prepared.dossier
    with pytest.raises(Refused):
        making.act(cast.officer, operations.tell, asked.round, [asked.agency])
    asking.settle(asked, dossier)
    assert list(queries.to_tell(asked.round)) == [asked.agency, asked.second, cast.body]
    making.act(cast.officer, operations.tell, asked.round, [asked.agency, cast.body])
    assert Event.objects.filter(type="preparing.told").count() == 2
    own = RoundNotice.objects.get(unit=cast.body)
    assert [one.dossier for one in queries.results_for(own)] == [dossier]
    assert list(queries.to_tell(asked.round)) == [asked.second]
    asking.settle(asked, asked.prepared.other, on=dt.date(2023, 9, 30))
    with clock.at(dt.date(2023, 9, 30)):
        assert [one.dossier for one in queries.results_for(own)] == [dossier], "a body never reads of another"
        assert asked.agency in queries.to_tell(asked.round)
    with pytest.raises(Refused):
        making.act(cast.officer, operations.tell, asked.round, [])
    with pytest.raises(Forbidden):
        making.act(cast.leader, operations.tell, asked.round, [asked.second])


def test_of_a_round_known_by_a_code_no_text_is_kept(prepared: Prepared) -> None:
    asked = asking.ask(prepared, title="", code="GY-07")
    assert asked.round.shown_title == "GY-07"
    assert set(Opinion.objects.values_list("classification", "code")) == {("code_only", "GY-07")}
    with pytest.raises(Refused, match="mã"):
        making.act(asked.organiser, operations.answer, asked.opinion(), "opinion", text="Nội dung")
    making.act(asked.organiser, operations.answer, asked.opinion(), "opinion")
    with pytest.raises(Refused):
        asking.settle(asked, prepared.dossier, outcome="changed", text="Nội dung")
    asking.settle(asked, prepared.dossier, outcome="changed")


def test_reclassifying_a_round_or_a_dossier_empties_what_was_said(asked: Asked) -> None:
    cast, dossier = asked.prepared.cast, asked.prepared.dossier
    making.act(asked.organiser, operations.answer, asked.opinion(), "opinion", text="Ý kiến cụ thể")
    asking.settle(asked, dossier, text="Ghi chú")
    with clock.at(making.TODAY), journal.recording(by=by(cast.officer)):
        documents.reclassify(dossier, by=by(cast.officer), level="code_only", code="KD-1", because="Theo danh mục")
    row, result = asked.opinion(), BodyResult.objects.get()
    assert (row.text, row.code, result.text, result.code) == ("", "KD-1", "", "KD-1")
    making.act(
        asked.other, operations.answer, asked.opinion(asked.prepared.other, asked.second), "opinion", text="Khác"
    )
    with clock.at(making.TODAY), journal.recording(by=by(cast.officer)):
        documents.reclassify(asked.round, by=by(cast.officer), level="code_only", code="GY-2", because="Theo danh mục")
    assert not Opinion.objects.exclude(text="").exists()


def test_the_database_refuses_what_the_verbs_refuse(asked: Asked) -> None:
    row = asked.opinion()
    wrong: tuple[dict[str, Any], ...] = (
        {"answer": "none"},
        {"text": "Không ai nói"},
        {"answer": "opinion", "answered_on": making.TODAY, "by": asked.clerk},
        {"answer": "none", "text": "Có", "answered_on": making.TODAY, "by": asked.clerk},
        {"classification": "code_only"},
    )
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=row.pk).update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(consultation=row.consultation, dossier=row.dossier)
    for facts in ({"title": ""}, {"subject": "text"}, {"answer_by": dt.date(2023, 9, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OpinionRound.objects.filter(pk=asked.round.pk).update(**facts)
