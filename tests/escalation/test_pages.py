"""The pages of obstacles and requests: the escalated slice, the forms, who may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.escalation import operations
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityAnswer, AuthorityRequest, Obstacle
from chuyenbien.orgs.enums import CodeList
from tests.cast import Cast, as_user, code
from tests.remediation.making import active

from . import making


@pytest.fixture(autouse=True)
def day() -> Iterator[None]:
    with clock.at(making.TODAY):
        yield


def url(name: str, pk: int | None = None) -> str:
    return reverse(f"escalation:{name}", args=[] if pk is None else [pk])


def test_from_the_obstacle_to_the_answer_of_an_outside_authority(client: Client, cast: Cast) -> None:
    action = active(cast)
    kind = code(CodeList.OBSTACLE_KIND, "phap-luat")
    as_user(client, cast.doer)
    sent = {"kind": kind.pk, "text": "Chưa có hướng dẫn", "within_authority": "0"}
    assert client.post(url("raise", action.pk), sent).status_code == 303
    obstacle = Obstacle.objects.get()
    as_user(client, cast.editor)
    petition = {
        "authority": cast.ministry.pk,
        "own_efforts": "Đã ba lần trình",
        "request": "Cho phép giao đất",
        "answer_due": "2023-03-31",
    }
    assert client.post(url("draft", obstacle.pk), petition).status_code == 303
    request = AuthorityRequest.objects.get()
    assert client.get(url("send", request.pk)).status_code in (200, 403)
    as_user(client, cast.head)
    letter = {"sent_on": "2023-02-01", "number": "15-CV/ĐU", "letter_date": "2023-02-01"}
    assert client.post(url("send", request.pk), letter).status_code == 303
    as_user(client, cast.officer)
    assert client.post(url("receive", request.pk), {"received_on": "2023-02-06"}).status_code == 303
    answer = {"kind": "agreed", "text": "Đồng ý", "answered_on": "2023-02-01", "precision": "month"}
    assert client.post(url("answer", request.pk), answer).status_code == 303
    request.refresh_from_db()
    assert request.state == RequestState.ANSWERED
    shown = client.get(url("request", request.pk)).content.decode()
    for words in ("02/2023", "15-CV/ĐU", "Đã ba lần trình", "chưa phải là kết thúc"):
        assert words in shown


def test_own_matters_are_stopped_at_the_door_with_what_to_do(client: Client, cast: Cast) -> None:
    obstacle = making.obstacle(cast, within_authority=True)
    as_user(client, cast.head)
    assert client.get(url("draft", obstacle.pk)).status_code == 403
    shown = client.get(url("obstacle", obstacle.pk)).content.decode()
    assert "không được đẩy lên cấp trên" in shown


def test_an_authority_reads_the_slice_and_nothing_else(client: Client, cast: Cast) -> None:
    request = making.sent(cast, authority=cast.elsewhere)
    as_user(client, cast.stranger)
    shown = client.get(url("request", request.pk)).content.decode()
    action = request.obstacle.action
    for words in (request.request, request.obstacle.text, action.task):
        assert words in shown
    assert f'href="{action.get_absolute_url()}"' not in shown
    assert client.get(action.get_absolute_url()).status_code == 404
    assert client.get(url("obstacle", request.obstacle_id)).status_code == 404
    sent = {"kind": "refused", "text": "Không thuộc thẩm quyền", "answered_on": "2023-02-20", "precision": "day"}
    assert client.post(url("answer", request.pk), sent).status_code == 303


def test_forwarding_asks_to_whom(client: Client, cast: Cast) -> None:
    request = making.sent(cast)
    as_user(client, cast.officer)
    sent = {"kind": "forwarded", "text": "Chuyển", "answered_on": "2023-02-20", "precision": "day"}
    assert client.post(url("answer", request.pk), sent).status_code == 422
    assert client.post(url("answer", request.pk), {**sent, "forward_to": cast.elsewhere.pk}).status_code == 303
    assert client.get(url("request", request.pk)).status_code == 200


def test_what_was_asked_for_is_supplied_and_both_dates_stay_visible(client: Client, cast: Cast) -> None:
    request = making.sent(cast)
    making.answered(cast, request, "more_asked")
    as_user(client, cast.head)
    shown = client.get(url("request", request.pk)).content.decode()
    assert url("supply", request.pk) in shown
    assert "Thời gian của nơi đó tạm dừng" in shown
    form = {"text": "", "supplied_on": "2023-02-27", "number": "20-CV/ĐU"}
    refused = client.post(url("supply", request.pk), form)
    assert (refused.status_code, "20-CV/ĐU" in refused.content.decode()) == (422, True)
    assert client.post(url("supply", request.pk), {**form, "text": "Bản đồ hiện trạng"}).status_code == 303
    shown = client.get(url("request", request.pk)).content.decode()
    for words in ("Bản đồ hiện trạng", "20-CV/ĐU", "31/03/2023", "07/04/2023"):
        assert words in shown


def test_a_draft_is_changed_and_a_stale_form_is_refused(client: Client, cast: Cast) -> None:
    request = making.draft(cast)
    as_user(client, cast.editor)
    sent = {
        "authority": cast.ministry.pk,
        "own_efforts": "Đã họp",
        "request": "Bố trí vốn",
        "revision": request.revision,
    }
    assert client.post(url("amend", request.pk), sent).status_code == 303
    assert client.post(url("amend", request.pk), {**sent, "request": "Khác"}).status_code == 409


def test_a_double_click_answers_once(client: Client, cast: Cast) -> None:
    request = making.sent(cast)
    as_user(client, cast.officer)
    sent = {"kind": "agreed", "text": "Đồng ý", "answered_on": "2023-02-20", "precision": "day"}
    sent["command_id"] = "8f2f7f0e-9a5d-4f6e-8f47-0d6bb2f4c002"
    for _click in range(2):
        assert client.post(url("answer", request.pk), sent).status_code == 303
    assert AuthorityAnswer.objects.count() == 1


# --- who may: cast × page of the act → 200 the form, 403 refused, 404 hidden -------------------------------------

PEOPLE = ("leader", "officer", "verifier", "head", "editor", "doer", "inspector", "other_head", "admin", "stranger")
MATRIX = {
    #         leader officer verifier head editor doer inspector other_head admin stranger
    "raise": (403, 200, 403, 200, 200, 200, 403, 404, 404, 404),
    "resolve": (200, 200, 403, 200, 200, 200, 403, 404, 404, 404),
    "draft": (403, 200, 403, 200, 200, 403, 403, 404, 404, 404),
    "amend": (404, 404, 404, 200, 200, 403, 403, 404, 404, 404),
    "send": (404, 404, 404, 200, 200, 403, 403, 404, 404, 404),
    "drop": (404, 404, 404, 200, 200, 403, 403, 404, 404, 404),
    "supply": (403, 200, 403, 200, 200, 403, 403, 404, 404, 404),
    "receive": (403, 200, 403, 403, 403, 403, 403, 404, 404, 404),
    "answer": (403, 200, 403, 403, 403, 403, 403, 404, 404, 404),
}
"""The office of the superior and the editor of the body may enter for the head, so they are shown the form."""


@pytest.mark.parametrize("act", MATRIX)
def test_who_may(client: Client, cast: Cast, act: str) -> None:
    if act in ("receive", "answer"):
        pk = making.sent(cast).pk
    elif act == "supply":
        pk = making.sent(cast).pk
        making.answered(cast, AuthorityRequest.objects.get(), "more_asked")
    elif act in ("amend", "send", "drop"):
        pk = making.draft(cast).pk
    else:
        obstacle = making.obstacle(cast)
        pk = obstacle.action_id if act == "raise" else obstacle.pk
    answers = []
    for name in PEOPLE:
        as_user(client, cast.people()[name])
        answers.append(client.get(url(act, pk)).status_code)
    assert tuple(answers) == MATRIX[act]


def test_an_editor_does_not_send_in_their_own_name(client: Client, cast: Cast) -> None:
    request = making.draft(cast)
    as_user(client, cast.editor)
    assert client.post(url("send", request.pk), {"sent_on": "2023-02-01"}).status_code in (403, 422)
    request.refresh_from_db()
    assert request.state == RequestState.DRAFT


@pytest.mark.parametrize("query", ["", "?of=ours", "?of=waiting", "?late=on", "?state=sent"])
def test_the_list_narrows_and_takes_the_same_number_of_queries(client: Client, cast: Cast, query: str) -> None:
    action = active(cast)

    def one() -> None:
        obstacle = making.obstacle(cast, action)
        request = making.draft(cast, obstacle, answer_due=dt.date(2023, 3, 1))
        AuthorityRequest.objects.filter(pk=request.pk).update(answer_due=dt.date(2023, 2, 20))
        request.refresh_from_db()
        making.act(cast.head, operations.send_request, request, sent_on=making.SENT)

    one()
    as_user(client, cast.officer if query != "?of=ours" else cast.head)
    assert "Cho phép giao đất dịch vụ" in client.get(url("list") + query).content.decode()
    counts = []
    for more in (0, 2):
        for _one in range(more):
            one()
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url("list") + query).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_panels_stand_on_the_pages_of_action_and_finding(client: Client, cast: Cast) -> None:
    request = making.sent(cast)
    action = request.obstacle.action
    as_user(client, cast.head)
    assert 'id="obstacles"' in client.get(action.get_absolute_url()).content.decode()
    assert action.finding is not None
    assert 'id="holdings"' in client.get(action.finding.get_absolute_url()).content.decode()


def test_reclassifying_an_obstacle_empties_its_requests_and_answers(client: Client, cast: Cast) -> None:
    request = making.sent(cast)
    making.answered(cast, request)
    as_user(client, cast.editor)
    sent = {"level": "code_only", "code": "M-05", "because": "Có nội dung mật"}
    assert client.post(url("reclassify", request.obstacle_id), sent).status_code == 403
    as_user(client, cast.head)
    assert client.post(url("reclassify", request.obstacle_id), sent).status_code == 303
    request.refresh_from_db()
    assert (request.code, request.request, request.own_efforts) == ("M-05", "", "")
    assert AuthorityAnswer.objects.get().text == ""
    for page in (url("request", request.pk), url("obstacle", request.obstacle_id), url("list")):
        shown = client.get(page).content.decode()
        assert "M-05" in shown
        assert "giao đất dịch vụ" not in shown.replace(request.obstacle.action.task, "")
