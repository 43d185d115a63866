"""The words that leave the program: neutral, one line for a matter, nothing of its content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from chuyenbien.core.models import Classification

from . import matters
from .models import Delivery, Notice

LINES = 60
"""More matters than this are counted, not listed."""


def neutral_line(start: str, notice: Notice, link: str) -> str:
    """How it starts, date and link: all that is ever said outside."""
    due = _("due %(day)s") % {"day": f"{notice.due_on:%d/%m/%Y}"} if notice.due_on else ""
    return " · ".join(part for part in (start, due, link) if part)


def link_of(notice: Notice) -> str:
    """An address that says nothing of the matter and opens it only for whoever was told."""
    return settings.PUBLIC_ADDRESS + notice.get_absolute_url()


def line_to_copy(notice: Notice) -> str:
    """The reminder for a chat, with an address for everybody who sees the matter; nothing of a code-only one."""
    if notice.is_code_only or matters.find(notice.code) is None:
        return ""
    address = settings.PUBLIC_ADDRESS + reverse("notices:matter", args=[notice.code])
    return neutral_line(f"{_('Something is due')}: {notice.code}", notice, address)


def secret_now(notices: Iterable[Notice]) -> set[tuple[str, int]]:
    """The matters that have become code-only, or have gone, since somebody was told of them."""
    ids: dict[str, set[int]] = defaultdict(set)
    for notice in notices:
        ids[notice.subject_kind].add(notice.subject_id)
    hidden: set[tuple[str, int]] = set()
    for kind, of_kind in ids.items():
        model = matters.model_of(kind)
        shown: Any = model._base_manager.filter(pk__in=of_kind) if model else None
        if shown is not None and hasattr(model, "classification"):
            shown = shown.exclude(classification=Classification.CODE_ONLY)
        known = set(shown.values_list("pk", flat=True)) if shown is not None else set()
        hidden |= {(kind, pk) for pk in of_kind - known}
    return hidden


def mailable(notices: Iterable[Notice], hidden: set[tuple[str, int]]) -> list[Notice]:
    """One notice for each matter that a mail may speak of, the most urgent first.

    What was taken back is left out, and so are the ``hidden`` matters.
    """
    standing = [one for one in notices if not one.withdrawn_at and not one.is_code_only]
    latest: dict[tuple[str, int], Notice] = {}
    for one in sorted(standing, key=lambda one: (one.due_on or date.max, -one.pk)):
        where = (one.subject_kind, one.subject_id)
        if where not in hidden:
            latest.setdefault(where, one)
    return list(latest.values())


def mail_of(delivery: Delivery, notices: list[Notice]) -> EmailMessage:
    """The mail of an outbox row. ``delivery.person`` must have an account with an address."""
    person = delivery.person
    user: Any = person.user
    preference = getattr(person, "notice_preference", None)
    with translation.override((preference.language if preference else "") or user.language):
        told = {
            "lines": [neutral_line(one.code, one, link_of(one)) for one in notices[:LINES]],
            "more": max(len(notices) - LINES, 0),
            "inbox": settings.PUBLIC_ADDRESS + reverse("notices:inbox"),
        }
        body = render_to_string("notices/mail/digest.txt", told).strip() + "\n"
        subject = _("Something is due")
    return EmailMessage(subject, body, None, [user.email], headers={"Message-ID": delivery.message_id})
