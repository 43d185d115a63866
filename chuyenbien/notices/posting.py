"""Sending what is in the outbox: at least once, recognisable when twice.

A worker takes some mails for a while (a lease), tries them, and notes each at once. If it is killed, its lease runs out
and another takes them; a mail whose note was lost then goes a second time under the same Message-ID.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection, transaction
from django.db.models import F, Prefetch
from django.db.utils import InterfaceError, OperationalError

from chuyenbien.core import clock

from . import digest
from .enums import DeliveryState
from .models import Delivery, Notice
from .planning import _locked

log = logging.getLogger(__name__)

BATCH = 20
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=1)
GIVE_UP_AFTER = dt.timedelta(days=5)


def wait_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many tries: a minute, two, four … at most an hour."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


@dataclass
class Poster:
    """One worker's hand in the outbox. ``now`` is the world's time; tests give another."""

    holder: str
    now: Callable[[], dt.datetime] = clock.real_now
    stopping: Callable[[], bool] = lambda: False
    sent: int = 0
    down: bool = False
    """The mail server did not answer the last time; the worker pauses before it takes more."""
    _taken: list[Delivery] = field(default_factory=list)

    def turn(self, limit: int = BATCH) -> int:
        """Take some mails and try each; returns how many were taken."""
        self.down = False
        self._taken = self.claim(limit)
        if not self._taken:
            return 0
        taken = len(self._taken)
        try:
            with light_commits():
                self._post()
        finally:
            self._put_back(self._taken, "")
        return taken

    def claim(self, limit: int) -> list[Delivery]:
        """Take mails that are due, first those of a worker that has not come back. Nobody else gets the same ones."""
        now = self.now()
        with transaction.atomic():
            lost = Delivery.objects.filter(state=DeliveryState.SENDING, lease_until__lt=now).order_by("lease_until")
            rows = list(_locked(lost).values_list("pk", flat=True)[:limit])
            Delivery.objects.filter(pk__in=rows).update(in_doubt=True)
            due = Delivery.objects.filter(state=DeliveryState.DUE, next_try_at__lte=now).order_by("next_try_at", "pk")
            if len(rows) < limit:
                rows += _locked(due).values_list("pk", flat=True)[: limit - len(rows)]
            lease = now + dt.timedelta(seconds=settings.MAIL_LEASE_SECONDS)
            Delivery.objects.filter(pk__in=rows).update(
                state=DeliveryState.SENDING, lease_until=lease, holder=self.holder, attempts=F("attempts") + 1
            )
        told = Prefetch("notices", Notice.objects.order_by("due_on", "-pk"))
        wanted = Delivery.objects.filter(pk__in=rows).select_related("person__user", "person__notice_preference")
        return list(wanted.prefetch_related(told).order_by("pk"))

    def _post(self) -> None:
        server: Any = get_connection()
        try:
            server.open()
        except OSError as error:
            log.warning("the mail server does not answer: %s", error)
            self.down = True
            self._put_back(self._taken, _words(error))
            return
        try:
            hidden = digest.secret_now(notice for one in self._taken for notice in one.notices.all())
            while self._taken and not (self.down or self.stopping() or self._lease_runs_out()):
                self._try(server, self._taken[0], hidden)
                self._taken.pop(0)
        finally:
            try:
                server.close()
            except OSError:
                log.info("the mail server closed first")

    def _lease_runs_out(self) -> bool:
        """Whether a slow server could hold the next mail until somebody else may take it."""
        until = self._taken[0].lease_until
        return until is not None and self.now() > until - dt.timedelta(seconds=(settings.EMAIL_TIMEOUT or 20) + 5)

    def _try(self, server: Any, delivery: Delivery, hidden: set[tuple[str, int]]) -> None:
        """Send one mail and note what became of it."""
        notices = digest.mailable(delivery.notices.all(), hidden)
        user = delivery.person.user
        if not notices:
            self._note(delivery, DeliveryState.DROPPED, "nothing left to say")
            return
        if user is None or not user.email or not user.is_active:
            Notice.objects.filter(delivery=delivery).update(delivery=None)
            self._note(delivery, DeliveryState.DROPPED, "no address")
            return
        try:
            mail = digest.mail_of(delivery, notices)
        except Exception as error:
            log.exception("mail %s cannot be written", delivery.pk)
            self._put_back([delivery], _words(error))
            return
        try:
            server.send_messages([mail])
        except smtplib.SMTPServerDisconnected as error:
            self._broke_off(delivery, error)
        except smtplib.SMTPException as error:
            if _is_final(error):
                self._note(delivery, DeliveryState.FAILED, _words(error))
            else:
                self._put_back([delivery], _words(error))
        except OSError as error:
            self._broke_off(delivery, error)
        else:
            self.sent += 1
            self._note(delivery, DeliveryState.SENT, "")

    def _broke_off(self, delivery: Delivery, error: Exception) -> None:
        """Somewhere between the first word and the answer: it may have arrived."""
        self.down = True
        self._put_back([delivery], _words(error), in_doubt=True)

    def _note(self, delivery: Delivery, state: str, error: str) -> None:
        """Write down what became of a mail, however long the database is away: what was sent must not go again."""
        sent_at = self.now() if state == DeliveryState.SENT else None
        rows = Delivery.objects.filter(pk=delivery.pk)
        _insist(lambda: rows.update(state=state, sent_at=sent_at, lease_until=None, last_error=error[:250]))

    def _put_back(self, deliveries: list[Delivery], error: str, *, in_doubt: bool = False) -> None:
        """Let mails be tried again later; one that has been tried for days is given up."""
        now = self.now()
        for one in deliveries:
            over = bool(error) and now - one.created_at > GIVE_UP_AFTER
            mine = Delivery.objects.filter(pk=one.pk, state=DeliveryState.SENDING, holder=self.holder)
            facts: dict[str, Any] = {"lease_until": None, "last_error": error[:250]}
            facts["state"] = DeliveryState.FAILED if over else DeliveryState.DUE
            facts["next_try_at"] = now + (wait_after(one.attempts) if error else dt.timedelta())
            if not error:
                facts["attempts"] = max(one.attempts - 1, 0)
            if in_doubt:
                facts["in_doubt"] = True
            _insist(partial(mine.update, **facts))
        if deliveries is self._taken:
            self._taken = []


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _is_final(error: smtplib.SMTPException) -> bool:
    """Whether the server says that it will never take this mail: 5xx for the recipient or the content."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _insist(write: Callable[[], Any], patience: float = 120.0) -> None:
    """Write, again and again while the database is away. Gives up with the last error after ``patience`` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            write()
            return
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or time.monotonic() > deadline:
                raise
            connection.close()
            time.sleep(0.5)


@contextmanager
def light_commits() -> Iterator[None]:
    """Inside, a commit does not wait for the disk.

    If a worker is killed, nothing of it is lost. If the machine loses power, the last notes may be, and those mails go
    twice under one Message-ID; in return the moment in which a kill has that effect is short.
    """
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        lighter, normal = "SET synchronous_commit TO OFF", "RESET synchronous_commit"
    else:
        lighter, normal = "PRAGMA synchronous=NORMAL", f"PRAGMA synchronous={_say('PRAGMA synchronous')}"
    _say(lighter)
    try:
        yield
    finally:
        _insist(lambda: _say(normal))


def _say(statement: str) -> Any:
    """Tell the database something, and what it answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None
