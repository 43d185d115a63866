"""The demo tells the article's facts, exactly, and marks everything else as an illustration."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from chuyenbien.core import clock
from chuyenbien.desk import story
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.enums import Outcome
from chuyenbien.indicators.models import Indicator
from chuyenbien.indicators.queries import condition_state, conditions_of
from chuyenbien.journal.chain import breaks
from chuyenbien.orgs import closure
from chuyenbien.ratings import weighing
from chuyenbien.ratings.models import Rating, RatingPetition
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from chuyenbien.reviews.models import Delegation, ReviewDossier, Suggestion
from chuyenbien.verification.queries import closing_state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

REAL = ("Mê Linh", "Bắc Từ Liêm", "Hoàn Kiếm", "Thường Tín", "Tổng công ty")


@pytest.fixture
def told(settings: Settings, db: None) -> None:
    settings.STORY_TODAY = dt.date(2023, 1, 31)
    story.build()


def of(body: str) -> list[Finding]:
    return list(Finding.objects.filter(address__name__contains=body).order_by("pk"))


def test_the_whole_story(told: None) -> None:
    """One walk over the built story: building it takes seconds, so it is built once."""
    _suggestions_and_delegations()
    _me_linh()
    _bac_tu_liem()
    _others()
    _city()
    _ratings()
    _everything_else_is_marked()
    assert list(breaks()) == []
    assert closure.prove() == []
    with pytest.raises(CommandError):
        call_command("story")


def _suggestions_and_delegations() -> None:
    suggested = ReviewDossier.objects.filter(suggestions__state="issued", cycle__name="Kiểm điểm năm 2022").distinct()
    assert suggested.count() == 29
    assert Delegation.objects.count() == 9
    assert not suggested.filter(delegation__isnull=True).exists()
    named = {one.body.name for one in suggested if not one.is_illustrative}
    assert {name for name in REAL if any(name in body for body in named)} == {"Hoàn Kiếm", "Tổng công ty"}
    for body in ("Mê Linh", "Bắc Từ Liêm", "Thường Tín"):
        assert not Suggestion.objects.filter(dossier__body__name__contains=body).exists()


def _me_linh() -> None:
    (finding,) = of("Mê Linh")
    assert finding.state == "stated"
    assert (finding.open_since_note, finding.open_since_precision) == ("gần 20 năm", "approximate")
    unknown = finding.holdings.get(kind="unknown")
    assert (unknown.unit, unknown.note) == (None, "gần 20 năm, chưa rõ ai giữ")
    assert not all(guard.ok for guard in closing_state(finding))
    assert finding.carry_overs.filter(dossier__cycle__name="Kiểm điểm năm 2022").exists()


def _bac_tu_liem() -> None:
    (finding,) = of("Bắc Từ Liêm")
    paid = Indicator.objects.get(finding=finding, name__startswith="Giải ngân").values.get()
    assert (paid.value, paid.percent, paid.is_estimate) == (Decimal(335), Decimal(98), True)
    debt = Indicator.objects.get(finding=finding, name__startswith="Nợ").values.get()
    assert (debt.value, debt.is_estimate) == (Decimal(0), False)
    states = {condition_state(one) for one in conditions_of(finding.pk)}
    assert states == {Outcome.MET_BY_ESTIMATE, Outcome.MET}
    assert finding.state == "stated"
    assert not Action.objects.filter(finding=finding).exclude(state=ActionState.DRAFT).exists()


def _others() -> None:
    unsent = ReviewDossier.objects.filter(state="preparing", is_illustrative=False)
    assert not unsent.exists(), "no real body may look as if it had not done its part"
    assert len(of("Hoàn Kiếm")) == 3
    corporation = of("Tổng công ty")
    assert [one.nature for one in corporation] == ["requirement", "requirement"]
    (reform,) = of("Thường Tín")
    assert (reform.track, reform.field.code) == ("commitment", "cai-cach-hanh-chinh")


def _city() -> None:
    city = Indicator.objects.filter(unit__name="Ban Thường vụ Thành ủy Hà Nội")
    figures = {one.name.split(" năm")[0]: one.values.get() for one in city}
    assert figures["Chỉ tiêu phát triển kinh tế – xã hội hoàn thành"].value == 22
    assert figures["Chỉ tiêu kinh tế – xã hội vượt kế hoạch"].value == 5
    assert figures["Tốc độ tăng trưởng kinh tế"].value == Decimal("8.89")
    assert figures["Thu nhập bình quân đầu người"].value == 142
    poverty = figures["Tỷ lệ hộ nghèo"]
    assert (poverty.value, poverty.percent, poverty.trend) == (None, None, "falling")


def _ratings() -> None:
    """Only bodies that illustrate are rated: published with a petition and without, decided, prepared, begun."""
    assert not Rating.objects.exclude(body__name__contains="minh họa").exists()
    assert not Rating.objects.filter(is_illustrative=False).exists()
    published = Rating.objects.filter(state="published").order_by("pk")
    assert [(one.cycle.name, one.level) for one in published] == [
        ("Kiểm điểm năm 2021", "good"),
        ("Kiểm điểm năm 2021", "fulfilled"),
        ("Kiểm điểm năm 2022", "good"),
    ]
    assert {one.level for one in Rating.objects.filter(state="decided")} == {"good"}
    assert [one.answer for one in RatingPetition.objects.order_by("pk")] == ["kept", ""]
    waiting = Rating.objects.filter(state="open", cycle__name="Kiểm điểm năm 2022").order_by("place", "rank")
    with clock.at(dt.date(2023, 1, 31)):
        found = weighing.weigh_all(list(waiting))
    assert [found[one.pk].outcome for one in waiting] == ["needs_decision", "unknown"]


def _everything_else_is_marked() -> None:
    for finding in Finding.objects.all():
        assert finding.is_illustrative is ("minh họa" in finding.address.name)
    for action in Action.objects.exclude(state=ActionState.DRAFT):
        assert action.is_illustrative
    for dossier in ReviewDossier.objects.all():
        assert dossier.is_illustrative is ("minh họa" in dossier.body.name)
    states = set(Action.objects.values_list("state", flat=True))
    assert {"draft", "active", "submitted", "done", "paused"} <= states
    assert Finding.objects.filter(classification="code_only", statement="").exists()
