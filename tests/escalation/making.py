"""How the tests of this room come to an obstacle, a request, an answer. All through the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.escalation import operations
from chuyenbien.escalation.models import AuthorityAnswer, AuthorityRequest, Obstacle
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action
from tests.cast import Cast, by, code
from tests.remediation import making

TODAY = dt.date(2023, 3, 1)
SENT = dt.date(2023, 2, 1)


def act(person: Person, verb: Any, *args: Any, on: dt.date = TODAY, **facts: Any) -> Any:
    with clock.at(on), journal.recording(by=by(person)):
        return verb(*args, by=by(person), **facts)


def obstacle(cast: Cast, action: Action | None = None, **facts: Any) -> Obstacle:
    made: Obstacle = act(
        cast.doer,
        operations.raise_obstacle,
        action or making.active(cast),
        **{
            "kind": code(CodeList.OBSTACLE_KIND, "phap-luat"),
            "text": "Chưa có hướng dẫn của cấp có thẩm quyền",
            "within_authority": False,
            **facts,
        },
    )
    return made


def draft(cast: Cast, of: Obstacle | None = None, **facts: Any) -> AuthorityRequest:
    made: AuthorityRequest = act(
        cast.editor,
        operations.draft_request,
        of or obstacle(cast),
        **{
            "authority": cast.ministry,
            "own_efforts": "Đã ba lần trình hồ sơ",
            "request": "Cho phép giao đất dịch vụ",
            "answer_due": dt.date(2023, 3, 31),
            **facts,
        },
    )
    return made


def sent(cast: Cast, on: dt.date = SENT, **facts: Any) -> AuthorityRequest:
    request = draft(cast, **facts)
    act(cast.head, operations.send_request, request, sent_on=on)
    return request


def answered(cast: Cast, request: AuthorityRequest, kind: str = "agreed", **facts: Any) -> AuthorityAnswer:
    person = facts.pop("person", cast.officer)
    made: AuthorityAnswer = act(
        person,
        operations.answer_request,
        request,
        **{"kind": kind, "text": "Đồng ý về chủ trương", "answered_on": dt.date(2023, 2, 20), **facts},
    )
    return made
