"""Roles, charges and inspections: rights follow from their dates alone."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs import operations, queries, rules
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList, Hierarchy, Role
from chuyenbien.orgs.models import Membership, Person
from tests.cast import SINCE, Cast, by, code
from tests.orgs.test_operations import DAY, do, refuses


def test_a_role_holds_on_its_days_only(cast: Cast) -> None:
    until = dt.date(2022, 12, 31)
    do(
        cast,
        lambda: operations.give_role(cast.stranger, cast.body, Role.EDITOR, since=DAY, until=until, by=by(cast.admin)),
    )
    for day, holds in ((dt.date(2022, 6, 30), False), (DAY, True), (until, True), (dt.date(2023, 1, 1), False)):
        assert Standing.of(cast.stranger, on=day).holds(Role.EDITOR, cast.body.pk) is holds
        assert (cast.stranger in queries.people_with(Role.EDITOR, cast.body, on=day)) is holds


def test_a_role_in_a_unit_with_an_end_ends_with_it(cast: Cast) -> None:
    with journal.recording(by=None):
        operations.close_unit(
            cast.elsewhere, on=DAY, relation="dissolved", legal_act="NQ", successors=[cast.body], by=None
        )
    cast.elsewhere.refresh_from_db()
    given = do(
        cast, lambda: operations.give_role(cast.doer, cast.elsewhere, Role.MEMBER, since=SINCE, by=by(cast.admin))
    )
    assert given.valid_until == dt.date(2022, 6, 30)


def test_a_role_is_refused(cast: Cast) -> None:
    give = operations.give_role
    with journal.recording(by=None):
        post = operations.add_post(cast.other_body, "Bí thư", since=SINCE, by=None)
        guest = operations.create_person("Vụ trưởng", by=None)
        give(guest, cast.ministry, Role.HEAD, since=SINCE, by=None)
    refuses("role", lambda: give(cast.head, cast.body, Role.HEAD, since=DAY, by=None))
    refuses("role", lambda: give(cast.head, cast.body, Role.HEAD, since=dt.date(2020, 2, 1), until=DAY, by=None))
    refuses("since", lambda: give(cast.head, cast.body, Role.MEMBER, since=dt.date(2019, 1, 1), by=None))
    refuses("until", lambda: give(cast.head, cast.body, Role.MEMBER, since=DAY, until=SINCE, by=None))
    refuses("post", lambda: give(cast.head, cast.body, Role.MEMBER, since=DAY, post=post, by=None))
    refuses("unit", lambda: give(cast.head, cast.ministry, Role.HEAD, since=DAY, by=None))
    with pytest.raises(ValueError, match="no such role"):
        give(cast.head, cast.body, "king", since=DAY, by=None)


def test_a_role_ends(cast: Cast) -> None:
    held = Membership.objects.get(person=cast.head)
    do(cast, lambda: operations.end_role(held, on=DAY, by=by(cast.admin), because="điều động"))
    assert not Standing.of(cast.head).roles
    refuses("on", lambda: operations.end_role(held, on=DAY, by=None))
    other = Membership.objects.get(person=cast.editor)
    refuses("on", lambda: operations.end_role(other, on=dt.date(2019, 1, 1), by=None))


def test_the_last_administrator_stays(cast: Cast) -> None:
    held = Membership.objects.get(person=cast.admin)
    refuses(None, lambda: operations.end_role(held, on=clock.today(), by=None))
    with journal.recording(by=None):
        operations.give_role(cast.officer, cast.superior, Role.ADMINISTRATOR, since=SINCE, by=None)
    do(cast, lambda: operations.end_role(held, on=clock.today(), by=by(cast.admin)))


def test_posts_begin_and_end(cast: Cast) -> None:
    post = do(cast, lambda: operations.add_post(cast.body, "Bí thư", since=SINCE, by=by(cast.admin)))
    do(cast, lambda: operations.end_post(post, on=DAY, by=by(cast.admin)))
    refuses("on", lambda: operations.end_post(post, on=DAY, by=None))
    refuses("title", lambda: operations.add_post(cast.body, " ", since=SINCE, by=None))
    refuses("since", lambda: operations.add_post(cast.body, "X", since=dt.date(2019, 1, 1), by=None))
    fresh = do(cast, lambda: operations.add_post(cast.body, "Phó Bí thư", since=DAY, by=by(cast.admin)))
    refuses("on", lambda: operations.end_post(fresh, on=SINCE, by=None))


def test_somebody_of_a_board_is_charged_with_a_field_or_an_area(cast: Cast) -> None:
    land = code(CodeList.FIELD, "dat-dai")
    charge = operations.charge
    made = do(cast, lambda: charge(cast.leader, cast.superior, field=land, since=DAY, by=by(cast.admin)))
    area = do(cast, lambda: charge(cast.leader, cast.superior, area=cast.body, since=DAY, by=by(cast.admin)))
    assert cast.leader in queries.charged_with(cast.superior, fields=[land.pk])
    assert cast.leader in queries.charged_with(cast.superior, areas=[cast.body.pk])
    assert cast.leader not in queries.charged_with(cast.superior, fields=[land.pk], on=SINCE)
    refuses("field", lambda: charge(cast.leader, cast.superior, by=None))
    refuses("field", lambda: charge(cast.leader, cast.superior, field=land, area=cast.body, by=None))
    refuses("person", lambda: charge(cast.leader, cast.superior, field=land, by=None))
    refuses("person", lambda: charge(cast.stranger, cast.superior, field=land, by=None))
    refuses("until", lambda: charge(cast.leader, cast.superior, field=land, since=DAY, until=SINCE, by=None))
    do(cast, lambda: operations.end_charge(made, on=DAY, by=by(cast.admin)))
    do(cast, lambda: operations.end_charge(area, on=DAY, by=by(cast.admin)))
    refuses("on", lambda: operations.end_charge(made, on=DAY, by=None))


def test_a_charge_does_not_end_before_it_begins(cast: Cast) -> None:
    with journal.recording(by=None):
        made = operations.charge(cast.leader, cast.superior, area=cast.body, since=DAY, by=None)
    refuses("on", lambda: operations.end_charge(made, on=SINCE, by=None))


def test_an_inspection_ends_by_its_date(cast: Cast) -> None:
    grant = cast.inspector.inspection_grants.get()
    assert Standing.of(cast.inspector).inspected == (cast.body.pk,)
    assert Standing.of(cast.inspector, on=dt.date(2100, 1, 1)).inspected == ()
    do(cast, lambda: operations.end_inspection(grant, on=DAY, by=by(cast.admin)))
    assert Standing.of(cast.inspector).inspected == ()
    refuses("on", lambda: operations.end_inspection(grant, on=clock.today(), by=by(cast.admin)))
    refuses("on", lambda: operations.end_inspection(grant, on=dt.date(2019, 1, 1), by=by(cast.admin)))


def test_an_inspection_is_refused(cast: Cast) -> None:
    grant = operations.grant_inspection
    admin = by(cast.admin)
    refuses("decision", lambda: grant(cast.inspector, cast.body, decision=" ", until=clock.today(), by=admin))
    refuses("until", lambda: grant(cast.inspector, cast.body, decision="QĐ", until=SINCE, by=admin))
    with journal.recording(by=None):
        operations.set_in_office(cast.inspector, on=clock.today(), by=None, in_office=False)
    refuses("person", lambda: grant(cast.inspector, cast.body, decision="QĐ", until=clock.today(), by=admin))


ENTERS: dict[str, set[str]] = {
    "officer": {"leader", "verifier", "admin", "head", "editor", "doer", "other_head"},
    "editor": {"head", "doer"},
    "leader": set(),
    "verifier": set(),
    "head": set(),
    "doer": set(),
    "other_head": set(),
    "admin": set(),
    "inspector": set(),
    "stranger": set(),
}


@pytest.mark.parametrize("who", ENTERS)
def test_who_enters_for_whom(cast: Cast, who: str) -> None:
    people = cast.people()
    standing = Standing.of(people[who])
    allowed = {name for name, person in people.items() if rules.may_enter_for(standing, person)}
    assert allowed == ENTERS[who]
    asked = set(queries.people_one_may_enter_for(standing))
    assert asked == {people[name] for name in allowed}
    refusals = [rules.may_enter_for(standing, person) for name, person in people.items() if name not in allowed]
    assert all(str(one.reason) for one in refusals)


def test_the_editor_of_a_superior_does_not_enter_for_people_below(cast: Cast) -> None:
    with journal.recording(by=None):
        person = operations.create_person("Trịnh Thị Tổng", by=None)
        operations.give_role(person, cast.superior, Role.EDITOR, since=SINCE, by=None)
    standing = Standing.of(person)
    assert not rules.may_enter_for(standing, cast.head)
    assert cast.head not in queries.people_one_may_enter_for(standing)
    assert rules.may_enter_for(standing, cast.leader)


def test_nobody_enters_for_somebody_who_left(cast: Cast) -> None:
    with journal.recording(by=None):
        operations.set_in_office(cast.doer, on=clock.today(), by=None, in_office=False)
    cast.doer.refresh_from_db()
    assert not rules.may_enter_for(Standing.of(cast.officer), cast.doer)
    assert not rules.may_enter_for(Standing(None), cast.head)


def test_an_act_entered_for_another_has_two_hands(cast: Cast) -> None:
    actor = Actor(cast.officer.user_id, cast.head, entered_by=cast.officer)
    assert actor.hands == {cast.head.pk, cast.officer.pk}
    assert actor.standing.holds(Role.HEAD, cast.body.pk)


def test_people_of_units(cast: Cast) -> None:
    assert set(queries.people_of(cast.body)) == {cast.head, cast.editor, cast.doer}
    assert set(queries.people_within(cast.superior)) == {
        *(cast.leader, cast.officer, cast.verifier, cast.admin),
        *(cast.head, cast.editor, cast.doer, cast.other_head),
    }
    assert set(queries.heads_of(cast.body)) == {cast.head}
    assert set(queries.people_with([Role.HEAD, Role.EDITOR], [cast.body.pk, cast.other_body.pk])) == {
        *(cast.head, cast.editor, cast.other_head)
    }
    assert [one.unit for one in queries.offices([cast.doer])[cast.doer.pk]] == [cast.body, cast.lead_unit]
    assert queries.names_of([cast.doer.pk, 0]) == {cast.doer.pk: "Đỗ Thị Làm"}


def test_the_tree_stands_in_official_order(cast: Cast) -> None:
    [top] = queries.tree(Hierarchy.PARTY)
    assert top.unit == cast.superior
    assert [branch.unit for branch in top.below] == [cast.body, cast.other_body]
    assert [branch.unit for branch in top.below[0].below] == [cast.lead_unit]
    assert queries.tree(Hierarchy.OWNER) == []


def test_a_large_tree_shows_its_first_levels(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuyenbien.orgs.queries.units.SHOWN_UNITS", 3)
    [top] = queries.tree(Hierarchy.PARTY)
    assert [(branch.unit, branch.hidden) for branch in top.below] == [(cast.body, 1), (cast.other_body, 0)]


def test_contact_is_seen_by_few(cast: Cast) -> None:
    assert rules.can_see_contact(Standing.of(cast.head), cast.doer)
    assert not rules.can_see_contact(Standing.of(cast.stranger), cast.doer)
    assert not rules.can_see_contact(Standing(None), Person(pk=5))


def test_refusals_are_told(cast: Cast) -> None:
    for rule in (rules.can_manage_units, rules.can_manage_people, rules.can_manage_roles, rules.can_manage_codes):
        assert rule(by(cast.admin))
        refused = rule(by(cast.leader))
        assert not refused
        assert str(refused.reason)
    with pytest.raises(Refused):
        raise Refused(refused.reason)
