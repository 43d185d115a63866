"""What one room asks of another on the same line: who still owes a self-review, and who is known by a code only.

Rooms on one line do not know each other. The room that knows registers an answer when it starts, the room that needs to
know asks here; a room that must hear of a change registers a listener. Nobody registered means: nothing is owed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

UNOPENED, WAITING = "unopened", "waiting"
"""The self-review was never opened; it was opened and has not been handed in."""

Owed = Callable[[Any, Mapping[int, str]], dict[int, str]]
Codes = Callable[[Any], dict[int, str]]
Listener = Callable[..., None]

_owed: list[Owed] = []
_codes: list[Codes] = []
_listeners: list[Listener] = []


def register(*, owed: Owed, codes: Codes) -> None:
    """Say who knows. ``owed(cycle, kinds)`` and ``codes(cycle)`` take one or two queries for any number of people."""
    _owed[:] = [owed]
    _codes[:] = [codes]


def owed(cycle: Any, kinds: Mapping[int, str]) -> dict[int, str]:
    """Of people (with what kind of subject they are) those who owe a self-review in a cycle: what has become of it."""
    found: dict[int, str] = {}
    for ask in _owed if kinds else ():
        found |= ask(cycle, kinds)
    return found


def codes(cycle: Any) -> dict[int, str]:
    """People who are known by a code only in a cycle, with the code, although their name is no secret elsewhere."""
    found: dict[int, str] = {}
    for ask in _codes:
        found |= ask(cycle)
    return found


def when_code_only(listener: Listener) -> None:
    """Hear that a person became known by a code only in a cycle: ``listener(cycle, person, code, by=…)``."""
    _listeners[:] = [listener]


def code_only(cycle: Any, person: Any, code: str, *, by: Any) -> None:
    """Tell who registered, within the same act."""
    for listener in _listeners:
        listener(cycle, person, code, by=by)
