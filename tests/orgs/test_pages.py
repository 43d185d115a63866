"""The pages of the organisation: who reads them, what they show, what they never show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.orgs import operations
from chuyenbien.orgs.enums import CodeList, Hierarchy, Level, Role
from chuyenbien.orgs.models import Code, Membership, Person, Unit, UnitLink
from tests.cast import SINCE, Cast, as_user, by, code


def page(client: Client, name: str, *args: object, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def rename(cast: Cast, day: dt.date) -> None:
    with journal.recording(by=by(cast.admin)), clock.at(day):
        operations.rename_unit(cast.body, "Đơn vị mang tên mới", since=day, by=by(cast.admin), basis="NQ 1")


@pytest.mark.parametrize("who", ["stranger", "doer", "admin"])
def test_everybody_signed_in_reads_units_and_people(client: Client, cast: Cast, who: str) -> None:
    as_user(client, getattr(cast, who))
    assert "Đơn vị minh họa 01" in page(client, "orgs:units")
    assert "Đơn vị minh họa 01" in page(client, "orgs:tree")
    assert "Phòng chuyên môn minh họa 01" in page(client, "orgs:unit", cast.body.pk)
    assert "Đỗ Thị Làm" in page(client, "orgs:people")
    assert "Trưởng phòng" in page(client, "orgs:person", cast.doer.pk)
    assert "Đất đai" in page(client, "orgs:codes")


def test_who_is_not_signed_in_reads_nothing(client: Client, cast: Cast) -> None:
    for url in (reverse("orgs:units"), reverse("orgs:people"), reverse("orgs:unit", args=[cast.body.pk])):
        assert client.get(url).status_code == 302


def test_units_are_found_with_and_without_diacritics_and_by_former_name(client: Client, cast: Cast) -> None:
    as_user(client, cast.stranger)
    rename(cast, dt.date(2022, 7, 1))
    for query in ("don vi mang ten moi", "Đơn vị mang", "minh hoa 01"):
        assert reverse("orgs:unit", args=[cast.body.pk]) in page(client, "orgs:units", q=query)
    assert reverse("orgs:unit", args=[cast.body.pk]) not in page(client, "orgs:units", q="bo minh hoa")


def test_people_are_found_by_d_for_the_letter_with_a_stroke(client: Client, cast: Cast) -> None:
    as_user(client, cast.stranger)
    for query in ("do thi lam", "Đỗ", "ĐỖ THỊ", "Làm"):
        text = page(client, "orgs:people", q=query)
        assert "Đỗ Thị Làm" in text
        assert "Vũ Văn Khác" not in text


def test_people_stand_by_given_name(client: Client, cast: Cast) -> None:
    as_user(client, cast.stranger)
    text = page(client, "orgs:people")
    places = [text.index(name) for name in ("Hoàng Thị Biên", "Phạm Văn Đầu", "Vũ Văn Khác", "Lê Văn Xác")]
    assert places == sorted(places)


def test_the_list_narrows_by_what_the_address_says(client: Client, cast: Cast) -> None:
    as_user(client, cast.stranger)
    text = page(client, "orgs:units", level=Level.NATION)
    assert "Bộ minh họa" in text
    assert reverse("orgs:unit", args=[cast.body.pk]) not in text
    kind = code(CodeList.UNIT_KIND, "phong-ban")
    text = page(client, "orgs:units", kind=str(kind.pk), level="nonsense", page="99", on="not a day")
    assert "Phòng chuyên môn minh họa 01" in text
    assert reverse("orgs:unit", args=[cast.other_body.pk]) not in text
    assert reverse("orgs:unit", args=[cast.body.pk]) not in page(client, "orgs:units", on="2019-12-31")
    assert "Đỗ Thị Làm" not in page(client, "orgs:people", unit=str(cast.other_body.pk))


def test_a_unit_is_shown_as_it_was_on_a_day(client: Client, cast: Cast) -> None:
    as_user(client, cast.stranger)
    rename(cast, dt.date(2022, 7, 1))
    assert '<h1><span lang="vi">Đơn vị mang tên mới' in page(client, "orgs:unit", cast.body.pk)
    assert '<h1><span lang="vi">Đơn vị minh họa 01' in page(client, "orgs:unit", cast.body.pk, on="2022-06-30")
    assert "Đơn vị minh họa 01</a>" in page(client, "orgs:units", on="30/06/2022")


def test_contact_is_for_the_same_unit_and_administrators(client: Client, cast: Cast) -> None:
    with journal.recording(by=by(cast.admin)):
        operations.correct_person(
            cast.doer, by=by(cast.admin), full_name="Đỗ Thị Làm", office="Trưởng phòng", contact="0900 000 001"
        )
    url = reverse("orgs:person", args=[cast.doer.pk])
    for who, seen in (("head", True), ("admin", True), ("doer", True), ("stranger", False), ("leader", False)):
        as_user(client, getattr(cast, who))
        assert ("0900 000 001" in client.get(url).content.decode()) is seen, who
        assert "0900 000 001" not in client.get(reverse("orgs:people")).content.decode()


def test_a_person_known_by_a_code_is_shown_by_it(client: Client, cast: Cast) -> None:
    with journal.recording(by=by(cast.admin)):
        hidden = operations.create_person("", by=by(cast.admin), classification=Classification.CODE_ONLY, code="N-07")
        operations.give_role(hidden, cast.elsewhere, Role.STAFF, since=SINCE, by=by(cast.admin))
    as_user(client, cast.stranger)
    assert "N-07" in page(client, "orgs:people")
    assert "N-07" in page(client, "orgs:person", hidden.pk)
    assert "N-07" in page(client, "orgs:unit", cast.elsewhere.pk)


def test_what_happened_to_a_person_is_for_themselves_and_administrators(client: Client, cast: Cast) -> None:
    url = reverse("orgs:person", args=[cast.doer.pk])
    for who, seen in (("doer", True), ("admin", True), ("head", False)):
        as_user(client, getattr(cast, who))
        assert ("timeline" in client.get(url).content.decode()) is seen, who


def test_no_matter_shows_on_pages_that_everybody_reads(client: Client, cast: Cast) -> None:
    actor = by(cast.officer)
    with journal.recording(by=actor):
        journal.record("documents.registered", cast.body, by=actor, data={"title": "bí mật"}, also=[cast.doer])
    for who in ("stranger", "admin", "doer"):
        as_user(client, getattr(cast, who))
        assert "bí mật" not in page(client, "orgs:unit", cast.body.pk)
        assert "bí mật" not in page(client, "orgs:person", cast.doer.pk)


def test_the_tree_opens_branches(client: Client, cast: Cast) -> None:
    as_user(client, cast.stranger)
    text = page(client, "orgs:tree", top=str(cast.body.pk))
    assert "Phòng chuyên môn minh họa 01" in text
    assert "Ban Thường vụ Thành ủy" not in text
    assert "Đơn vị minh họa 01" not in page(client, "orgs:tree", hierarchy=Hierarchy.STATE)
    page(client, "orgs:tree", top="x", on="y", hierarchy="z")


@pytest.mark.parametrize("name", ["orgs:units", "orgs:people", "orgs:tree", "orgs:codes"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(
    client: Client, cast: Cast, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    as_user(client, cast.admin)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as before:
        client.get(reverse(name))
    kind = code(CodeList.UNIT_KIND, "khac")
    with journal.recording(by=by(cast.admin)):
        for n in range(3):
            fresh = operations.create_unit(
                f"Đơn vị thêm {n}", kind=kind, level=Level.AGENCY, valid_from=SINCE, by=None, parent=cast.superior
            )
            person = operations.create_person(f"Người Thêm {n}", by=None)
            operations.give_role(person, fresh, Role.HEAD, since=SINCE, by=None)
            operations.save_code(CodeList.FIELD, f"them-{n}", label_vi="Thêm", label_en="More", by=None)
    with CaptureQueriesContext(connection) as after:
        client.get(reverse(name))
    assert len(after) == len(before)


ADMIN_GETS: dict[str, Callable[[Cast], list[object]]] = {
    "unit_new": lambda c: [],
    "unit_correct": lambda c: [c.body.pk],
    "unit_rename": lambda c: [c.body.pk],
    "unit_link": lambda c: [c.body.pk],
    "unit_close": lambda c: [c.body.pk],
    "post_add": lambda c: [c.body.pk],
    "role_in_unit": lambda c: [c.body.pk],
    "charge_add": lambda c: [c.body.pk],
    "unlink": lambda c: [UnitLink.objects.get(child=c.body).pk],
    "role_end": lambda c: [Membership.objects.get(person=c.head).pk],
    "inspection_end": lambda c: [c.inspector.inspection_grants.get().pk],
    "person_new": lambda c: [],
    "person_correct": lambda c: [c.doer.pk],
    "person_leave": lambda c: [c.doer.pk],
    "account_open": lambda c: [c.doer.pk],
    "account_end": lambda c: [c.doer.pk],
    "role_for_person": lambda c: [c.doer.pk],
    "inspection_grant": lambda c: [c.doer.pk],
    "code_new": lambda c: [CodeList.FIELD.value],
    "code_edit": lambda c: [Code.objects.earliest("pk").pk],
}
ADMIN_POSTS: dict[str, Callable[[Cast], list[object]]] = {
    "person_return": lambda c: [c.doer.pk],
    "account_restore": lambda c: [c.doer.pk],
    "reset_link": lambda c: [c.doer.pk],
}
EVERYBODY = ["leader", "officer", "verifier", "head", "editor", "doer", "other_head", "inspector", "stranger"]


@pytest.mark.parametrize("name", [*ADMIN_GETS, *ADMIN_POSTS])
def test_only_administrators_manage(client: Client, cast: Cast, name: str) -> None:
    find = ADMIN_GETS.get(name) or ADMIN_POSTS[name]
    url = reverse(f"orgs:{name}", args=find(cast))
    for who in EVERYBODY:
        as_user(client, getattr(cast, who))
        response = client.post(url, {})
        assert response.status_code == 403, who
    as_user(client, cast.admin)
    if name in ADMIN_GETS:
        assert client.get(url).status_code == 200
    else:
        assert client.get(url).status_code == 405


def test_unknown_lists_and_rows_are_not_found(client: Client, cast: Cast) -> None:
    as_user(client, cast.admin)
    for url in (reverse("orgs:codes_of", args=["nothing"]), reverse("orgs:unit", args=[10**9])):
        assert client.get(url).status_code == 404


def test_an_administrator_builds_a_unit_through_the_forms(client: Client, cast: Cast) -> None:
    as_user(client, cast.admin)
    kind = code(CodeList.UNIT_KIND, "phong-ban")
    nfd = "Pho\u0300ng Ke\u0302\u0301 hoa\u0323ch"
    given = {
        "name": nfd,
        "kind": kind.pk,
        "level": Level.AGENCY,
        "valid_from": "01/02/2021",
        "parent": cast.body.pk,
        "hierarchy": Hierarchy.PARTY,
        "official_order": "55",
    }
    response = client.post(reverse("orgs:unit_new"), given)
    assert response.status_code == 303
    made = Unit.objects.get(official_order=55)
    assert made.name == "Phòng Kế hoạch"
    assert made.superior() == cast.body
    response = client.post(
        reverse("orgs:unit_rename", args=[made.pk]),
        {"name": "Phòng Kế hoạch và Đầu tư", "since": "01/03/2022", "revision": made.revision},
    )
    assert response.status_code == 303
    stale = {"kind": kind.pk, "level": Level.AGENCY, "official_order": 1, "revision": made.revision}
    assert client.post(reverse("orgs:unit_correct", args=[made.pk]), stale).status_code == 409
    close = {
        "relation": "merged",
        "on": "01/07/2022",
        "successors": [cast.lead_unit.pk],
        "legal_act": "Quyết định 5",
        "share": "Toàn bộ",
    }
    assert client.post(reverse("orgs:unit_close", args=[made.pk]), close).status_code == 303
    made.refresh_from_db()
    assert made.valid_until == dt.date(2022, 6, 30)
    assert made.name_on(dt.date(2021, 5, 1)) == "Phòng Kế hoạch"
    text = page(client, "orgs:unit", made.pk)
    assert "Quyết định 5" in text
    assert "Toàn bộ" in text


def test_a_refused_form_says_why_beside_the_field_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    as_user(client, cast.admin)
    url = reverse("orgs:unit_rename", args=[cast.body.pk])
    response = client.post(url, {"name": "Tên mới", "since": "01/01/2019", "basis": "NQ 9"})
    assert response.status_code == 422
    text = response.content.decode()
    assert 'id="id_since_error"' in text
    assert "NQ 9" in text
    assert client.post(url, {"name": "", "since": "x"}).status_code == 422


def test_an_account_is_opened_and_a_link_made_once(client: Client, cast: Cast) -> None:
    as_user(client, cast.admin)
    with journal.recording(by=None):
        person = operations.create_person("Lý Thị Mới", by=None)
    here = reverse("orgs:person", args=[person.pk])
    assert client.post(reverse("orgs:reset_link", args=[person.pk])).status_code == 422
    opened = client.post(
        reverse("orgs:account_open", args=[person.pk]), {"username": "moi", "email": "moi@example.test"}
    )
    assert (opened.status_code, opened["Location"]) == (303, here)
    client.post(reverse("orgs:reset_link", args=[person.pk]))
    assert "http://testserver/accounts/" in client.get(here).content.decode()
    assert "http://testserver/accounts/" not in client.get(here).content.decode()
    ended = client.post(reverse("orgs:account_end", args=[person.pk]), {"because": "Nghỉ việc"})
    assert ended.status_code == 303
    assert not Person.objects.get(pk=person.pk).user.is_active  # type: ignore[union-attr]
    assert client.post(reverse("orgs:account_restore", args=[person.pk])).status_code == 303


def test_every_event_of_the_room_is_told_in_both_languages() -> None:
    from django.utils import translation

    from chuyenbien.journal.sentences import known_types, sentence_of

    for language in ("vi", "en"):
        with translation.override(language):
            for kind in known_types():
                if kind.startswith(("orgs.", "documents.")):
                    sentence = sentence_of(kind, {})
                    assert sentence
                    assert "{" not in sentence
