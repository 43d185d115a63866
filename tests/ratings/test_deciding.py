"""The competent body decides, corrects, and the share of *excellent* is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyenbien import journal
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Unit
from chuyenbien.ratings import operations, quotas
from chuyenbien.ratings.enums import HandKey, QuotaKind, RatingState, SubjectKind
from chuyenbien.ratings.models import QuotaDecision, Rating, RatingDecision
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import SINCE, Cast, make_person

from . import making
from .making import Rated


def test_the_board_decides_by_one_event(rated: Rated) -> None:
    making.document(rated.cast)
    before = Event.objects.count()
    made = making.decide(rated.cast, rated.rating(), "good")
    rating = rated.rating()
    assert (rating.level, rating.state, made.proposed_outcome) == ("good", RatingState.DECIDED, "unknown")
    assert Event.objects.count() == before + 1
    assert Event.objects.latest("seq").type == "ratings.decided.good"
    with pytest.raises(Refused):
        making.decide(rated.cast, rated.rating(), "good")


@pytest.mark.parametrize("name", ["officer", "verifier", "head", "editor", "doer", "admin", "stranger"])
def test_nobody_else_decides(rated: Rated, name: str) -> None:
    with pytest.raises(Forbidden):
        making.act(
            rated.cast.people()[name], operations.decide, rated.rating(), "good", document=making.document(rated.cast)
        )


@pytest.mark.parametrize(
    ("level", "changes", "field"),
    [
        ("good", {"document": None}, "document"),
        ("good", {"because": ""}, "because"),
        ("best", {}, "level"),
        ("good", {"exemption": "exempt_new_organisation"}, "exemption"),
        ("not_rated", {}, "exemption"),
        ("not_rated", {"exemption": "exempt_new_organisation"}, "exemption"),
        ("not_rated", {"exemption": "exempt_excused"}, "exemption"),
    ],
)
def test_a_decision_is_refused(rated: Rated, level: str, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        making.decide(rated.cast, rated.rating(), level, **changes)
    assert refused.value.field == field
    assert not RatingDecision.objects.exists()


def test_nobody_is_rated_before_the_review_is_finished(cast: Cast) -> None:
    rated = making.make(cast, finished=False)
    person = making.person(rated, cast.doer, SubjectKind.NON_LEADER)
    for rating in (rated.rating(), person):
        with pytest.raises(Refused):
            making.decide(cast, rating)
    ReviewDossier.objects.filter(pk=rated.dossier.pk).update(state="remedying")
    making.decide(cast, rated.rating())


def test_an_organisation_under_six_months_under_124_is_not_rated(cast: Cast) -> None:
    rated = making.make(cast, "124-2023")
    Unit.objects.filter(pk=cast.body.pk).update(valid_from="2025-07-02")
    made = making.decide(cast, rated.rating(), "not_rated", exemption="exempt_new_organisation", because="")
    assert (made.level, made.citation, made.proposed_outcome) == ("not_rated", "Quy định số 124-QĐ/TW", "not_rated")
    assert not made.departs


def test_where_366_is_silent_on_it_the_decision_needs_its_reason(rated: Rated) -> None:
    Unit.objects.filter(pk=rated.cast.body.pk).update(valid_from="2025-07-02")
    told = {"exemption": "exempt_new_organisation"}
    with pytest.raises(Refused) as refused:
        making.decide(rated.cast, rated.rating(), "not_rated", because="", **told)
    assert refused.value.field == "because"
    made = making.decide(rated.cast, rated.rating(), "not_rated", **told)
    assert made.proposed_outcome == "needs_decision"


def test_a_member_under_six_months(cast: Cast) -> None:
    rated = making.make(cast, "124-2023")
    rating = making.person(rated, cast.doer, SubjectKind.NON_LEADER)
    with pytest.raises(Refused) as refused:
        making.decide(cast, rating, "not_rated", exemption="exempt_new_member")
    assert refused.value.field == "exemption"
    making.enter(cast, rating, HandKey.MONTHS_MEMBER, 5)
    making.decide(cast, rating, "not_rated", exemption="exempt_new_member", because="")


def test_a_correction_is_a_new_decision_and_the_old_one_stays(rated: Rated) -> None:
    making.published(rated.cast, rated)
    before = Event.objects.count()
    with pytest.raises(Refused):
        correct(rated, "good")
    with pytest.raises(Refused):
        correct(rated, "fulfilled", correction=" ")
    correct(rated, "fulfilled")
    assert Event.objects.count() == before + 1
    rating = rated.rating()
    assert (rating.level, rating.state) == ("fulfilled", RatingState.PUBLISHED)
    told = [(one.level, one.replaced_at is None) for one in RatingDecision.objects.order_by("pk")]
    assert told == [("good", False), ("fulfilled", True)]


def test_only_what_is_decided_is_corrected_and_only_by_the_board(rated: Rated) -> None:
    with pytest.raises(Refused):
        correct(rated, "fulfilled")
    making.decide(rated.cast, rated.rating())
    with pytest.raises(Forbidden):
        correct(rated, "fulfilled", who="officer")


def correct(rated: Rated, level: str, who: str = "leader", **changes: Any) -> Any:
    told: dict[str, Any] = {
        "document": making.document(rated.cast),
        "correction": "Phát hiện vi phạm",
        "because": "Xét lại",
        **changes,
    }
    return making.act(rated.cast.people()[who], operations.correct_decision, rated.rating(), level, **told)


def test_a_head_above_the_own_unit_needs_a_reason_of_its_own(rated: Rated) -> None:
    cast = rated.cast
    making.decide(cast, rated.rating(), "fulfilled")
    head = making.person(rated, cast.head, is_head=True)
    with pytest.raises(Refused) as refused:
        making.decide(cast, head, "good")
    assert refused.value.field == "above_unit_because"
    made = making.decide(cast, head, "good", above_unit_because="Nhận nhiệm vụ giữa năm, đã vực lại đơn vị")
    assert made.above_unit_reason


def test_a_deputy_is_not_bound_by_the_unit(rated: Rated) -> None:
    making.decide(rated.cast, rated.rating(), "fulfilled")
    making.decide(rated.cast, making.person(rated, rated.cast.doer), "good")


# --- the share of excellent --------------------------------------------------------------------------


def members(rated: Rated, levels: list[str], group: str = "Cấp phó") -> list[Rating]:
    """Persons of one group, appraised so."""
    made = []
    for number, level in enumerate(levels):
        with journal.recording(by=None):
            who = make_person(f"tv{group[-1]}{number}", f"Người {number}", "Ủy viên", (rated.cast.body, Role.MEMBER))
        rating = making.person(rated, who, SubjectKind.NON_LEADER, group=group)
        Rating.objects.filter(pk=rating.pk).update(appraisal_level=level)
        made.append(making.fresh(rating))
    return made


def test_excellent_beyond_the_share_is_refused_until_the_board_decides_so(rated: Rated) -> None:
    cast = rated.cast
    ratings = members(rated, ["excellent", "excellent", *["good"] * 5])
    with pytest.raises(Refused) as refused:
        making.decide(cast, ratings[0], "excellent")
    assert refused.value.field == "level"
    before = Event.objects.count()
    decide_quota(rated, "people:Cấp phó", allowed=2)
    assert Event.objects.count() == before + 1
    making.decide(cast, ratings[0], "excellent")
    making.decide(cast, ratings[1], "excellent")
    with pytest.raises(Refused):
        making.decide(cast, ratings[2], "excellent")


def test_what_others_were_appraised_does_not_keep_one_from_being_decided(rated: Rated) -> None:
    """The board goes through a group in official order, before it says who of too many is excellent."""
    ratings = members(rated, ["good", "excellent", "excellent", "excellent"])
    making.decide(rated.cast, ratings[0], "good")
    making.decide(rated.cast, ratings[1], "good")
    with pytest.raises(Refused):
        making.decide(rated.cast, ratings[2], "excellent")


LEVELS = st.sampled_from(["excellent", "excellent", "good", "good", "fulfilled"])
STEPS = st.lists(st.tuples(st.integers(0, 4), LEVELS, st.sampled_from([None, None, None, 0, 1, 3])), max_size=9)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(appraised=st.lists(LEVELS, min_size=5, max_size=5), steps=STEPS)
def test_the_share_is_never_exceeded_without_a_recorded_decision(
    five: tuple[Rated, list[Rating]], appraised: list[str], steps: list[tuple[int, str, int | None]]
) -> None:
    """Whatever is decided and corrected in whatever order, and whatever the board allows meanwhile."""
    rated, ratings = five
    with transaction.atomic():
        for rating, level in zip(ratings, appraised, strict=True):
            Rating.objects.filter(pk=rating.pk).update(appraisal_level=level)
        for place, level, allowed in steps:
            if allowed is not None:
                decide_quota(rated, "people:Cấp phó", allowed=allowed)
            before = group(rated)
            rating = making.fresh(ratings[place])
            try:
                correct_to(rated, rating, level) if rating.level else making.decide(rated.cast, rating, level)
            except Refused:
                continue
            after = group(rated)
            assert after.is_allowed or (level != "excellent" and after.over <= before.over)
        whole = group(rated).is_allowed
        decided = Rating.objects.filter(cycle=rated.cycle, state=RatingState.DECIDED).exists()
        if decided and not whole:
            with pytest.raises(Refused):
                making.publish(rated.cast, rated.cycle)
        elif decided:
            assert making.publish(rated.cast, rated.cycle)
        transaction.set_rollback(True)


@pytest.fixture
def five(rated: Rated) -> tuple[Rated, list[Rating]]:
    making.document(rated.cast)
    return rated, members(rated, ["good"] * 5)


def correct_to(rated: Rated, rating: Rating, level: str) -> Any:
    told: dict[str, Any] = {"document": making.document(rated.cast), "correction": "Xét lại", "because": "Xét lại"}
    return making.act(rated.cast.leader, operations.correct_decision, rating, level, **told)


def test_within_the_share_nothing_more_is_asked(rated: Rated) -> None:
    ratings = members(rated, ["excellent", *["good"] * 5])
    making.decide(rated.cast, ratings[0], "excellent")


def test_a_group_that_exceeds_is_not_published(rated: Rated) -> None:
    ratings = members(rated, ["excellent", *["good"] * 5])
    making.decide(rated.cast, ratings[0], "excellent")
    making.decide(rated.cast, ratings[1], "good")
    Rating.objects.filter(pk__in=[one.pk for one in ratings[2:]]).update(appraisal_level="fulfilled")
    with pytest.raises(Refused):
        making.publish(rated.cast, rated.cycle)
    assert Rating.objects.filter(state=RatingState.PUBLISHED).count() == 0
    decide_quota(rated, "people:Cấp phó", allowed=1)
    assert len(making.publish(rated.cast, rated.cycle)) == 2


def test_a_correction_below_that_narrows_the_share_is_held_back_too(rated: Rated) -> None:
    ratings = members(rated, ["excellent", *["good"] * 5])
    for rating, level in zip(ratings, ["excellent", *["good"] * 5], strict=True):
        making.decide(rated.cast, rating, level)
    told: dict[str, Any] = {"document": making.document(rated.cast), "correction": "Xét lại", "because": "Xét lại"}
    with pytest.raises(Refused) as refused:
        making.act(rated.cast.leader, operations.correct_decision, making.fresh(ratings[1]), "fulfilled", **told)
    assert refused.value.field == "level"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"group": "people:Không có"}, "group"),
        ({"kind": "other"}, "kind"),
        ({"allowed": None}, "allowed"),
        ({"document": None}, "document"),
        ({"because": " "}, "because"),
    ],
)
def test_a_decision_on_the_share_is_refused(rated: Rated, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        decide_quota(rated, **{"group": "bodies:", **changes})
    assert refused.value.field == field
    assert not QuotaDecision.objects.exists()


def test_only_the_board_decides_on_the_share(rated: Rated) -> None:
    for name in ("officer", "head", "verifier", "admin"):
        with pytest.raises(Forbidden):
            decide_quota(rated, "bodies:", who=name)


def test_the_higher_share_raises_the_cap(rated: Rated) -> None:
    members(rated, ["excellent", *["good"] * 4])
    assert group(rated).result.readings[0].cap == 0  # type: ignore[union-attr]  # a fifth of four, rounded down
    decide_quota(rated, "people:Cấp phó", kind=QuotaKind.RAISED, allowed=None)
    assert group(rated).result.readings[0].cap == 1  # type: ignore[union-attr]


def group(rated: Rated) -> quotas.QuotaGroup:
    return next(one for one in quotas.groups(rated.cycle) if one.key == "people:Cấp phó")


def test_both_readings_of_the_denominator(rated: Rated) -> None:
    """60 leaders: 40 good, 9 excellent, of 20 % (domain §1.5)."""
    with journal.recording(by=None):
        people = [orgs.create_person(f"Lãnh đạo {n}", by=None, is_illustrative=True) for n in range(60)]
        for one in people:
            orgs.give_role(one, rated.cast.body, Role.MEMBER, since=SINCE, by=None)
    template = making.person(rated, people[0], group="Cấp phó")
    levels = ["excellent"] * 9 + ["good"] * 40 + ["fulfilled"] * 11
    Rating.objects.filter(pk=template.pk).update(appraisal_level=levels[0])
    Rating.objects.bulk_create(
        Rating(
            dossier=rated.dossier,
            cycle=rated.cycle,
            body=rated.cast.body,
            person=one,
            kind="leader",
            group="Cấp phó",
            appraisal_level=level,
            opened_by=rated.cast.officer,
        )
        for one, level in zip(people[1:], levels[1:], strict=True)
    )
    found = group(rated)
    assert found.result is not None
    told = {(one.denominator, one.rounding): (one.base, one.cap, one.over) for one in found.result.readings}
    assert told[("good", "floor")] == (40, 8, 1)
    assert told[("good_or_better", "floor")] == (49, 9, 0)
    assert (found.size, found.over, found.is_allowed) == (60, 1, False)


def test_under_132_the_share_is_taken_in_each_organisation(cast: Cast) -> None:
    rated = making.make(cast, "132-2018")
    members(rated, ["excellent", *["good"] * 5], group="Nhóm 1")
    members(rated, ["good"] * 2, group="Nhóm 2")
    keys = {one.key: one.size for one in quotas.groups(rated.cycle)}
    assert keys == {"bodies:": 2, f"body:{cast.body.pk}": 8}


def decide_quota(rated: Rated, group: str, who: str = "leader", **changes: Any) -> Any:
    told = {
        "kind": QuotaKind.EXCEEDED,
        "allowed": 2,
        "document": making.document(rated.cast),
        "because": "Kết quả nổi trội, Ban Thường vụ thống nhất",
        **changes,
    }
    kind = told.pop("kind")
    return making.act(rated.cast.people()[who], operations.decide_quota, rated.cycle, group, kind, **told)
