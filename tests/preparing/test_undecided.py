"""A suggestion that the board did not decide on is pointed out where it is drafted and issued, and never refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.orgs.enums import CodeList
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import Suggestion
from tests.cast import as_user, code

from . import making
from .making import Prepared

pytestmark = pytest.mark.django_db

NONE_YET = "Đợt này chưa ghi quyết định"
NOT_SUGGESTED = "không thuộc danh sách gợi ý"
NOT_NAMED = "chưa nêu tập thể này"


def drafted(one: Prepared) -> Suggestion:
    items = [("Chậm giải quyết hồ sơ đất đai", code(CodeList.FIELD, "dat-dai"))]
    made: Suggestion = making.act(one.cast.officer, reviews.draft_suggestion, one.dossier, items)
    return made


def pages(client: Client, one: Prepared, draft: Suggestion) -> list[str]:
    """The page of the draft, the forms that begin, change and issue one."""
    as_user(client, one.cast.leader)
    urls = [
        draft.get_absolute_url(),
        reverse("reviews:draft_suggestion", args=[one.dossier.pk]),
        reverse("reviews:edit_suggestion", args=[draft.pk]),
        reverse("reviews:issue_suggestion", args=[draft.pk]),
    ]
    return [client.get(url).content.decode() for url in urls]


def test_without_a_decision_that_is_said_on_the_draft_and_its_forms(client: Client, prepared: Prepared) -> None:
    for page in pages(client, prepared, drafted(prepared)):
        assert NONE_YET in page
        assert reverse("preparing:cycle", args=[prepared.cycle.pk]) in page


def test_of_a_body_decided_not_to_be_suggested_the_decision_is_named(client: Client, prepared: Prepared) -> None:
    draft = drafted(prepared)
    decision = making.decide(prepared, prepared.other)
    for page in pages(client, prepared, draft):
        assert NOT_SUGGESTED in page
        assert decision.get_absolute_url() in page
        assert NONE_YET not in page


def test_of_a_suggested_body_nothing_is_said(client: Client, prepared: Prepared) -> None:
    draft = drafted(prepared)
    making.decide(prepared, prepared.dossier)
    for page in pages(client, prepared, draft):
        assert NONE_YET not in page
        assert NOT_SUGGESTED not in page
        assert NOT_NAMED not in page


def test_a_body_put_under_review_since_is_not_in_the_decision(client: Client, prepared: Prepared) -> None:
    making.decide(prepared)
    late = making.act(prepared.cast.officer, reviews.add_body, prepared.cycle, prepared.cast.lead_unit)
    as_user(client, prepared.cast.officer)
    assert NOT_NAMED in client.get(reverse("reviews:draft_suggestion", args=[late.pk])).content.decode()


def test_it_is_issued_all_the_same_and_the_body_reads_nothing_of_it(client: Client, prepared: Prepared) -> None:
    draft = drafted(prepared)
    as_user(client, prepared.cast.leader)
    url = reverse("reviews:issue_suggestion", args=[draft.pk])
    sent = {"number": "12-CV/TU", "issued_on": "2023-09-29"}
    with clock.at(making.TODAY):
        assert client.post(url, sent).status_code == 303
        as_user(client, prepared.cast.head)
        page = client.get(draft.get_absolute_url())
    assert page.status_code == 200
    assert NONE_YET not in page.content.decode()


def test_who_sees_the_draft_but_does_not_prepare_learns_nothing_of_the_decision(
    client: Client, prepared: Prepared
) -> None:
    draft = drafted(prepared)
    as_user(client, prepared.cast.verifier)
    page = client.get(draft.get_absolute_url())
    assert NONE_YET not in page.content.decode()
