"""The six clarities: what is missing blocks issuing, what only sounds clear is pointed out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.remediation import clarities
from chuyenbien.remediation.enums import ActionState, Clarity
from chuyenbien.remediation.models import Action
from tests.cast import Cast

from .making import TODAY, add, issue, make_dossier, make_finding, make_plan

LACKING: dict[Clarity, dict[str, Any]] = {
    Clarity.PERSON: {"lead_person": None},
    Clarity.TASK: {"task": ""},
    Clarity.TIME: {"due_on": None},
    Clarity.RESPONSIBILITY: {"lead_unit": None},
    Clarity.PRODUCT: {"acceptance_criterion": ""},
    Clarity.AUTHORITY: {"within_own_authority": False},
}


@pytest.mark.django_db
@pytest.mark.parametrize("clarity", list(Clarity))
def test_an_action_that_lacks_a_clarity_is_not_issued(cast: Cast, clarity: Clarity) -> None:
    with clock.at(TODAY):
        dossier = make_dossier(cast)
        plan = make_plan(cast, dossier)
        action = add(cast, plan, make_finding(cast, dossier), **LACKING[clarity])
        assert [one.clarity for one in clarities.missing(action)] == [clarity]
        assert all(one.missing for one in clarities.missing(action))
        with pytest.raises(Refused) as refused:
            issue(cast, plan)
        assert str(clarity.label) in str(refused.value)
    action.refresh_from_db()
    assert action.state == ActionState.DRAFT


def test_the_order_is_the_official_one() -> None:
    action = Action(task="Rà soát", within_own_authority=True)
    assert [one.clarity for one in clarities.six(action)] == list(Clarity)
    assert {one.clarity for one in clarities.missing(action)} == set(Clarity) - {Clarity.TASK, Clarity.AUTHORITY}


def test_a_start_after_the_end_is_no_time() -> None:
    action = Action(start_on=dt.date(2023, 5, 1), due_on=dt.date(2023, 4, 1))
    assert Clarity.TIME in [one.clarity for one in clarities.missing(action)]


def test_of_a_code_only_action_the_texts_lie_elsewhere() -> None:
    action = Action(classification="code_only", code="M-01")
    assert {one.clarity for one in clarities.missing(action)} == {
        Clarity.PERSON,
        Clarity.TIME,
        Clarity.RESPONSIBILITY,
    }


@pytest.mark.parametrize(
    ("field", "value", "vague"),
    [
        ("task", "Tăng cường công tác chỉ đạo", True),
        ("task", "tang cuong chi dao", True),
        ("task", "Tăng cường kiểm tra 30 tuyến phố theo danh mục đã ban hành", False),
        ("task", "Phối hợp với các đơn vị liên quan rà soát toàn bộ hồ sơ tồn đọng", True),
        ("task", "Thường xuyên đôn đốc các chủ đầu tư", True),
        ("task", "Hoàn thành trong thời gian tới", True),
        ("deliverable", "Báo cáo kết quả", True),
        ("deliverable", "Báo cáo kết quả giải ngân từng dự án theo tháng", False),
        ("deliverable", "Biên bản họp", False),
        ("acceptance_criterion", "Có văn bản tiếp nhận", False),
    ],
)
def test_vague_words_are_pointed_out(field: str, value: str, vague: bool) -> None:
    assert bool(clarities.vague_words(field, value)) is vague


@pytest.mark.parametrize(
    ("typed", "none"),
    [("thường xuyên", True), ("Thuong xuyen", True), ("trong thời gian tới", True), ("31/12/2023", False), ("", False)],
)
def test_words_that_name_no_end(typed: str, none: bool) -> None:
    assert clarities.names_no_end(typed) is none
