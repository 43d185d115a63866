"""Figures that cost too much to count for every page: counted once, remembered until anything is recorded.

Every act ends with an event, and its digest is unlike any other; a figure is remembered under the last one. So the next
act forgets all figures, and none is ever older than the journal. Nothing is remembered in a transaction, where not
everything that is seen has been recorded, nor of an office without any event.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from chuyenbien.core.once import once

from .models import Event

T = TypeVar("T")

_MOST = 2000
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(key: Hashable, count: Callable[[], T]) -> T:
    """The figure ``count`` gives, from memory when nothing has been recorded since. Each process has its own memory.

    ``key`` must tell everything else the figure depends on: who looks, at what, on which day. What is returned is
    shared; do not change it.
    """
    last = _last_digest()
    if last is None:
        return count()
    whole = (connection.settings_dict["NAME"], last, key)
    with _lock:
        if whole in _kept:
            _kept.move_to_end(whole)
            known: T = _kept[whole]
            return known
    # The digest was read first: what is counted now may be newer than it, never older.
    figure = count()
    with _lock:
        _kept[whole] = figure
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return figure


def forget() -> None:
    """Forget everything; for measuring."""
    with _lock:
        _kept.clear()


def _last_digest() -> str | None:
    if connection.in_atomic_block or not getattr(settings, "REMEMBER_FIGURES", True):
        return None
    return once("last digest", lambda: Event.objects.order_by("-seq").values_list("digest", flat=True).first())
