"""The pages: what they show, what is gone once decided, and that every verb can be done on them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from chuyenbien.preparing import operations
from chuyenbien.preparing.models import Preparer, SuggestionDecision
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import Suggestion
from tests.cast import Cast, as_user, make_unit

from . import making
from .making import Prepared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(making.TODAY):
        yield


def get(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def post(client: Client, name: str, args: list[Any], data: dict[str, Any]) -> Any:
    url = reverse(f"preparing:{name}", args=args)
    return client.post(url, {"command_id": str(uuid.uuid4()), **data})


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_from_naming_to_the_decision_on_the_pages(client: Client, cast: Cast) -> None:
    one = making.make(cast, named=False)
    action, pk = making.overdue(cast), one.cycle.pk
    before = Event.objects.count()
    as_user(client, cast.leader)
    assert post(client, "name", [pk], {"person": cast.officer.pk}).status_code == 303
    as_user(client, cast.officer)
    rows = reverse("preparing:rows", args=[one.dossier.pk, "overdue"])
    assert f'href="{rows}"' in get(client, reverse("preparing:signals", args=[pk]))
    assert action.task in get(client, rows)
    form = get(client, reverse("preparing:take", args=[one.dossier.pk, "overdue", action.pk]))
    assert f"Trách nhiệm trong việc để quá hạn nhiệm vụ: {action.task}" in form
    told: dict[str, Any] = {"text": "Để quá hạn", "basis": "Theo dõi khắc phục", "field": ""}
    assert post(client, "take", [one.dossier.pk, "overdue", action.pk], told).status_code == 303
    assert Suggestion.objects.get().items.get().text == "Để quá hạn"
    assert "đã có trong dự thảo" in get(client, rows)
    assert action.task in get(client, reverse("preparing:body", args=[one.dossier.pk]))
    as_user(client, cast.leader)
    assert re.search(rf'value="{one.dossier.pk}"[^>]*checked', get(client, reverse("preparing:decide", args=[pk])))
    told = {"suggested": [one.dossier.pk], "document": making.paper(cast).pk}
    assert post(client, "decide", [pk], told).status_code == 303
    row = Preparer.objects.get()
    assert post(client, "withdraw", [row.pk], {"because": "Đã xong"}).status_code == 303
    types = Event.objects.order_by("seq").values_list("type", flat=True)[before:]
    assert [type for type in types if type != "documents.registered"] == [
        "preparing.named", "reviews.suggestion_drafted", "preparing.taken", "preparing.decided", "preparing.withdrawn",
    ]  # fmt: skip


def test_once_decided_the_figures_are_gone_and_the_decision_is_named(client: Client, prepared: Prepared) -> None:
    action = making.overdue(prepared.cast)
    made = making.decide(prepared, prepared.dossier)
    as_user(client, prepared.cast.officer)
    for name, args in (("signals", [prepared.cycle.pk]), ("body", [prepared.dossier.pk]),
                       ("rows", [prepared.dossier.pk, "overdue"])):  # fmt: skip
        page = get(client, reverse(f"preparing:{name}", args=args))
        assert "đã được gỡ bỏ" in page
        assert made.get_absolute_url() in page
        assert action.task not in page
        assert "Quá hạn" not in page
    page = get(client, made.get_absolute_url())
    assert page.index("Đơn vị minh họa 01") < page.index("Đơn vị minh họa 02")
    assert "Đơn vị minh họa 02" not in get(client, made.get_absolute_url() + "?only=yes")


def test_bodies_stand_in_official_order_without_rank_or_judging_colour(client: Client, prepared: Prepared) -> None:
    making.below(prepared.cast)
    prepared.cast.other_body.official_order = 1
    prepared.cast.other_body.save()
    as_user(client, prepared.cast.officer)
    page = get(client, reverse("preparing:signals", args=[prepared.cycle.pk]))
    assert page.index("Đơn vị minh họa 02") < page.index("Đơn vị minh họa 01")
    content = page[page.index("<table") : page.index("</table>")]
    assert not {"chip-bad", "chip-warn", "chip-good"} & set(re.findall(r"chip-\w+", content))
    only = get(client, reverse("preparing:signals", args=[prepared.cycle.pk]) + "?signal=below_plan")
    assert "Đơn vị minh họa 01" in only
    assert "Đơn vị minh họa 02" not in only


def test_a_refused_form_keeps_what_was_typed(client: Client, prepared: Prepared) -> None:
    action = making.overdue(prepared.cast)
    as_user(client, prepared.cast.officer)
    told = {"text": "", "basis": "Căn cứ đã nhập"}
    answer = post(client, "take", [prepared.dossier.pk, "overdue", action.pk], told)
    assert answer.status_code == 422
    assert "Căn cứ đã nhập" in answer.content.decode()
    as_user(client, prepared.cast.leader)
    answer = post(client, "decide", [prepared.cycle.pk], {"suggested": ["9" * 30], "document": ""})
    assert answer.status_code == 422
    assert not SuggestionDecision.objects.exists()


def test_a_double_click_decides_once(client: Client, prepared: Prepared) -> None:
    as_user(client, prepared.cast.leader)
    data = {"command_id": str(uuid.uuid4()), "suggested": [prepared.dossier.pk],
            "document": making.paper(prepared.cast).pk}  # fmt: skip
    url = reverse("preparing:decide", args=[prepared.cycle.pk])
    assert {client.post(url, data).status_code for _click in range(2)} == {303}
    assert SuggestionDecision.objects.count() == 1


def test_the_office_enters_the_decision_for_a_leader(client: Client, prepared: Prepared) -> None:
    cast = prepared.cast
    as_user(client, cast.officer)
    data = {"document": making.paper(cast).pk, "on_behalf_person": cast.leader.pk, "basis_number": "21-QĐ/TU",
            "basis_date": "2023-09-20"}  # fmt: skip
    assert post(client, "decide", [prepared.cycle.pk], data).status_code == 303
    made = SuggestionDecision.objects.get()
    assert (made.by, made.entered_by) == (cast.leader, cast.officer)


def test_lists_cost_as_many_queries_for_three_rows_as_for_one(client: Client, prepared: Prepared) -> None:
    cast = prepared.cast
    making.overdue(cast)
    as_user(client, cast.officer)
    urls = [
        reverse("preparing:cycles"),
        reverse("preparing:cycle", args=[prepared.cycle.pk]),
        reverse("preparing:signals", args=[prepared.cycle.pk]),
        reverse("preparing:rows", args=[prepared.dossier.pk, "overdue"]),
    ]
    before = [cost(client, url) for url in urls]
    for number in (3, 4):
        making.overdue(cast, task=f"Việc thứ {number}")
        with journal.recording(by=None):
            unit = make_unit(
                f"Đơn vị minh họa 0{number}", kind="cap-uy", level="district", order=50, parent=cast.superior
            )
        making.act(cast.officer, reviews.add_body, prepared.cycle, unit)
    making.act(cast.leader, operations.name_preparer, prepared.cycle, cast.verifier)
    assert [cost(client, url) for url in urls] == before
    decided = making.decide(prepared).get_absolute_url()
    assert cost(client, decided) < 30


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_whole_in_both_languages(client: Client, prepared: Prepared, language: str) -> None:
    making.below(prepared.cast)
    making.stated(prepared.cast, source="inspection", open_since=making.START.replace(year=2010))
    as_user(client, prepared.cast.officer)
    client.cookies["language"] = language
    pk = prepared.dossier.pk
    urls = [reverse("preparing:signals", args=[prepared.cycle.pk]), reverse("preparing:body", args=[pk])]
    urls += [reverse("preparing:rows", args=[pk, kind]) for kind in ("below_plan", "long_standing", "concluded")]
    for url in urls:
        assert "%(" not in get(client, url)


def test_the_cycle_leads_there_for_those_it_concerns(client: Client, prepared: Prepared) -> None:
    there = reverse("preparing:cycle", args=[prepared.cycle.pk])
    for who, shown in (("leader", True), ("officer", True), ("verifier", False), ("head", False)):
        as_user(client, prepared.cast.people()[who])
        assert (f'href="{there}"' in get(client, prepared.cycle.get_absolute_url())) is shown, who
