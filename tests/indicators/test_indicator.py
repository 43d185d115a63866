"""Saying what is measured, and correcting it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chuyenbien import journal
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.indicators import operations
from chuyenbien.indicators.enums import Direction
from chuyenbien.indicators.models import Indicator
from chuyenbien.journal.models import Event
from tests.cast import Cast, by

from . import making


def test_it_is_created_with_one_event(cast: Cast) -> None:
    made = making.indicator(cast, planned=Decimal("341.8"))
    assert Indicator.objects.get() == made
    assert [event.type for event in Event.objects.filter(type__startswith="indicators.")] == ["indicators.created"]


def test_it_needs_a_name_and_a_direction(cast: Cast) -> None:
    with pytest.raises(Refused) as nameless:
        making.indicator(cast, name="  ")
    assert nameless.value.field == "name"
    with pytest.raises(Refused) as nowhere:
        making.indicator(cast, direction="sideways")
    assert nowhere.value.field == "direction"


@pytest.mark.parametrize("name", ["baseline", "planned"])
def test_a_trend_has_no_numbers(cast: Cast, name: str) -> None:
    with pytest.raises(Refused) as refused:
        making.indicator(cast, direction=Direction.TREND, **{name: Decimal(1)})  # type: ignore[arg-type]
    assert refused.value.field == name


def test_names_are_stored_composed(cast: Cast) -> None:
    assert making.indicator(cast, name="Ho\u0323\u0302 nghe\u0300o").name == "Hộ nghèo"


def test_of_a_code_only_finding_no_text_is_kept(cast: Cast) -> None:
    finding = making.finding(cast)
    type(finding).objects.filter(pk=finding.pk).update(classification="code_only", code="M-01", statement="")
    finding.refresh_from_db()
    with pytest.raises(Refused):
        making.indicator(cast, finding)
    made = making.indicator(cast, finding, name="", is_public=True)
    assert (made.classification, made.code, made.name, made.is_public) == (Classification.CODE_ONLY, "M-01", "", False)
    with pytest.raises(Refused):
        making.figure(cast, made, value=Decimal(1), source="Báo cáo")


def test_a_code_only_indicator_needs_its_code(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        making.indicator(cast, name="", classification=Classification.CODE_ONLY)
    assert refused.value.field == "code"


def correct(cast: Cast, indicator: Indicator, **changes: object) -> Indicator:
    actor = by(cast.editor)
    with journal.recording(by=actor):
        return operations.correct_indicator(indicator, by=actor, because="Nhập nhầm", **changes)  # type: ignore[arg-type]


def test_a_correction_keeps_the_former_value_in_the_journal(cast: Cast) -> None:
    made = making.indicator(cast, planned=Decimal("341.8"))
    correct(cast, made, planned=Decimal("350"), name="Giải ngân")
    made.refresh_from_db()
    assert (made.planned, made.name, made.revision) == (Decimal("350"), "Giải ngân", 2)
    assert "Giải ngân" in journal.timeline(made)[0].sentence


def test_a_correction_that_changes_nothing_is_refused(cast: Cast) -> None:
    made = making.indicator(cast)
    with pytest.raises(Refused):
        correct(cast, made, name=made.name)


def test_a_stale_correction_is_refused(cast: Cast) -> None:
    made = making.indicator(cast)
    correct(cast, made, name="Giải ngân")
    with pytest.raises(Stale):
        correct(cast, made, name="Khác", revision=1)


def test_a_corrected_plan_must_fit_the_figures(cast: Cast) -> None:
    made = making.indicator(cast, planned=Decimal("341.8"))
    making.figure(cast, made, value=Decimal(335), percent=Decimal(98))
    with pytest.raises(Refused) as refused:
        correct(cast, made, planned=Decimal(400))
    assert refused.value.field == "planned"
    with pytest.raises(Refused) as only_trend:
        correct(cast, Indicator.objects.get(), planned=None, direction=Direction.TREND)
    assert only_trend.value.field == "direction"


def test_only_known_facts_are_corrected(cast: Cast) -> None:
    with pytest.raises(ValueError, match="unit"):
        correct(cast, making.indicator(cast), unit=cast.other_body)
