"""Who may do what around a conference: reading the table is reading the policy."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chuyenbien.conferences import operations
from chuyenbien.conferences.models import Conclusion
from chuyenbien.journal.sentences import known_types, sentence_of
from chuyenbien.reviews.enums import DossierState
from tests.cast import as_user
from tests.conferences.making import add, call, conclude, concluded, direct, do, hold, post
from tests.reviews.conftest import Review

ALLOWED, REFUSED, HIDDEN = 200, 403, 404
SEEING = "leader officer verifier head editor inspector chair scribe delegate"
NAMES = [*SEEING.split(), "doer", "other_head", "admin", "stranger"]

BEFORE: dict[str, str] = {"schedule": "officer scribe", "record_direction": "chair scribe officer"}
CALLED: dict[str, str] = {
    "conference": SEEING,
    "move": "officer scribe",
    "cancel": "officer scribe",
    "attendance": "officer chair scribe",
    "minutes": "officer chair scribe",
}
HELD: dict[str, str] = {"draft": "officer chair scribe", "explain_direction": "officer chair scribe"}
DRAFTED: dict[str, tuple[str, str]] = {
    "conclusion": ("leader officer chair scribe delegate", ""),
    "edit": ("officer chair scribe", "leader delegate"),
    "add_line": ("officer chair scribe", "leader delegate"),
    "issue": ("chair officer", "leader scribe delegate"),
    "notice": ("", ""),
}
"""The draft is hidden from the body and from inspection. The office enters on behalf of the head of the delegation."""

ISSUED: dict[str, str] = {"conclusion": SEEING, "notice": SEEING, "attach": "leader officer chair scribe", "edit": ""}


def check(client: Client, review: Review, url: str, allowed: str, refused: str = SEEING) -> None:
    expected = dict.fromkeys(NAMES, HIDDEN)
    expected |= dict.fromkeys(refused.split(), REFUSED) | dict.fromkeys(allowed.split(), ALLOWED)
    found = {}
    for who in NAMES:
        as_user(client, review.people()[who])
        found[who] = client.get(url).status_code
    assert found == expected


@pytest.mark.parametrize("name", BEFORE)
def test_before_it_is_called(client: Client, review: Review, name: str) -> None:
    review.bring_to(DossierState.SUBMITTED)
    check(client, review, reverse(f"conferences:{name}", args=[review.dossier.pk]), BEFORE[name])


@pytest.mark.parametrize("name", CALLED)
def test_once_called(client: Client, review: Review, name: str) -> None:
    check(client, review, reverse(f"conferences:{name}", args=[call(review).pk]), CALLED[name])


@pytest.mark.parametrize("name", HELD)
def test_once_held(client: Client, review: Review, name: str) -> None:
    hold(review)
    pk = review.dossier.pk if name == "draft" else direct(review).pk
    check(client, review, reverse(f"conferences:{name}", args=[pk]), HELD[name])


@pytest.mark.parametrize("name", DRAFTED)
def test_the_draft(client: Client, review: Review, name: str) -> None:
    allowed, refused = DRAFTED[name]
    check(client, review, reverse(f"conferences:{name}", args=[conclude(review).pk]), allowed, refused)


@pytest.mark.parametrize("name", ISSUED)
def test_once_issued(client: Client, review: Review, name: str) -> None:
    check(client, review, reverse(f"conferences:{name}", args=[concluded(review).pk]), ISSUED[name])


def test_without_a_delegation_the_board_leader_issues(client: Client, review: Review) -> None:
    hold(review, review.other)
    conclusion: Conclusion = do(
        review.cast.officer,
        operations.draft_conclusion,
        review.bring_to(DossierState.HELD, review.other),
        summary="Tốt",
    )
    url = reverse("conferences:issue", args=[conclusion.pk])
    found = {}
    for who in ("leader", "chair", "other_head"):
        as_user(client, review.people()[who])
        found[who] = client.get(url).status_code
    assert found == {"leader": ALLOWED, "chair": HIDDEN, "other_head": HIDDEN}


def test_buttons_refuse_everybody_else(client: Client, review: Review) -> None:
    held = reverse("conferences:held", args=[call(review).pk])
    for who in NAMES:
        if who not in ("officer", "scribe"):
            as_user(client, review.people()[who])
            assert post(client, held).status_code in (REFUSED, HIDDEN), who
    assert client.get(held).status_code == 405


def test_taking_a_line_out_is_for_those_who_draft(client: Client, review: Review) -> None:
    conclusion = conclude(review)
    line = add(review, conclusion)
    remove = reverse("conferences:remove_line", args=[conclusion.pk, line.pk])
    for who in NAMES:
        if who not in ("officer", "scribe", "chair"):
            as_user(client, review.people()[who])
            assert post(client, remove).status_code in (REFUSED, HIDDEN), who
    assert conclusion.lines.exists()


DATA = {
    "body": "Đơn vị minh họa 01",
    "starts_at": "2023-01-10T01:00:00+00:00",
    "former": "2023-01-09T01:00:00+00:00",
    "place": "Hội trường",
    "present": 12,
    "absent": 1,
    "number": 1,
    "person": "Mai Văn Trưởng",
    "text": "Đẩy nhanh",
    "explanation": "Đã có",
    "title": "Chậm giao đất",
    "count": 2,
    "plan_due": "2023-02-10",
    "document": "15-TB/TU",
    "copies": "01 – Mai Văn Trưởng",
}


@pytest.mark.parametrize("type", [one for one in known_types() if one.startswith("conferences.")])
def test_events_are_told_in_both_languages(type: str) -> None:
    with translation.override("vi"):
        vietnamese = sentence_of(type, DATA)
    with translation.override("en"):
        english = sentence_of(type, DATA)
    assert "…" not in vietnamese
    assert "%(" not in vietnamese
    assert vietnamese != english
