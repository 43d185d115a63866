"""Who keeps figures and conditions, in every state of the finding they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.findings.enums import FindingState
from chuyenbien.indicators import rules
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.remediation.models import Action
from tests.cast import Cast, by, make_person
from tests.remediation.making import TODAY, active, make_finding

from . import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY), override("en"):
        yield


def said(verdict: Verdict) -> str:
    assert not verdict
    return str(verdict.reason)


def test_of_a_unit_its_writers_and_the_office_above_say_what_is_measured(cast: Cast) -> None:
    for person in (cast.head, cast.editor, cast.officer):
        assert rules.can_create_any(by(person)), person
        assert rules.can_create(by(person), cast.body), person
        assert cast.body.pk in rules.units_kept(by(person)), person
    for person in (cast.doer, cast.leader, cast.verifier, cast.admin, cast.inspector):
        assert "says what is measured" in said(rules.can_create_any(by(person))), person
        assert "says what is measured" in said(rules.can_create(by(person), cast.body)), person
        assert rules.units_kept(by(person)) == set(), person
    assert cast.body.pk not in rules.units_kept(by(cast.other_head))
    assert not rules.can_create(by(cast.other_head), cast.body)
    assert not rules.can_create(by(cast.officer), cast.elsewhere)


@pytest.mark.parametrize("end", [FindingState.CLOSED, FindingState.WITHDRAWN])
def test_of_a_finding_that_has_ended_nothing_more_is_measured_or_asked(cast: Cast, end: str) -> None:
    finding = making.finding(cast)
    assert rules.can_create(by(cast.editor), cast.body, finding)
    assert rules.can_set_condition(by(cast.officer), finding)
    finding.state = end
    assert "closed or withdrawn" in said(rules.can_create(by(cast.editor), cast.body, finding))
    assert "closed or withdrawn" in said(rules.can_set_condition(by(cast.officer), finding))


def test_the_office_above_the_unit_does_not_measure_a_finding_it_does_not_follow(cast: Cast) -> None:
    finding = making.finding(cast)
    assert rules.can_create(by(cast.officer), cast.body, finding)
    finding.release(unit=cast.superior, capacity=Capacity.SUPERIOR)
    assert not rules.can_create(by(cast.officer), cast.body, finding)
    assert rules.can_create(by(cast.editor), cast.body, finding)


def test_conditions_come_from_above_or_of_an_own_limitation_from_the_head(cast: Cast) -> None:
    finding = making.finding(cast)
    for person in (cast.leader, cast.officer, cast.verifier):
        assert rules.can_set_condition(by(person), finding), person
    for person in (cast.head, cast.editor, cast.doer, cast.other_head, cast.stranger, cast.admin):
        assert "The superior sets" in said(rules.can_set_condition(by(person), finding)), person
    finding.release(unit=cast.superior, capacity=Capacity.SUPERIOR)
    assert rules.can_set_condition(by(cast.head), finding)
    for person in (cast.editor, cast.leader, cast.officer):
        assert not rules.can_set_condition(by(person), finding), person


def test_a_condition_is_removed_once(cast: Cast) -> None:
    finding = making.finding(cast)
    condition = making.condition(cast, finding, making.indicator(cast, finding))
    assert rules.can_remove_condition(by(cast.officer), condition)
    assert "not by who confirms" in said(rules.can_remove_condition(by(cast.verifier), condition))
    assert not rules.can_remove_condition(by(cast.head), condition)
    condition.removed_at = clock.now()
    assert "already been removed" in said(rules.can_remove_condition(by(cast.officer), condition))


def test_figures_of_a_finding_are_entered_by_those_who_work_on_it_too(cast: Cast) -> None:
    action = active(cast)
    indicator = making.indicator(cast, action.finding)
    with journal.recording(by=None):
        lead_head = make_person("lead_head", "Trịnh Văn Phòng", "Trưởng phòng", (cast.lead_unit, Role.HEAD))
    for person in (cast.head, cast.editor, cast.officer, cast.doer, lead_head):
        assert rules.can_measure(by(person), indicator), person
    for person in (cast.leader, cast.verifier, cast.other_head, cast.stranger, cast.admin):
        assert "Figures are entered by" in said(rules.can_measure(by(person), indicator)), person
    Action.objects.update(lead_person=cast.editor, lead_unit=cast.body)
    assert not rules.can_measure(by(cast.doer), indicator)
    assert not rules.can_correct(by(cast.doer), indicator)


def test_of_a_unit_nobody_works_on_the_figures_but_its_writers(cast: Cast) -> None:
    active(cast)
    indicator = making.indicator(cast)
    assert rules.can_measure(by(cast.editor), indicator)
    assert not rules.can_measure(by(cast.doer), indicator)


def test_a_figure_is_withdrawn_once_by_its_author_or_the_body(cast: Cast) -> None:
    value = making.figure(cast, making.indicator(cast), value=Decimal(80))
    for person in (cast.editor, cast.head, cast.officer):
        assert rules.can_withdraw(by(person), value), person
    for person in (cast.doer, cast.other_head, cast.leader):
        assert "Only who entered" in said(rules.can_withdraw(by(person), value)), person
    value.withdrawn_at = clock.now()
    assert "already been withdrawn" in said(rules.can_withdraw(by(cast.editor), value))


def test_code_only_does_not_come_back(cast: Cast) -> None:
    indicator = making.indicator(cast)
    assert rules.can_reclassify(by(cast.head), indicator)
    assert not rules.can_reclassify(by(cast.editor), indicator)
    assert not rules.can_reclassify(by(cast.officer), indicator)
    indicator.classification, indicator.code = "code_only", "CT-01"
    assert "does not come back" in said(rules.can_reclassify(by(cast.head), indicator))


def test_an_indicator_of_another_finding_is_no_condition(cast: Cast) -> None:
    mine, another = making.finding(cast), make_finding(cast)
    with pytest.raises(Refused):
        making.condition(cast, mine, making.indicator(cast, another))
    assert not mine.conditions.exists()


@pytest.mark.parametrize(
    ("value", "percent", "fits"), [("340", "99.5", True), ("335", "50", False), ("670", "98", False)]
)
def test_two_figures_of_a_year_do_not_imply_two_plans(cast: Cast, value: str, percent: str, fits: bool) -> None:
    indicator = making.indicator(cast, making.finding(cast), planned=None)
    making.figure(cast, indicator, value=Decimal(335), percent=Decimal(98), is_estimate=True)
    facts: dict[str, Any] = {"value": Decimal(value), "percent": Decimal(percent)}
    if fits:
        assert making.figure(cast, indicator, **facts).pk
        return
    with pytest.raises(Refused) as refused:
        making.figure(cast, indicator, **facts)
    assert refused.value.field == "percent"


def test_the_plan_of_another_year_is_another(cast: Cast) -> None:
    indicator = making.indicator(cast, making.finding(cast), planned=None)
    making.figure(cast, indicator, value=Decimal(335), percent=Decimal(98), is_estimate=True)
    earlier: dict[str, Any] = {"value": Decimal(150), "percent": Decimal(98), "as_of": dt.date(2021, 12, 31)}
    assert making.figure(cast, indicator, **earlier).pk
