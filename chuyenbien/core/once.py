"""What a page that only reads asks for more than once, and need not look up again: nothing changes while it is made.

Several buttons of one page rest on the same facts, and each rule looks them up for itself. Inside a view that
``@reads`` the first answer serves all. Everywhere else, and so for every verb, each question is asked anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """What is asked inside is looked up once."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, look_up: Callable[[], T]) -> T:
    """The answer of ``look_up``, from before if this page has asked for ``key``. Shared: do not change it."""
    known = _known.get()
    if known is None:
        return look_up()
    if key not in known:
        known[key] = look_up()
    answer: T = known[key]
    return answer
