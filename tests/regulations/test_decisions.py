"""What a superior decides on a point the text leaves open; what is pinned never changes."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.regulations import operations, packs, queries, rules
from chuyenbien.regulations.models import PinnedPack, PointDecision
from chuyenbien.regulations.points import NOT_APPLIED, Value
from chuyenbien.regulations.resolving import pin, pinned_book, resolve
from chuyenbien.reviews.models import ReviewCycle
from tests.cast import Cast, by
from tests.reviews.conftest import make_cycle

from .conftest import OVERLAY, Write

pytestmark = pytest.mark.django_db
PACK = "366-2025"


def decide(cast: Cast, paper: Document, point: str, value: Value, *, pack: str = PACK, day: int = 1) -> PointDecision:
    with clock.at(dt.date(2022, 11, day)), journal.recording(by=by(cast.leader)):
        return operations.decide_point(
            cast.superior, pack, point, value, by=by(cast.leader), reason="Theo kết luận", document=paper
        )


def withdraw(cast: Cast, decision: PointDecision, *, day: int = 20, because: str = "Có hướng dẫn mới") -> PointDecision:
    with clock.at(dt.date(2022, 11, day)), journal.recording(by=by(cast.officer)):
        return operations.withdraw_point_decision(decision, by=by(cast.officer), because=because)


def test_the_last_decision_counts_and_says_who_decided(cast: Cast, paper: Document) -> None:
    decide(cast, paper, "quota_denominator", "good", day=1)
    decide(cast, paper, "quota_denominator", "good_or_better", day=5)
    point = resolve(PACK, cast.superior).point("quota_denominator")
    assert point is not None
    assert (point.value, point.origin, point.source) == ("good_or_better", "decided", cast.superior.name)
    assert (point.reason, point.document_id, point.decided_on) == ("Theo kết luận", paper.pk, dt.date(2022, 11, 5))
    assert point.is_settled
    assert not point.is_confirmed
    assert resolve(PACK, cast.superior, dt.date(2022, 11, 4)).value("quota_denominator") == "good"
    assert resolve(PACK, cast.superior, dt.date(2022, 10, 31)).value("quota_denominator") is None
    assert resolve(PACK).value("quota_denominator") is None
    assert resolve(PACK, cast.other_body).value("quota_denominator") is None
    event = Event.objects.latest("seq")
    assert event.type == "regulations.point_decided"


def test_what_is_withdrawn_stays_visible_and_the_one_before_counts_again(cast: Cast, paper: Document) -> None:
    decide(cast, paper, "draft_lead_days", 5, day=1)
    last = decide(cast, paper, "draft_lead_days", 7, day=2)
    withdraw(cast, last)
    assert resolve(PACK, cast.superior).value("draft_lead_days") == 5
    assert resolve(PACK, cast.superior, dt.date(2022, 11, 3)).value("draft_lead_days") == 7
    shown = queries.decisions_of(Standing.of(cast.head), PACK, "draft_lead_days")
    assert [(one.value, one.withdrawn_because) for one in shown] == [(7, "Có hướng dẫn mới"), (5, "")]
    with pytest.raises(Refused):
        withdraw(cast, last)
    with pytest.raises(Refused) as refused:
        withdraw(cast, shown[1], because=" ")
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("point", "value", "field"),
    [
        ("quota_percent", 25, None),  # confirmed
        ("conference_days", 1, None),
        ("form_2c_sections", "x", None),  # no list to choose from
        ("moon", 1, None),
        ("draft_lead_days", None, "value"),
        ("draft_lead_days", -1, "value"),
        ("draft_lead_days", "ba", "value"),
        ("quota_denominator", "everybody", "value"),
        ("gap_excellent", "lower", "value"),
        ("prior_sources", ("rumour",), "value"),
        ("draft_lead_days", NOT_APPLIED, "value"),
        ("knockout_disciplined", "yes", "value"),
    ],
)
def test_what_cannot_be_decided(cast: Cast, paper: Document, point: str, value: Value, field: str | None) -> None:
    with pytest.raises(Refused) as refused:
        decide(cast, paper, point, value)
    assert refused.value.field == field
    assert not PointDecision.objects.exists()


@pytest.mark.parametrize(
    ("point", "value"),
    [
        ("draft_lead_days", 4),
        ("quota_rounding", "half_up"),
        ("gap_excellent", "next_level"),
        ("prior_sources", ("inspection", "opinions")),
        ("knockout_disciplined", True),
        ("knockout_disciplined", NOT_APPLIED),
        ("excellent_collective_done", 80),
    ],
)
def test_what_can_be_decided_comes_back_as_it_was(cast: Cast, paper: Document, point: str, value: Value) -> None:
    decide(cast, paper, point, value)
    assert resolve(PACK, cast.superior).value(point) == value
    assert pin(PACK, cast.superior).book == resolve(PACK, cast.superior)


def test_a_reason_is_needed(cast: Cast, paper: Document) -> None:
    with pytest.raises(Refused) as refused, journal.recording(by=by(cast.leader)):
        operations.decide_point(
            cast.superior, PACK, "draft_lead_days", 3, by=by(cast.leader), reason=" ", document=paper
        )
    assert refused.value.field == "reason"


def test_thresholds_stay_in_order(cast: Cast, paper: Document) -> None:
    decide(cast, paper, "good", 70, pack="335-2025")
    with pytest.raises(Refused):
        decide(cast, paper, "good", 50, pack="335-2025")
    with pytest.raises(Refused):
        decide(cast, paper, "good", 70, pack="132-2018")  # a scale of criteria
    assert resolve("335-2025", cast.superior).value("good") == 70


def test_a_decision_no_longer_counts_once_the_text_confirms_the_point(cast: Cast, paper: Document, put: Write) -> None:
    text = OVERLAY.read_text("utf-8")
    put(
        text.replace('value = "good"', 'value = "good"').replace(
            'confidence = "confirmed"', 'confidence = "unconfirmed"', 1
        )
    )
    decide(cast, paper, "quota_denominator", "good_or_better", pack="thanh-uy-minh-hoa")
    assert resolve("thanh-uy-minh-hoa", cast.superior).value("quota_denominator") == "good_or_better"
    put(text)
    assert resolve("thanh-uy-minh-hoa", cast.superior).value("quota_denominator") == "good"


# --- who ---------------------------------------------------------------------------------------------


def test_who_decides(cast: Cast) -> None:
    allowed = {name for name, person in cast.people().items() if person.user and rules.can_decide(by(person))}
    assert allowed == {"leader", "officer"}
    assert not rules.can_decide(by(cast.officer), cast.other_body)
    book = packs.get(PACK)
    sure, unsure = book.point("quota_percent"), book.point("quota_denominator")
    assert sure is not None
    assert unsure is not None
    assert not rules.can_decide_point(by(cast.leader), book, sure)
    assert rules.can_decide_point(by(cast.leader), book, unsure)
    assert not rules.can_decide_point(by(cast.head), book, unsure)


def test_who_sees_a_decision(cast: Cast, paper: Document) -> None:
    decide(cast, paper, "draft_lead_days", 5)
    seeing = {
        name for name, person in cast.people().items() if PointDecision.objects.visible_to(Standing.of(person)).exists()
    }
    assert seeing == set(cast.people()) - {"stranger"}
    assert not PointDecision.objects.visible_to(Standing.of(None)).exists()
    assert list(queries.units_to_read_for(Standing.of(cast.head), PACK)) == [cast.superior]
    assert not queries.units_to_read_for(Standing.of(cast.stranger), PACK).exists()


# --- pinning -----------------------------------------------------------------------------------------


def test_a_cycle_keeps_what_it_was_opened_with(cast: Cast, paper: Document) -> None:
    first = decide(cast, paper, "draft_lead_days", 5, pack="132-2018")
    cycle = make_cycle(cast)
    assert cycle.book is not None
    assert cycle.book.value("draft_lead_days") == 5
    withdraw(cast, first)
    decide(cast, paper, "draft_lead_days", 9, pack="132-2018", day=21)
    pinned_book.cache_clear()
    again = ReviewCycle.objects.get(pk=cycle.pk)
    assert again.book == cycle.book
    later = make_cycle(cast, "Đợt sau")
    assert later.book is not None
    assert later.book.value("draft_lead_days") == 9


def test_a_pinned_book_outlives_the_file(cast: Cast, put: Write) -> None:
    path = put(OVERLAY.read_text("utf-8"))
    pinned = pin("thanh-uy-minh-hoa", cast.superior)
    before = pinned.book
    put(OVERLAY.read_text("utf-8").replace("value = 4", "value = 6"))
    assert packs.get("thanh-uy-minh-hoa").value("local_meetings") == 6
    path.unlink()
    pinned_book.cache_clear()
    assert packs.find("thanh-uy-minh-hoa") is None
    assert pinned_book(pinned.digest) == before
    assert before.value("local_meetings") == 4


def test_the_same_book_is_pinned_once_and_never_changed(cast: Cast) -> None:
    first, second = pin(PACK, cast.superior), pin(PACK, cast.superior)
    assert first == second
    assert pin(PACK) != first  # it names the superior it was read for
    with pytest.raises(TypeError):
        first.save()
    PinnedPack.objects.filter(pk=first.pk).update(text=first.text.replace("366", "367"))
    with pytest.raises(ValueError, match="outside"):
        _ = PinnedPack.objects.get(pk=first.pk).book


def test_an_old_cycle_falls_back_to_the_pack(cast: Cast) -> None:
    cycle = make_cycle(cast)
    ReviewCycle.objects.update(pinned=None)
    cycle.refresh_from_db()
    assert cycle.book == packs.get("132-2018")
    cycle.rule_pack = "2018"
    assert cycle.book is None
