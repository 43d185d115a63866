"""The worker: ticks the schedule and empties the outbox, until it is told to stop.

Any number may run at once. One that is killed is started again by its keeper, and what it had taken is taken by others
when its lease has run out. While the database is away it waits and connects anew.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from collections.abc import Callable

from django.db import connection, connections
from django.db.utils import InterfaceError, OperationalError

from . import schedule
from .posting import Poster

log = logging.getLogger(__name__)

TICK_EVERY = 20.0
IDLE = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds between looks at an empty outbox; pauses while the mail server does not answer."""


def once() -> int:
    """One tick, then everything that can be sent now; how many mails went out."""
    schedule.tick()
    poster = Poster(_holder())
    while poster.turn() and not poster.down:
        pass
    return poster.sent


def work(stopping: Callable[[], bool]) -> None:
    """Tick and send until ``stopping`` says so."""
    poster = Poster(_holder(), stopping=stopping)
    next_tick, next_post = 0.0, 0.0
    pause = FIRST_PAUSE
    away = 1.0
    while not stopping():
        try:
            if time.monotonic() >= next_tick:
                schedule.tick()
                next_tick = time.monotonic() + TICK_EVERY
            if time.monotonic() >= next_post:
                taken = poster.turn()
                if poster.down:
                    next_post, pause = time.monotonic() + pause, min(pause * 2, LONGEST_PAUSE)
                else:
                    next_post, pause = time.monotonic() + (0.0 if taken else IDLE), FIRST_PAUSE
            away = 1.0
        except (OperationalError, InterfaceError) as error:
            log.warning("the database does not answer: %s", error)
            connection.close()
            _rest(away, stopping)
            away = min(away * 2, 30.0)
        except Exception:
            log.exception("the worker stumbled and goes on")
            connection.close()
            _rest(10.0, stopping)
        _rest(min(next_tick, next_post) - time.monotonic(), stopping)


def keep(number: int, *, parent: int | None = None) -> None:
    """Run so many workers as children, start each again that ends, and stop when told to or when ``parent`` is gone."""
    stop = _StopSign()
    for one in connections.all(initialized_only=True):
        one.close()
        getattr(one, "close_pool", lambda: None)()
    children: set[int] = set()
    while not stop() and (parent is None or os.getppid() == parent):
        while len(children) < number:
            children.add(_start(stop))
        ended, _status = os.waitpid(-1, os.WNOHANG)
        children.discard(ended)
        time.sleep(0.2)
    for child in children:
        os.kill(child, signal.SIGTERM)
    for child in children:
        os.waitpid(child, 0)


def _start(stop: _StopSign) -> int:
    """A worker as a child of this process; it ends by itself when this process is gone."""
    keeper = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        work(lambda: stop() or os.getppid() != keeper)
    finally:
        os._exit(0)


class _StopSign:
    """Says whether the process has been told to stop."""

    def __init__(self) -> None:
        self.told = False
        signal.signal(signal.SIGTERM, self._tell)
        signal.signal(signal.SIGINT, self._tell)

    def _tell(self, *_: object) -> None:
        self.told = True

    def __call__(self) -> bool:
        return self.told


def _rest(seconds: float, stopping: Callable[[], bool]) -> None:
    """Sleep, and wake early to stop."""
    end = time.monotonic() + seconds
    while not stopping() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 0.25))


def _holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"[:60]
