"""The stored paths agree with the links, whatever happened, on any day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs import closure, operations
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level
from chuyenbien.orgs.models import Unit, UnitClosure, UnitLink
from chuyenbien.orgs.models.dated import holds_on
from tests.cast import Cast, by, code

START = dt.date(2020, 1, 1)
DAYS = st.integers(0, 400).map(lambda days: START + dt.timedelta(days=days))
UNITS = st.integers(0, 5)
MOVE = st.tuples(st.just("move"), UNITS, UNITS, DAYS)
LEAVE = st.tuples(st.just("leave"), UNITS, UNITS, DAYS)
HISTORIES = st.lists(st.one_of(MOVE, MOVE, LEAVE), max_size=14)


def make_units(count: int) -> list[Unit]:
    operations.seed_code_lists()
    kind = code(CodeList.UNIT_KIND, "khac")
    with journal.recording(by=None):
        return [
            operations.create_unit(f"Đơn vị {n}", kind=kind, level=Level.AGENCY, valid_from=START, by=None)
            for n in range(count)
        ]


def live(units: list[Unit], history: list[tuple[str, int, int, dt.date]]) -> None:
    """Let the history happen; what the verbs refuse does not."""
    for what, one, other, day in history:
        try:
            with journal.recording(by=None):
                if what == "move":
                    operations.link_unit(units[one], units[other], hierarchy="party", since=day, by=None)
                else:
                    link = UnitLink.objects.filter(child=units[other]).order_by("-valid_from").first()
                    if link:
                        operations.unlink_unit(link, on=day, by=None)
        except Refused:
            continue


def above_on(day: dt.date) -> dict[int, set[tuple[int, int]]]:
    """Who stands above whom and how far on a day, by walking the links one at a time."""
    parents = defaultdict(list)
    for link in UnitLink.objects.filter(holds_on(day), hierarchy="party"):
        parents[link.child_id].append(link.parent_id)
    found: dict[int, set[tuple[int, int]]] = {}
    for unit in Unit.objects.all():
        reached, level, depth = set(), [unit.pk], 0
        while level:
            depth += 1
            level = [parent for low in level for parent in parents[low]]
            reached |= {(parent, depth) for parent in level}
        found[unit.pk] = reached
    return found


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(history=HISTORIES, days=st.lists(DAYS, min_size=1, max_size=5))
def test_after_any_history_the_paths_are_those_of_the_links(
    history: list[tuple[str, int, int, dt.date]], days: list[dt.date]
) -> None:
    from django.db import transaction

    with transaction.atomic():
        live(make_units(6), history)
        assert closure.prove() == []
        for day in days:
            expected = above_on(day)
            for unit, reached in expected.items():
                stored = UnitClosure.objects.filter(holds_on(day), descendant_id=unit, depth__gt=0)
                assert set(stored.values_list("ancestor_id", "depth")) == reached
                assert stored.count() == len(reached)
        before = set(UnitClosure.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_until"))
        closure.rebuild()
        after = set(UnitClosure.objects.values_list("ancestor", "descendant", "depth", "valid_from", "valid_until"))
        assert after == before
        transaction.set_rollback(True)


def test_the_command_proves_and_names_what_differs(cast: Cast) -> None:
    call_command("closure", "prove")
    UnitClosure.objects.filter(ancestor=cast.superior, descendant=cast.lead_unit).delete()
    with pytest.raises(CommandError, match=f"missing party: {cast.superior.pk} >2> {cast.lead_unit.pk}"):
        call_command("closure", "prove")
    call_command("closure", "rebuild", "--hierarchy", "party")
    call_command("closure", "prove")


def test_a_path_too_many_is_named(cast: Cast) -> None:
    UnitClosure.objects.create(
        hierarchy="party", ancestor=cast.elsewhere, descendant=cast.body, depth=1, valid_from=START
    )
    assert closure.prove() == [f"too many party: {cast.elsewhere.pk} >1> {cast.body.pk} (2020-01-01…)"]


def test_moving_a_unit_moves_what_is_below_it_from_that_day(cast: Cast) -> None:
    day = dt.date(2022, 7, 1)
    with journal.recording(by=by(cast.admin)):
        operations.link_unit(
            cast.elsewhere, cast.body, hierarchy=Hierarchy.PARTY, since=day, by=by(cast.admin), basis="QĐ 1"
        )
    before, after = day - dt.timedelta(days=1), day
    assert cast.lead_unit in Unit.objects.within(cast.superior, on=before)
    assert cast.lead_unit not in Unit.objects.within(cast.superior, on=after)
    assert cast.lead_unit in Unit.objects.within(cast.elsewhere, on=after)
    assert list(Unit.objects.above(cast.lead_unit, on=after)) == [cast.body, cast.elsewhere]
    assert cast.body.superior(on=before) == cast.superior
    assert cast.body.superior(on=after) == cast.elsewhere
    assert closure.prove() == []


def test_no_unit_stands_below_itself(cast: Cast) -> None:
    day = dt.date(2022, 1, 1)
    with pytest.raises(Refused), journal.recording(by=None):
        operations.link_unit(cast.lead_unit, cast.superior, hierarchy=Hierarchy.PARTY, since=day, by=None)
