"""The pages: accept or return on one screen, what is missing before closing, exceptions; strangers get 404."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action, Submission
from chuyenbien.verification import operations
from chuyenbien.verification.models import ClosureException, IndependenceException, Verification
from tests.cast import Cast, as_user
from tests.remediation import making as remediation

from . import making


@pytest.fixture(autouse=True)
def day() -> Any:
    with clock.at(making.TODAY):
        yield


def page(name: str, pk: int | None = None) -> str:
    return reverse(f"verification:{name}", args=[] if pk is None else [pk])


def test_the_queue_shows_what_waits_and_the_screen_judges_it(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    as_user(client, cast.verifier)
    listed = client.get(page("queue")).content.decode()
    assert page("judge", submission.pk) in listed
    shown = client.get(page("judge", submission.pk)).content.decode()
    for words in (submission.action.deliverable, submission.action.acceptance_criterion, "Đã gửi hồ sơ"):
        assert words in shown
    answer = client.post(page("judge", submission.pk), {"judgment": "accepted", "reason": ""})
    assert answer.status_code == 303
    assert Action.objects.get().state == ActionState.DONE
    assert page("judge", submission.pk) not in client.get(page("queue")).content.decode()
    assert "Lần nộp này" not in client.get(page("judge", submission.pk)).content.decode()


def test_returning_without_a_reason_is_refused_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    as_user(client, cast.verifier)
    answer = client.post(page("judge", submission.pk), {"judgment": "returned", "reason": ""})
    assert answer.status_code == 422
    assert "còn thiếu gì" in answer.content.decode()
    assert not Verification.objects.exists()


def test_a_double_click_judges_once(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    as_user(client, cast.verifier)
    command = "8f2f7f0e-9a5d-4f6e-8f47-0d6bb2f4c001"
    sent = {"judgment": "returned", "reason": "Thiếu", "command_id": command}
    urls = [client.post(page("judge", submission.pk), sent).headers["Location"] for _again in range(2)]
    assert urls[0] == urls[1]
    assert Verification.objects.count() == 1


@pytest.mark.parametrize("name", ["doer", "head", "leader", "officer", "editor"])
def test_others_who_see_it_read_why_they_may_not(client: Client, cast: Cast, name: str) -> None:
    submission = making.submission(cast)
    as_user(client, cast.people()[name])
    if name == "officer":  # the office may enter for the verifier, so the form is shown, and refuses without one
        answer = client.post(page("judge", submission.pk), {"judgment": "accepted"})
        assert answer.status_code == 422
        return
    assert client.get(page("judge", submission.pk)).status_code == 200
    assert client.post(page("judge", submission.pk), {"judgment": "accepted"}).status_code == 403


def test_nobody_enters_for_a_verifier_what_they_worked_on(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    submission.action.progress.update(entered_by=cast.officer)
    as_user(client, cast.officer)
    sent = {
        "judgment": "accepted",
        "on_behalf_person": cast.verifier.pk,
        "basis_number": "01-TB",
        "basis_date": "2023-02-28",
    }
    assert client.post(page("judge", submission.pk), sent).status_code in (403, 422)
    assert not Verification.objects.exists()


def test_entered_for_the_verifier_on_the_basis_of_a_paper(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    as_user(client, cast.officer)
    sent = {
        "judgment": "accepted",
        "on_behalf_person": cast.verifier.pk,
        "basis_number": "01-TB",
        "basis_date": "2023-02-28",
    }
    assert client.post(page("judge", submission.pk), sent).status_code == 303
    judged = Verification.objects.get()
    assert (judged.by, judged.entered_by) == (cast.verifier, cast.officer)


def test_closing_through_the_pages(client: Client, cast: Cast) -> None:
    finding = making.ready(cast)
    as_user(client, cast.verifier)
    shown = client.get(page("closing", finding.pk)).content.decode()
    assert page("close", finding.pk) in shown
    assert client.get(page("close", finding.pk)).status_code == 200
    assert client.post(page("close", finding.pk), {"reason": "Xong"}).status_code == 303
    assert Finding.objects.get().state == FindingState.CLOSED
    assert client.post(page("reopen", finding.pk), {"because": "Tái diễn"}).status_code == 303
    assert Finding.objects.get().state == FindingState.STATED


def test_an_estimate_is_refused_with_what_is_awaited(client: Client, cast: Cast) -> None:
    action = making.accepted(cast)
    assert action.finding is not None
    making.figure(cast, making.condition(cast, action.finding), 98, settled=False)
    as_user(client, cast.verifier)
    answer = client.post(page("close", action.finding.pk), {"reason": ""})
    assert answer.status_code == 422
    assert "chờ số quyết toán" in answer.content.decode()


def test_exceptions_through_the_pages(client: Client, cast: Cast) -> None:
    action = making.accepted(cast)
    assert action.finding is not None
    pk = action.finding.pk
    as_user(client, cast.verifier)
    assert client.post(page("ask_exception", pk), {"reason": "Không đo được"}).status_code == 303
    exception = ClosureException.objects.get()
    assert client.get(page("decide_exception", exception.pk)).status_code == 403
    as_user(client, cast.leader)
    assert "Không đo được" in client.get(page("decide_exception", exception.pk)).content.decode()
    assert client.post(page("decide_exception", exception.pk), {"decision": "refuse"}).status_code == 422
    assert client.post(page("decide_exception", exception.pk), {"decision": "accept"}).status_code == 303
    exception.refresh_from_db()
    assert exception.accepted_by == cast.leader
    assert client.get(page("closing", pk)).status_code == 200


def test_an_exception_from_independence_through_the_page(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    submission.action.progress.update(author=cast.verifier)
    as_user(client, cast.leader)
    url = page("except_independence", submission.action_id)
    assert client.get(url).status_code == 200
    assert client.post(url, {"verifier": cast.verifier.pk, "reason": "Không còn ai"}).status_code == 303
    assert IndependenceException.objects.get().approved_by == cast.leader


ROUTES = ("judge", "except_independence", "closing", "close", "reopen", "ask_exception", "decide_exception")


@pytest.mark.parametrize("name", ["stranger", "other_head", "admin"])
def test_strangers_get_404_throughout(client: Client, cast: Cast, name: str) -> None:
    action = making.accepted(cast)
    assert action.finding is not None
    exception = making.act(cast.verifier, operations.ask_closure_exception, action.finding, reason="Không đo được")
    as_user(client, cast.people()[name])
    pks = {
        "judge": Submission.objects.get().pk,
        "except_independence": action.pk,
        "decide_exception": exception.pk,
    }
    for route in ROUTES:
        assert client.get(page(route, pks.get(route, action.finding.pk))).status_code == 404, route
    assert client.get(page("queue")).status_code == 200


def test_the_panels_stand_on_the_pages_of_action_and_finding(client: Client, cast: Cast) -> None:
    finding = making.closed(cast)
    for name in ("verifier", "head", "doer", "leader"):
        as_user(client, cast.people()[name])
        action = client.get(Action.objects.get().get_absolute_url())
        assert 'id="confirmation"' in action.content.decode()
    shown = client.get(finding.get_absolute_url()).content.decode()
    assert 'id="closing"' in shown
    assert 'id="indicators"' in shown


def test_the_queue_takes_the_same_number_of_queries_for_one_and_three(client: Client, cast: Cast) -> None:
    as_user(client, cast.verifier)
    making.submission(cast)
    client.get(page("queue"))
    counts = []
    for more in (0, 2):
        for number in range(more):
            making.submission(cast, remediation.active(cast, task=f"Nhiệm vụ thứ {number} của kế hoạch khắc phục"))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page("queue")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
