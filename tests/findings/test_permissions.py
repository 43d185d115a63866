"""Who may do what: reading the table is reading the policy."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.findings import operations
from chuyenbien.findings.enums import Track
from chuyenbien.findings.models import Finding
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import as_user, by
from tests.findings.making import draft, post, state
from tests.reviews.conftest import Review, make_cycle

ALLOWED, REFUSED, HIDDEN = 200, 403, 404

NAMES = (
    *("leader", "officer", "verifier", "head", "editor", "doer", "other_head", "admin", "inspector", "stranger"),
    *("chair", "scribe", "delegate"),
)

DRAFT: dict[str, dict[int, str]] = {
    "finding": {ALLOWED: "head editor inspector"},
    "edit": {ALLOWED: "head editor", REFUSED: "inspector"},
    "withdraw": {ALLOWED: "head editor", REFUSED: "inspector"},
    "responsible": {ALLOWED: "head editor", REFUSED: "inspector"},
    "add_cause": {ALLOWED: "head editor", REFUSED: "inspector"},
    "reclassify": {ALLOWED: "head editor", REFUSED: "inspector"},
}
"""A draft of the body: its superior and the delegation do not know of it."""

OWN: dict[str, dict[int, str]] = {
    "finding": {ALLOWED: "head editor inspector"},
    "edit": {REFUSED: "head editor inspector"},
    "amend": {ALLOWED: "head editor", REFUSED: "inspector"},
    "withdraw": {ALLOWED: "head editor", REFUSED: "inspector"},
    "send_up": {ALLOWED: "head editor", REFUSED: "inspector"},
    "promise": {ALLOWED: "head editor", REFUSED: "inspector"},
    "reclassify": {ALLOWED: "head", REFUSED: "editor inspector"},
}
"""Taken into follow-up by the body itself. The editor enters on behalf of the head; the form asks again."""

STATED: dict[str, dict[int, str]] = {
    "finding": {ALLOWED: "leader officer verifier head editor doer inspector chair scribe delegate"},
    "edit": {REFUSED: "leader officer verifier head editor doer inspector chair scribe delegate"},
    "send_up": {REFUSED: "leader officer verifier head editor doer inspector chair scribe delegate"},
    "amend": {ALLOWED: "leader officer chair", REFUSED: "verifier head editor doer inspector scribe delegate"},
    "withdraw": {ALLOWED: "leader officer chair", REFUSED: "verifier head editor doer inspector scribe delegate"},
    "responsible": {
        ALLOWED: "leader officer chair scribe",
        REFUSED: "verifier head editor doer inspector delegate",
    },
    "add_cause": {
        ALLOWED: "leader officer head editor chair scribe",
        REFUSED: "verifier doer inspector delegate",
    },
    "promise": {
        ALLOWED: "leader officer chair scribe",
        REFUSED: "verifier head editor doer inspector delegate",
    },
    "reclassify": {
        ALLOWED: "leader officer chair",
        REFUSED: "verifier head editor doer inspector scribe delegate",
    },
}
"""Stated by the superior; the doer is named as responsible."""

DOSSIER: dict[str, dict[int, str]] = {
    "draft": {
        ALLOWED: "head editor officer",
        REFUSED: "leader verifier inspector chair scribe delegate",
    },
    "state": {
        ALLOWED: "leader officer",
        REFUSED: "verifier head editor inspector chair scribe delegate",
    },
    "report_prior": {
        ALLOWED: "head editor officer",
        REFUSED: "leader verifier inspector",
    },
}
"""In a review. The office of the superior enters on behalf of the body's people."""


def check(client: Client, review: Review, url: str, expected: dict[int, str]) -> None:
    told = {who: status for status, people in expected.items() for who in people.split()}
    found = {}
    for who in NAMES:
        as_user(client, review.people()[who])
        found[who] = client.get(url).status_code
    assert found == {who: told.get(who, HIDDEN) for who in NAMES}


@pytest.mark.parametrize("name", DRAFT)
def test_a_draft(client: Client, review: Review, name: str) -> None:
    finding = draft(review, responsible=[review.cast.doer])
    check(client, review, reverse(f"findings:{name}", args=[finding.pk]), DRAFT[name])


@pytest.mark.parametrize("name", OWN)
def test_an_own_one(client: Client, review: Review, later: ReviewDossier, name: str) -> None:
    finding = draft(review, track=Track.COMMITMENT, promise="Họp hằng tháng", promise_due=dt.date(2023, 6, 30))
    with journal.recording(by=by(review.cast.head)):
        operations.adopt_finding(finding, by=by(review.cast.head))
        operations.carry_into(later, by=by(review.cast.head))
    check(client, review, reverse(f"findings:{name}", args=[finding.pk]), OWN[name])


@pytest.mark.parametrize("name", STATED)
def test_a_stated_one(client: Client, review: Review, later: ReviewDossier, name: str) -> None:
    finding = state(
        review,
        responsible=[review.cast.doer],
        track=Track.COMMITMENT,
        promise="Họp hằng tháng",
        promise_due=dt.date(2023, 6, 30),
    )
    with journal.recording(by=by(review.cast.head)):
        operations.carry_into(later, by=by(review.cast.head))
    check(client, review, reverse(f"findings:{name}", args=[finding.pk]), STATED[name])


@pytest.mark.parametrize("name", ["draft", "state"])
def test_in_a_review(client: Client, review: Review, name: str) -> None:
    check(client, review, reverse(f"findings:{name}", args=[review.dossier.pk]), DOSSIER[name])


def test_section_iii(client: Client, review: Review) -> None:
    from chuyenbien.reviews import operations as reviews

    finding = state(review)
    cycle = make_cycle(review.cast, "Kiểm điểm năm 2023")
    with journal.recording(by=by(review.cast.officer)):
        later: ReviewDossier = reviews.add_body(cycle, review.cast.body, by=by(review.cast.officer))
        operations.carry_into(later, by=by(review.cast.head))
    url = reverse("findings:report_prior", args=[later.pk, finding.pk])
    check(client, review, url, DOSSIER["report_prior"])


BUTTONS = {"adopt": "head", "remove_cause": "head editor", "carry": "leader officer head editor"}


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_refuse_everybody_else(client: Client, review: Review, name: str) -> None:
    finding = draft(review, causes=[("objective", "Lý do")])
    args = {"adopt": [finding.pk], "carry": [review.dossier.pk]}.get(name) or [finding.pk, finding.causes.get().pk]
    allowed = BUTTONS[name].split()
    for who in NAMES:
        if who not in allowed:
            as_user(client, review.people()[who])
            answer = post(client, reverse(f"findings:{name}", args=args))
            assert answer.status_code in (REFUSED, HIDDEN), who
    assert client.get(reverse(f"findings:{name}", args=args)).status_code == 405
    as_user(client, review.people()[allowed[0]])
    assert post(client, reverse(f"findings:{name}", args=args)).status_code == 303


def test_who_is_not_signed_in_is_asked_to(client: Client, review: Review) -> None:
    assert client.get(reverse("findings:list")).status_code == 302
    assert Finding.objects.count() == 0
