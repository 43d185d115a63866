from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ObstacleState(models.TextChoices):
    OPEN = "open", pgettext_lazy("obstacle", "Open")
    RESOLVED = "resolved", _("Resolved")


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    SUPPLY = "supply", _("Waiting for the asker to supply more")
    ANSWERED = "answered", _("Answered")
    DROPPED = "dropped", _("Not sent")


class AnswerKind(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    PARTLY = "partly", _("Partly agreed")
    REFUSED = "refused", _("Not agreed")
    FORWARDED = "forwarded", _("Forwarded")
    MORE_ASKED = "more_asked", _("Asked for more")


class Reply(models.TextChoices):
    """What an authority owes a petition by a date of its own."""

    ACKNOWLEDGE = "acknowledge", _("acknowledge the receipt")
    DECIDE = "decide", _("decide")


RECEIPT_OVERDUE = "escalation.receipt_overdue"
REPLY_OVERDUE = "escalation.reply_overdue"
TO_SIGN = "escalation.to_sign"
"""Kinds of notices."""


class ListState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("list", "Draft")
    APPROVED = "approved", pgettext_lazy("list", "Approved")
    CLOSED = "closed", pgettext_lazy("list", "Closed")


class EntryState(models.TextChoices):
    LISTED = "listed", pgettext_lazy("list", "on the list")
    REMOVED = "removed", pgettext_lazy("list", "taken off")
    DONE = "done", pgettext_lazy("list", "ended")
    CARRIED = "carried", pgettext_lazy("list", "carried into the next year")
