"""What every verb of the room is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classified
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import Precision
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.enums import HoldingKind
from chuyenbien.remediation.models import Action, Holding

from ..models import AuthorityRequest

Follower = Callable[[AuthorityRequest], None]

_followers: list[Follower] = []


def when_moved(follow: Follower) -> None:
    """Let a higher room know when a petition has changed its state."""
    if follow not in _followers:
        _followers.append(follow)


def pass_on(request: AuthorityRequest, unit: Unit, day: dt.date, *, by: Actor, precision: str = Precision.DAY) -> None:
    """Write who has the action, and its finding, from now on. What is entered long afterwards does not move whoever
    has taken it over meanwhile."""
    action = request.obstacle.action
    if not _held_later(action, None, day):
        remediation.take_over(action=action, unit=unit, on=day, precision=precision, by=by)
    if action.finding is not None and not _held_later(None, action.finding, day):
        remediation.take_over(finding=action.finding, unit=unit, on=day, precision=precision, by=by)


def _held_later(action: Action | None, finding: Finding | None, day: dt.date) -> bool:
    later = Holding.objects.filter(until=None, since__gt=day).exclude(kind=HoldingKind.UNKNOWN)
    return later.filter(action=action, finding=finding).exists()


def move(request: AuthorityRequest, from_states: tuple[str, ...], to: str, refusal: str, **facts: object) -> None:
    """Change the state if it is still what the guard saw; of two at the same time one is refused."""
    moved = AuthorityRequest.objects.filter(pk=request.pk, state__in=from_states).update(state=to, **facts)
    if not moved:
        raise Refused(refusal)
    for name, value in {"state": to, **facts}.items():
        setattr(request, name, value)
    for follow in _followers:
        follow(request)


def record(
    type: str,
    request: AuthorityRequest,
    *,
    by: Actor | None,
    at: dt.datetime | None,
    also: list[AuthorityRequest] | None = None,
    **data: object,
) -> None:
    action = request.obstacle.action
    told = {"title": request.shown_title, "authority": request.authority, "asker": request.asker, **data}
    journal.record(type, request, by=by, at=at, data=told, also=[request.obstacle, *matters_of(action), *(also or [])])


def matters_of(action: Action) -> list[Classified]:
    return [action, action.finding] if action.finding is not None else [action]


def text_of(row: Classified, text: str, field: str, wanted: str) -> str:
    """The text in the one stored form. A code-only matter keeps none; elsewhere ``wanted`` says what is missing."""
    text = nfc(text).strip()
    if row.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field=field)
    if wanted and not text and not row.is_code_only:
        raise Refused(wanted, field=field)
    return text


def day_of(at: dt.datetime | None) -> dt.date:
    return clock.local_date(at) if at else clock.today()


def refuse_to_come(day: dt.date, field: str) -> None:
    if day > clock.today():
        raise Refused(_("This day is still to come. Enter the day on which it happened."), field=field)
