"""Short ways to bring a progress meeting to the state a test starts from, always through the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.escalation import operations as escalation
from chuyenbien.escalation.models import AuthorityRequest, Obstacle
from chuyenbien.followup import operations
from chuyenbien.followup.models import Meeting, MeetingItem
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation.models import Action
from tests.cast import Cast, by, code
from tests.remediation.making import DUE

LATER = DUE + dt.timedelta(days=12)
"""The day of the meeting: twelve days after the usual due date."""


def plan(cast: Cast, **facts: Any) -> Meeting:
    """A meeting of the body today, chaired by its head."""
    with journal.recording(by=by(cast.head)):
        return operations.plan_meeting(
            unit=cast.body,
            chair=cast.head,
            by=by(cast.head),
            **{"title": "Họp kiểm điểm tiến độ", "starts_at": clock.moment_of(clock.today(), 14), **facts},
        )


def decide(item: MeetingItem, cast: Cast, decision: str, **facts: Any) -> MeetingItem:
    with journal.recording(by=by(cast.head)):
        return operations.decide(item, by=by(cast.head), decision=decision, **{"note": "Theo ý kiến chủ trì", **facts})


def hold(meeting: Meeting, cast: Cast, **facts: Any) -> Meeting:
    with journal.recording(by=by(cast.head)):
        return operations.hold_meeting(meeting, by=by(cast.head), **{"minutes": "Biên bản", **facts})


def obstacle(cast: Cast, action: Action, *, within: bool) -> Obstacle:
    with journal.recording(by=by(cast.doer)):
        return escalation.raise_obstacle(
            action,
            by=by(cast.doer),
            kind=code(CodeList.OBSTACLE_KIND, "thu-tuc"),
            text="Chờ hướng dẫn",
            within_authority=within,
        )


def petition(cast: Cast, action: Action, answer_due: dt.date) -> AuthorityRequest:
    """Sent to the ministry, not answered."""
    beyond = obstacle(cast, action, within=False)
    with journal.recording(by=by(cast.head)):
        drafted = escalation.draft_request(
            beyond,
            by=by(cast.head),
            authority=cast.ministry,
            own_efforts="Đã làm việc với cơ quan chuyên môn",
            request="Đề nghị hướng dẫn",
            answer_due=answer_due,
        )
        return escalation.send_request(drafted, by=by(cast.head))
