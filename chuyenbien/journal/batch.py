"""The one place where writes happen: a transaction whose events are chained at its end."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.functional import Promise

from chuyenbien.core import clock

from . import chain
from .sentences import is_known


class By(Protocol):
    """Who acts; :class:`chuyenbien.orgs.acting.Actor` is the one implementation outside tests."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def person_id(self) -> int | None: ...
    @property
    def entered_by_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def basis_id(self) -> int | None: ...


@dataclass
class Batch:
    """The events of one act, in the order they were stated, not yet chained."""

    by: By | None
    command_id: uuid.UUID | None = None
    entries: list[chain.Entry] = field(default_factory=list)


Guard = Callable[[str, Sequence[models.Model]], None]
"""Given the type and the subjects of an event, raises ``Refused`` where that may not happen now."""

_guards: list[Guard] = []


def guard(asked: Guard) -> None:
    """Let a room hold back acts of every room: ``asked`` is called before an event is kept, inside its transaction."""
    if asked not in _guards:
        _guards.append(asked)


_open: ContextVar[Batch | None] = ContextVar("open_batch", default=None)


@contextmanager
def recording(*, by: By | None, command_id: uuid.UUID | None = None) -> Iterator[Batch]:
    """Open the transaction of an act. Nested calls join the outer one, whose end writes all events."""
    outer = _open.get()
    if outer is not None:
        yield outer
        return
    with transaction.atomic():
        batch = Batch(by=by, command_id=command_id)
        token = _open.set(batch)
        try:
            yield batch
        finally:
            _open.reset(token)
        chain.append(batch.entries)


def record(
    type: str,
    subject: models.Model,
    *,
    by: By | None,
    because: str = "",
    data: dict[str, Any] | None = None,
    also: Iterable[models.Model] = (),
    at: dt.datetime | None = None,
) -> None:
    """State that something happened to ``subject`` (and ``also``). Of a code-only subject no text is kept.

    Raises ``RuntimeError`` outside :func:`recording` and on a type that no room registered; ``Refused`` where a guard
    holds the act back, which undoes it.
    """
    batch = _open.get()
    if batch is None:
        raise RuntimeError(f"{type}: journal.record outside journal.recording")
    if not is_known(type):
        raise RuntimeError(f"{type}: no room registered this event type")
    payload = {key: plain(value) for key, value in (data or {}).items()}
    if because:
        payload["because"] = because
    subjects = [subject, *also]
    for asked in _guards:
        asked(type, subjects)
    if any(getattr(one, "is_code_only", False) for one in subjects):
        payload = {"code": getattr(subject, "code", "")}
    batch.entries.append(
        chain.Entry(
            type=type,
            at=at or clock.now(),
            actor_id=by.user_id if by else None,
            person_id=by.person_id if by else None,
            entered_by_id=by.entered_by_id if by else None,
            unit_id=by.unit_id if by else None,
            basis_id=by.basis_id if by else None,
            command_id=str(batch.command_id or ""),
            subjects=[(one._meta.label_lower, int(one.pk)) for one in subjects],
            payload=payload,
        )
    )


def plain(value: Any) -> Any:
    """A value as JSON keeps it: days and moments in ISO, decimals as text, rows by their shown title."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID | Promise | float):
        return str(value)
    if isinstance(value, list | tuple | set):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return str(getattr(value, "shown_title", value))


def canonical(value: Any) -> str:
    """Sorted keys, no spaces, UTF-8 kept: the form that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
