"""Replies that did not come: who is told, what is drafted for whom, and that nothing goes up by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from chuyenbien.core import clock
from chuyenbien.escalation import operations
from chuyenbien.escalation.enums import RECEIPT_OVERDUE, REPLY_OVERDUE, TO_SIGN, RequestState
from chuyenbien.escalation.models import AuthorityRequest, TimedOut
from chuyenbien.journal.models import Event
from chuyenbien.notices.models import Notice
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.models import Membership
from tests.cast import Cast, as_user

from . import making

pytestmark = pytest.mark.django_db

AFTER = dt.date(2023, 4, 3)
"""The Monday after the day by which the answer was asked, Friday 31/3."""


def watch(day: dt.date) -> int:
    with clock.at(day):
        return operations.watch(clock.moment_of(day))


def waiting(cast: Cast, *, goes_on: bool = True, **facts: Any) -> AuthorityRequest:
    """A petition to the superior; from there the chain goes on to the ministry, if told."""
    if goes_on:
        making.act(cast.officer, operations.set_next_authority, cast.superior, authority=cast.ministry, basis="Quy chế")
    return making.sent(cast, making.TODAY, **{"authority": cast.superior, **facts})


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind, withdrawn_at=None).values_list("person__user__username", flat=True))


def drafts() -> Any:
    return AuthorityRequest.objects.filter(state=RequestState.DRAFT)


def test_nothing_happens_before_a_date_has_passed(cast: Cast) -> None:
    """Sent on Wednesday 1/3: the receipt is owed by the end of 8/3."""
    waiting(cast)
    assert watch(dt.date(2023, 3, 8)) == 0
    assert not TimedOut.objects.exists()


def test_a_receipt_that_does_not_come_is_told_and_nothing_is_drafted(cast: Cast) -> None:
    waiting(cast)
    assert watch(dt.date(2023, 3, 9)) == 3
    assert told(RECEIPT_OVERDUE) == {"doer", "head", "officer"}
    assert not drafts().exists()


def test_a_receipt_that_came_is_not_waited_for(cast: Cast) -> None:
    request = waiting(cast)
    watch(dt.date(2023, 3, 9))
    making.act(cast.officer, operations.receive_request, request, on=dt.date(2023, 3, 9))
    assert told(RECEIPT_OVERDUE) == set()


def test_an_answer_that_does_not_come_is_told_and_a_petition_is_laid_before_the_head(cast: Cast) -> None:
    request = waiting(cast)
    watch(AFTER)
    assert told(REPLY_OVERDUE) == {"doer", "head", "officer"}
    draft = drafts().get()
    assert (draft.authority, draft.signer, draft.drafted_by, draft.asker) == (cast.ministry, cast.head, None, cast.body)
    assert draft.forwarded_from == request
    assert "đến ngày 03/04/2023 chưa nhận được văn bản trả lời" in draft.own_efforts
    assert told(TO_SIGN) == {"head"}
    assert Event.objects.filter(type="escalation.next_drafted").count() == 1


def test_it_goes_nowhere_by_itself(client: Client, cast: Cast) -> None:
    """Until the head signs, neither the superior nor anybody above sees it."""
    waiting(cast)
    watch(AFTER)
    draft = drafts().get()
    with clock.at(AFTER):
        for name in ("leader", "officer", "verifier", "stranger", "admin"):
            as_user(client, cast.people()[name])
            assert client.get(draft.get_absolute_url()).status_code == 404, name
        as_user(client, cast.head)
        shown = client.get(draft.get_absolute_url()).content.decode()
        assert "Chưa gửi cho ai" in shown
        assert draft.get_absolute_url() in client.get("/", follow=True).content.decode()
    making.act(cast.head, operations.send_request, draft, on=AFTER)
    draft.refresh_from_db()
    assert (draft.state, draft.drafted_by) == (RequestState.SENT, cast.head)


def test_twice_is_once(cast: Cast) -> None:
    waiting(cast)
    assert watch(AFTER) == 3 + 3 + 1
    events = Event.objects.count()
    for day in (AFTER, AFTER, dt.date(2023, 4, 4)):
        assert watch(day) == 0
    assert drafts().count() == 1
    assert Event.objects.count() == events


def test_a_worker_that_was_stopped_in_between_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from chuyenbien.escalation.operations import watching

    waiting(cast)

    def killed(*_given: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(watching, "_drafted", killed)
        with pytest.raises(KeyboardInterrupt):
            watch(AFTER)
    assert not drafts().exists()
    watch(AFTER)
    assert drafts().count() == 1
    assert Notice.objects.filter(kind=REPLY_OVERDUE).count() == 3


def test_on_a_day_off_nothing_is_told(cast: Cast) -> None:
    waiting(cast)
    assert watch(dt.date(2023, 4, 1)) == 0
    assert watch(AFTER) > 0


def test_where_the_chain_ends_nothing_is_drafted(cast: Cast) -> None:
    waiting(cast, goes_on=False)
    watch(AFTER)
    assert told(REPLY_OVERDUE) == {"doer", "head", "officer"}
    assert not drafts().exists()


def test_a_next_level_that_is_set_later_is_drafted_then(cast: Cast) -> None:
    waiting(cast, goes_on=False)
    watch(AFTER)
    making.act(
        cast.officer, operations.set_next_authority, cast.superior, authority=cast.ministry, basis="Quy chế", on=AFTER
    )
    watch(dt.date(2023, 4, 4))
    assert drafts().get().authority == cast.ministry


def test_without_a_head_it_waits_for_the_next_one(cast: Cast) -> None:
    waiting(cast)
    Membership.objects.filter(person=cast.head).update(valid_until=dt.date(2023, 3, 31))
    watch(AFTER)
    assert told(REPLY_OVERDUE) == {"doer", "officer"}
    assert not drafts().exists()
    making.act(cast.admin, orgs.give_role, cast.editor, cast.body, "head", since=dt.date(2023, 4, 4), on=AFTER)
    watch(dt.date(2023, 4, 4))
    assert drafts().get().signer == cast.editor


def test_an_outside_authority_is_told_nothing(cast: Cast) -> None:
    waiting(cast, authority=cast.ministry)
    watch(AFTER)
    assert told(REPLY_OVERDUE) == {"doer", "head"}


def test_the_reply_takes_back_what_nobody_has_written_on(cast: Cast) -> None:
    request = waiting(cast)
    watch(AFTER)
    making.answered(cast, request, "agreed", on=AFTER, answered_on=AFTER)
    assert AuthorityRequest.objects.get(authority=cast.ministry).state == RequestState.DROPPED
    assert told(REPLY_OVERDUE) == told(TO_SIGN) == set()
    assert Event.objects.filter(type="escalation.draft_lapsed").count() == 1


def test_what_somebody_has_written_on_is_left_to_them(cast: Cast) -> None:
    request = waiting(cast)
    watch(AFTER)
    making.act(
        cast.head,
        operations.amend_request,
        drafts().get(),
        authority=cast.ministry,
        own_efforts="Đã báo cáo hai lần",
        asked="Cho phép giao đất",
        on=AFTER,
    )
    making.answered(cast, request, "refused", on=AFTER, answered_on=AFTER)
    assert drafts().count() == 1


def test_what_was_put_aside_does_not_come_back(cast: Cast) -> None:
    waiting(cast)
    watch(AFTER)
    making.act(cast.head, operations.drop_request, drafts().get(), because="Chờ thêm", on=AFTER)
    watch(dt.date(2023, 4, 4))
    assert not drafts().exists()


def test_while_the_authority_waits_for_the_asker_no_date_passes(cast: Cast) -> None:
    request = waiting(cast)
    making.answered(cast, request, "more_asked", on=dt.date(2023, 3, 3), answered_on=dt.date(2023, 3, 3))
    assert watch(AFTER) == 0


def test_a_matter_known_by_a_code_gives_a_code_and_nothing_else(cast: Cast) -> None:
    from chuyenbien.documents import operations as documents

    request = waiting(cast)
    making.act(
        cast.head, documents.reclassify, request.obstacle, level="code_only", code="M-07", because="Có nội dung mật"
    )
    watch(AFTER)
    draft = drafts().get()
    assert (draft.code, draft.own_efforts, draft.request) == ("M-07", "", "")
    assert set(Notice.objects.values_list("code", "is_code_only")) == {("M-07", True)}


def test_own_matters_never_come_so_far(cast: Cast) -> None:
    from chuyenbien.core.verdict import Refused

    with pytest.raises(Refused, match="Đề nghị người đứng đầu quyết định cách tháo gỡ"):
        making.draft(cast, making.obstacle(cast, within_authority=True))


def test_by_hand_the_scheduled_work_knows_the_room() -> None:
    from chuyenbien.notices import schedule

    assert "escalation.replies" in {one.name for one in schedule.scheduled()}
