"""Who may open and do what with a self-review: reading the table is reading the policy."""

from __future__ import annotations

import pytest
from django.test import Client

from chuyenbien.journal.models import AccessEntry
from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import rules as reviews
from chuyenbien.selfreviews import operations
from chuyenbien.selfreviews.models import SelfReview
from tests.cast import as_user
from tests.reviews.conftest import Review

from . import making
from .making import act, fresh, handed_in, on_paper, opened, written

pytestmark = pytest.mark.django_db

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
NAMES = (
    *("leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger"),
    *("chair", "scribe", "delegate"),
)
READERS = "doer head leader chair scribe delegate"

DRAFT: dict[str, dict[int, str]] = {
    "self_review": {ALLOWED: "doer"},
    "print": {ALLOWED: "doer"},
    "blank": {ALLOWED: "doer officer head editor"},
    "section": {ALLOWED: "doer"},
    "commitments": {ALLOWED: "doer"},
    "paper": {ALLOWED: "doer"},
    "hand_in": {ALLOWED: "doer"},
    "on_paper": {ALLOWED: "doer officer editor", REFUSED: "head"},
    "return": {REFUSED: "doer"},
    "reclassify": {ALLOWED: "officer head", REFUSED: "doer editor"},
}
"""A draft is nobody's but the author's. Who keeps the list prints the form and enters from paper; the head, who types
for nobody, does not enter."""

SEALED: dict[str, dict[int, str]] = {
    "self_review": {ALLOWED: READERS},
    "print": {ALLOWED: READERS},
    "blank": {ALLOWED: f"{READERS} officer editor"},
    "section": {REFUSED: READERS},
    "commitments": {REFUSED: READERS},
    "paper": {REFUSED: READERS},
    "hand_in": {REFUSED: READERS},
    "on_paper": {REFUSED: f"{READERS} officer editor"},
    "return": {ALLOWED: "head leader chair", REFUSED: "doer scribe delegate"},
    "reclassify": {ALLOWED: "officer head leader", REFUSED: "doer editor chair scribe delegate"},
}

LIST: dict[str, dict[int, str]] = {
    "of_dossier": {ALLOWED: "officer head editor leader chair scribe delegate"},
    "open": {ALLOWED: "officer head editor", REFUSED: "leader chair scribe delegate"},
}


def check(client: Client, review: Review, address: str, expected: dict[int, str]) -> None:
    told = {who: status for status, people in expected.items() for who in people.split()}
    found = {who: as_user(client, review.people()[who]).get(address).status_code for who in NAMES}
    assert found == {who: told.get(who, HIDDEN) for who in NAMES}


def address_of(name: str, one: SelfReview) -> str:
    keys = {"section": ("II",), "paper": ("residence",)}
    return making.url(name, one.pk, *keys.get(name, ()))


@pytest.mark.parametrize("name", DRAFT)
def test_a_draft(client: Client, review: Review, name: str) -> None:
    check(client, review, address_of(name, written(review, review.cast.doer)), DRAFT[name])


@pytest.mark.parametrize("name", SEALED)
def test_handed_in(client: Client, review: Review, name: str) -> None:
    check(client, review, address_of(name, handed_in(review, review.cast.doer)), SEALED[name])


@pytest.mark.parametrize("name", LIST)
def test_the_list(client: Client, review: Review, name: str) -> None:
    handed_in(review, review.cast.doer)
    check(client, review, making.url(name, review.dossier.pk), LIST[name])


def test_files_are_read_like_the_rest_and_by_no_other_door(client: Client, review: Review) -> None:
    """Also not through the one door to files, which notes no reading."""
    one = on_paper(review, review.cast.doer, review.cast.editor)
    check(client, review, making.url("scan", one.pk), {ALLOWED: READERS})
    assert one.scan is not None
    check(client, review, one.scan.get_absolute_url(), {})
    other = written(review, review.cast.editor)
    act(review.cast.editor, operations.check_paper, other, "residence", "present", upload=making.scan())
    act(review.cast.editor, operations.hand_in, fresh(other))
    check(
        client,
        review,
        making.url("paper_file", other.pk, "residence"),
        {ALLOWED: "editor head leader chair scribe delegate"},
    )
    as_user(client, review.cast.head)
    assert client.get(making.url("paper_file", other.pk, "declaration")).status_code == HIDDEN
    assert client.get(making.url("scan", other.pk)).status_code == HIDDEN


@pytest.mark.parametrize("who", NAMES)
def test_the_rows_somebody_sees_are_those_the_rule_lets_them_read(review: Review, who: str) -> None:
    """One rule, said twice: ``reviews.rules.can_read_self_review`` and the condition on rows agree."""
    rows = [handed_in(review, review.cast.doer), handed_in(review, review.cast.editor)]
    rows.append(handed_in(review, review.cast.other_head, dossier=review.other))
    standing = Standing.of(review.people()[who])
    by_rule = {one.pk for one in rows if reviews.can_read_self_review(standing, one.person, one.dossier)}
    assert set(SelfReview.objects.visible_to(standing).values_list("pk", flat=True)) == by_rule


def test_withdrawing_and_bringing_in(client: Client, review: Review) -> None:
    one = opened(review, review.cast.doer)
    told = {}
    for name in ("withdraw", "bring_in"):
        for who in NAMES:
            if name == "withdraw" and who in ("officer", "head", "editor"):
                continue
            answer = making.post(as_user(client, review.people()[who]), making.url(name, one.pk))
            told[name, who] = answer.status_code
    assert told.pop(("bring_in", "doer")) == 422  # nothing has come since
    assert told.pop(("withdraw", "doer")) == REFUSED
    assert set(told.values()) == {HIDDEN}
    making.post(as_user(client, review.cast.editor), making.url("withdraw", one.pk))
    assert not SelfReview.objects.exists()


def test_each_reading_by_another_is_noted_and_the_author_sees_it(client: Client, review: Review) -> None:
    one = handed_in(review, review.cast.doer)
    for who in ("doer", "head", "chair"):
        page = as_user(client, review.people()[who]).get(one.get_absolute_url()).content.decode()
        assert ('id="readings"' in page) == (who == "doer")
    as_user(client, review.cast.leader).get(making.url("print", one.pk))
    as_user(client, review.cast.officer).get(making.url("blank", one.pk))
    as_user(client, review.cast.officer).get(one.get_absolute_url())
    noted = AccessEntry.objects.filter(kind="selfreviews.selfreview", subject_id=one.pk)
    assert list(noted.order_by("pk").values_list("person_id", flat=True)) == [
        review.cast.head.pk,
        review.chair.pk,
        review.cast.leader.pk,
    ]
    page = as_user(client, review.cast.doer).get(one.get_absolute_url()).content.decode()
    for reader in (review.cast.head, review.chair, review.cast.leader):
        assert reader.full_name in page
    assert noted.count() == 3
