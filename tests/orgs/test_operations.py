"""The verbs of the organisation: each does it, records one event, and refuses what may not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.journal.models import Event
from chuyenbien.orgs import closure, operations
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level, Role, Succession
from chuyenbien.orgs.models import Charge, Code, Membership, Person, Unit, UnitSuccession
from tests.cast import SINCE, Cast, by, code

DAY = dt.date(2022, 7, 1)
BEFORE = DAY - dt.timedelta(days=1)


def do(cast: Cast, act: Callable[[], Any]) -> Any:
    """Carry out one act of the administrator; it records exactly one event."""
    before = Event.objects.count()
    with journal.recording(by=by(cast.admin)):
        result = act()
    assert Event.objects.count() == before + 1
    return result


def refuses(field: str | None, act: Callable[[], Any]) -> None:
    with pytest.raises(Refused) as refused, journal.recording(by=None):
        act()
    assert refused.value.field == field
    assert str(refused.value.reason)


def test_nothing_is_written_outside_an_act(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        operations.create_person("Người Nào", by=None)


# Units


def test_a_name_holds_from_its_day_and_the_old_one_stays(cast: Cast) -> None:
    do(cast, lambda: operations.rename_unit(cast.body, "Tên mới", since=DAY, by=by(cast.admin), short_name="TM"))
    cast.body.refresh_from_db()
    assert cast.body.name == "Tên mới"
    assert cast.body.label == "TM"
    assert cast.body.name_on(BEFORE) == "Đơn vị minh họa 01"
    assert cast.body.name_on(DAY) == "Tên mới"
    assert cast.body.name_on(dt.date(1999, 1, 1)) == "Tên mới"
    assert [name.valid_until for name in cast.body.names.order_by("valid_from")] == [BEFORE, None]
    assert cast.body in Unit.objects.matching("don vi minh hoa 01")


def test_a_rename_is_refused(cast: Cast) -> None:
    rename: Any = lambda name, since: operations.rename_unit(cast.body, name, since=since, by=None)  # noqa: E731
    refuses("since", lambda: rename("Tên mới", clock.today() + dt.timedelta(days=1)))
    refuses("since", lambda: rename("Tên mới", SINCE))
    refuses("name", lambda: rename("Đơn vị minh họa 01", DAY))
    refuses("name", lambda: rename("  ", DAY))
    with journal.recording(by=None):
        close(cast.other_body, cast.body)
    refuses("since", lambda: operations.rename_unit(cast.other_body, "Tên", since=DAY, by=None))


def test_a_stale_rename_shows_what_is_stored(cast: Cast) -> None:
    with journal.recording(by=None):
        operations.rename_unit(cast.body, "Tên mới", since=DAY, by=None, revision=1)
    with pytest.raises(Stale) as stale, journal.recording(by=None):
        operations.rename_unit(cast.body, "Tên khác", since=dt.date(2022, 8, 1), by=None, revision=1)
    assert stale.value.stored["name"] == "Tên mới"


def test_names_are_stored_composed(cast: Cast) -> None:
    made = do(
        cast,
        lambda: operations.create_unit(
            "Ban Qua\u0309n ly\u0301",
            kind=code(CodeList.UNIT_KIND, "khac"),
            level=Level.AGENCY,
            valid_from=DAY,
            by=by(cast.admin),
            short_name="BQ\u004c",
            basis="Quye\u0302\u0301t đi\u0323nh",
        ),
    )
    assert (made.name, made.short_name) == ("Ban Quản lý", "BQL")
    assert made.names.get().basis == "Quyết định"


def test_what_was_entered_wrongly_is_corrected(cast: Cast) -> None:
    kind = code(CodeList.UNIT_KIND, "chi-bo")
    correct: Any = lambda unit, outside: operations.correct_unit(  # noqa: E731
        unit, by=None, kind=kind, level=Level.GRASSROOTS, official_order=7, is_outside=outside, note="x"
    )
    do(cast, lambda: correct(cast.lead_unit, False))
    cast.lead_unit.refresh_from_db()
    assert (cast.lead_unit.level, cast.lead_unit.official_order, cast.lead_unit.kind) == ("grassroots", 7, kind)
    refuses("is_outside", lambda: correct(cast.body, True))


def test_a_place_ends_the_day_before_the_next_begins(cast: Cast) -> None:
    link = do(
        cast,
        lambda: operations.link_unit(
            cast.elsewhere, cast.lead_unit, hierarchy=Hierarchy.PARTY, since=DAY, by=by(cast.admin)
        ),
    )
    assert cast.lead_unit.superior(on=BEFORE) == cast.body
    assert cast.lead_unit.superior(on=DAY) == cast.elsewhere
    assert cast.lead_unit.superior(Hierarchy.STATE, on=DAY) is None
    do(cast, lambda: operations.unlink_unit(link, on=dt.date(2022, 12, 31), by=by(cast.admin)))
    assert cast.lead_unit.superior(on=dt.date(2023, 1, 1)) is None
    refuses("on", lambda: operations.unlink_unit(link, on=dt.date(2023, 1, 31), by=None))
    assert closure.prove() == []


def test_a_place_is_refused(cast: Cast) -> None:
    link: Any = lambda parent, child, since: operations.link_unit(  # noqa: E731
        parent, child, hierarchy=Hierarchy.PARTY, since=since, by=None
    )
    refuses("parent", lambda: link(cast.body, cast.body, DAY))
    refuses("parent", lambda: link(cast.lead_unit, cast.superior, DAY))
    refuses("parent", lambda: link(cast.body, cast.lead_unit, DAY))
    refuses("since", lambda: link(cast.elsewhere, cast.lead_unit, SINCE))
    refuses("since", lambda: link(cast.elsewhere, cast.lead_unit, dt.date(2010, 1, 1)))
    first = cast.lead_unit.links_up.get()
    refuses("on", lambda: operations.unlink_unit(first, on=dt.date(2019, 1, 1), by=None))


def close(unit: Unit, *after: Unit, on: dt.date = DAY, relation: str = Succession.MERGED) -> list[UnitSuccession]:
    return operations.close_unit(
        unit, on=on, relation=relation, successors=after, legal_act="NQ 202", by=None, shares=["một phần"]
    )


def test_a_unit_ends_with_its_names_places_and_roles(cast: Cast) -> None:
    with journal.recording(by=None):
        operations.add_post(cast.body, "Bí thư", since=SINCE, by=None, is_head=True)
        operations.charge(cast.head, cast.body, field=code(CodeList.FIELD, "dat-dai"), since=SINCE, by=None)
    do(cast, lambda: close(cast.body, cast.other_body, cast.elsewhere, relation=Succession.SPLIT))
    cast.body.refresh_from_db()
    assert cast.body.valid_until == BEFORE
    assert cast.body.names.get().valid_until == BEFORE
    assert cast.body.posts.get().valid_until == BEFORE
    assert Charge.objects.get(board=cast.body).valid_until == BEFORE
    assert cast.lead_unit.superior(on=BEFORE) == cast.body
    assert cast.lead_unit.superior(on=DAY) is None
    assert Standing.of(cast.head, on=BEFORE).roles == {cast.body.pk: frozenset({Role.HEAD})}
    assert Standing.of(cast.head, on=DAY).roles == {}
    told = cast.body.successors.values_list("relation", "after", "share")
    assert list(told) == [("split", cast.other_body.pk, "một phần"), ("split", cast.elsewhere.pk, "")]
    assert closure.prove() == []


def test_a_unit_may_be_dissolved_with_nobody_to_take_over(cast: Cast) -> None:
    do(cast, lambda: close(cast.other_body, relation=Succession.DISSOLVED))
    assert cast.other_body.successors.get().after is None


def test_an_end_is_refused(cast: Cast) -> None:
    refuses("on", lambda: close(cast.body, cast.other_body, on=SINCE))
    refuses("successors", lambda: close(cast.body))
    refuses("successors", lambda: close(cast.body, cast.body))
    with journal.recording(by=None):
        close(cast.other_body, cast.body)
    cast.other_body.refresh_from_db()
    refuses("on", lambda: close(cast.other_body, cast.body))
    refuses("successors", lambda: close(cast.elsewhere, cast.other_body))
    with journal.recording(by=None):
        operations.add_post(cast.body, "Bí thư", since=dt.date(2022, 8, 1), by=None)
    refuses("on", lambda: close(cast.body, cast.elsewhere))


# People and accounts


def test_a_person_is_sorted_by_given_name_and_found_without_diacritics(cast: Cast) -> None:
    person = do(cast, lambda: operations.create_person("Đỗ Văn A\u0301nh", by=by(cast.admin), office="Phó Bí thư"))
    assert person.full_name == "Đỗ Văn Ánh"
    assert Person.objects.first() == person
    for query in ("do van anh", "ĐỖ", "pho bi thu"):
        assert person in Person.objects.matching(query)


def test_a_person_known_by_a_code_holds_nothing_else(cast: Cast) -> None:
    person = do(
        cast,
        lambda: operations.create_person("", by=by(cast.admin), classification=Classification.CODE_ONLY, code="N-01"),
    )
    assert person.shown_title == "N-01"
    secret: Any = {"classification": Classification.CODE_ONLY, "by": None}
    refuses("code", lambda: operations.create_person("Nguyễn Văn Mật", code="N-02", **secret))
    refuses("code", lambda: operations.create_person("", **secret))
    refuses("full_name", lambda: operations.create_person("", by=None))
    for field in ("full_name", "office", "contact"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**{field: "Nguyễn Văn Mật"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(code="")


def test_the_journal_says_nothing_of_a_person_known_by_a_code(cast: Cast) -> None:
    with journal.recording(by=None):
        person = operations.create_person("", by=None, classification=Classification.CODE_ONLY, code="N-01")
        operations.give_role(person, cast.body, Role.STAFF, since=SINCE, by=None, basis="bí mật lớn")
    from chuyenbien.journal.models import EventPayload

    assert not EventPayload.objects.filter(data__contains="bí mật lớn").exists()


def test_a_person_is_corrected_with_the_old_value_kept(cast: Cast) -> None:
    do(cast, lambda: operations.correct_person(cast.doer, by=by(cast.admin), full_name="Đỗ Thị Lam", revision=1))
    entry = journal.timeline(cast.doer)[0]
    assert "Đỗ Thị Làm" not in entry.sentence
    assert "Đỗ Thị Lam" in entry.sentence
    with pytest.raises(Stale), journal.recording(by=None):
        operations.correct_person(cast.doer, by=None, full_name="X", revision=1)


def test_leaving_office_ends_every_role(cast: Cast) -> None:
    leave: Any = lambda on: operations.set_in_office(cast.doer, on=on, by=None, in_office=False)  # noqa: E731
    with journal.recording(by=None):
        operations.give_role(cast.doer, cast.elsewhere, Role.MEMBER, since=dt.date(2022, 9, 1), by=None)
    refuses("on", lambda: leave(BEFORE))
    cast.doer.refresh_from_db()
    do(cast, lambda: leave(dt.date(2022, 9, 30)))
    assert not Membership.objects.on(dt.date(2022, 10, 1)).filter(person=cast.doer).exists()
    assert not User.objects.get(person=cast.doer).is_active, "who has left office no longer signs in"
    refuses(None, lambda: leave(DAY))
    refuses("person", lambda: operations.give_role(cast.doer, cast.body, Role.STAFF, since=DAY, by=None))
    do(cast, lambda: operations.set_in_office(cast.doer, on=DAY, by=None, in_office=True))
    refuses(None, lambda: operations.set_in_office(cast.doer, on=DAY, by=None, in_office=True))


def test_the_last_administrator_does_not_leave(cast: Cast) -> None:
    refuses(None, lambda: operations.set_in_office(cast.admin, on=DAY, by=None, in_office=False))
    with journal.recording(by=None):
        operations.give_role(cast.head, cast.superior, Role.ADMINISTRATOR, since=DAY, by=None)
    do(cast, lambda: operations.set_in_office(cast.admin, on=DAY, by=None, in_office=False))


def test_an_account_is_opened_ended_and_restored(cast: Cast) -> None:
    with journal.recording(by=None):
        person = operations.create_person("Lý Thị Mới", by=None)
    user = do(cast, lambda: operations.open_account(person, "moi", by=by(cast.admin), email="m@example.test"))
    assert not user.has_usable_password()
    refuses(None, lambda: operations.open_account(person, "khac", by=None))
    do(cast, lambda: operations.end_account(person, by=by(cast.admin), because="nghỉ"))
    refuses(None, lambda: operations.end_account(person, by=None))
    do(cast, lambda: operations.restore_account(person, by=by(cast.admin)))
    refuses(None, lambda: operations.restore_account(person, by=None))


def test_an_account_is_refused(cast: Cast) -> None:
    with journal.recording(by=None):
        person = operations.create_person("Lý Thị Mới", by=None)
    refuses("username", lambda: operations.open_account(person, " ", by=None))
    refuses("username", lambda: operations.open_account(person, "HEAD", by=None))
    refuses("email", lambda: operations.open_account(person, "moi", by=None, email="Head@Example.test"))


# Code lists


def test_code_lists_are_seeded_once_and_keep_what_an_office_changed(db: None) -> None:
    assert operations.seed_code_lists() > 80
    entry = Code.objects.get(list=CodeList.FIELD, code="dat-dai")
    entry.label_vi = "Đất đai, địa chính"
    entry.save()
    assert operations.seed_code_lists() == 0
    entry.refresh_from_db()
    assert entry.label_vi == "Đất đai, địa chính"
    assert all(one.code.isascii() and one.label_vi and one.label_en for one in Code.objects.all())


def test_a_code_is_added_and_changed(cast: Cast) -> None:
    entry = do(
        cast,
        lambda: operations.save_code(CodeList.FIELD, "moi", label_vi="Mới", label_en="New", by=by(cast.admin)),
    )
    do(
        cast,
        lambda: operations.save_code(
            CodeList.FIELD, "moi", label_vi="Mới hơn", label_en="Newer", by=None, entry=entry, is_active=False
        ),
    )
    assert not Code.objects.of(CodeList.FIELD).filter(code="moi").exists()
    save: Any = lambda **given: operations.save_code(  # noqa: E731
        CodeList.FIELD, **{"code": "x", "label_vi": "a", "label_en": "b", "by": None, **given}
    )
    refuses("code", lambda: save(code="moi"))
    refuses("code", lambda: save(code="Đất"))
    refuses("label_vi", lambda: save(label_vi=" "))
    refuses("label_en", lambda: save(label_en=" "))
