"""Which authority is proposed next: by what an office has set, by the tree, by the chain of the kind of body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.escalation import chains, operations
from chuyenbien.orgs.enums import CodeList, Level
from chuyenbien.orgs.models import Code
from tests.cast import Cast, as_user, by, make_unit

from . import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(making.TODAY):
        yield


def test_every_kind_in_a_chain_is_a_kind_of_unit_and_stands_in_one_chain(cast: Cast) -> None:
    known = set(Code.objects.filter(list=CodeList.UNIT_KIND).values_list("code", flat=True))
    kinds = [kind for chain in chains.CHAINS for kind in chain.kinds]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= known
    for chain in chains.CHAINS:
        assert {kind for step in chain.steps for kind, _level in step.places} <= known


def test_the_unit_directly_above_is_proposed(cast: Cast) -> None:
    assert chains.next_above(cast.body) == cast.superior


def test_the_only_unit_of_a_later_step_is_proposed_and_of_several_none(cast: Cast) -> None:
    assert chains.next_above(cast.superior) is None
    with journal.recording(by=by(cast.admin)):
        centre = make_unit(
            "Cơ quan trung ương minh họa", kind="co-quan-trung-uong", level=Level.NATION, order=2, outside=True
        )
    assert chains.next_above(cast.superior) == centre
    assert chains.next_above(cast.superior, but=(centre.pk,)) is None
    with journal.recording(by=by(cast.admin)):
        make_unit("Cơ quan khác minh họa", kind="co-quan-trung-uong", level=Level.NATION, order=3, outside=True)
    assert chains.next_above(cast.superior) is None


def test_what_an_office_has_set_comes_first_until_it_is_left_to_the_chain(cast: Cast) -> None:
    making.act(
        cast.officer, operations.set_next_authority, cast.body, authority=cast.ministry, basis="Quy chế phối hợp"
    )
    assert chains.next_above(cast.body) == cast.ministry
    with clock.at(dt.date(2023, 4, 3)):
        making.act(
            cast.officer,
            operations.set_next_authority,
            cast.body,
            authority=None,
            basis="Bãi bỏ",
            on=dt.date(2023, 4, 3),
        )
        assert chains.next_above(cast.body) == cast.superior
    assert chains.next_above(cast.body, on=dt.date(2023, 4, 2)) == cast.ministry


def test_the_next_authority_is_not_below_and_has_a_basis(cast: Cast) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"authority": cast.lead_unit, "basis": "Quy chế"}, "authority"),
        ({"authority": cast.ministry, "basis": " "}, "basis"),
        ({"authority": cast.ministry, "basis": "Quy chế", "valid_from": dt.date(2023, 2, 1)}, "valid_from"),
    ]
    for facts, field in wrong:
        with pytest.raises(Refused) as refused:
            making.act(cast.officer, operations.set_next_authority, cast.body, **facts)
        assert refused.value.field == field


def test_the_form_proposes_it_and_a_person_chooses(client: Client, cast: Cast) -> None:
    obstacle = making.obstacle(cast)
    as_user(client, cast.head)
    shown = client.get(reverse("escalation:draft", args=[obstacle.pk])).content.decode()
    assert f'<option value="{cast.superior.pk}" lang="vi" selected>' in shown


def test_forwarding_proposes_the_next_of_the_holder(client: Client, cast: Cast) -> None:
    making.act(cast.officer, operations.set_next_authority, cast.superior, authority=cast.ministry, basis="Quy chế")
    request = making.sent(cast, authority=cast.superior)
    as_user(client, cast.officer)
    shown = client.get(reverse("escalation:answer", args=[request.pk])).content.decode()
    assert f'<option value="{cast.ministry.pk}" lang="vi" selected>' in shown
