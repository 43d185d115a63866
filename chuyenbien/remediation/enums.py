from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued, sent to the superior")
    MORE_ASKED = "more_asked", _("Superior asked for more")
    ACCEPTED = "accepted", _("Accepted")


class PlanReviewKind(models.TextChoices):
    COMMENT = "comment", _("Comment")
    ASK_MORE = "ask_more", _("Asked for more")
    ACCEPT = "accept", _("Accepted")


class ActionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ACTIVE = "active", _("Under way")
    SUBMITTED = "submitted", _("Submitted for confirmation")
    DONE = "done", _("Confirmed as done")
    PAUSED = "paused", _("Paused by decision")
    CANCELLED = "cancelled", _("Cancelled by decision")
    TRANSFERRED = "transferred", _("Transferred")
    AWAITING_SUCCESSION = "awaiting", _("Awaiting succession")


ENDED = (ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED)
"""States in which nobody has anything left to do."""


class Rhythm(models.TextChoices):
    ONCE = "once", _("Once")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every quarter")


class Clarity(models.TextChoices):
    """The six clarities (Conclusion 226-KL/TW of 11/12/2025)."""

    PERSON = "person", _("person")
    TASK = "task", pgettext_lazy("clarity", "task")
    TIME = "time", _("time")
    RESPONSIBILITY = "responsibility", _("responsibility")
    PRODUCT = "product", _("product")
    AUTHORITY = "authority", _("authority")


class Decision(models.TextChoices):
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class RulingKind(models.TextChoices):
    CANCELLED = "cancelled", _("Cancelled by decision")
    TRANSFERRED = "transferred", _("Transferred")
    AWAITING = "awaiting", _("Awaiting succession")


class HoldingKind(models.TextChoices):
    WORK = "work", _("at work")
    PAUSE = "pause", _("lawful pause")
    UNKNOWN = "unknown", _("not recorded")


class Bucket(models.TextChoices):
    """Four buckets (domain §5.2) and those that stand beside them; every action is in exactly one."""

    DONE_ON_TIME = "done_on_time", _("Done on time")
    DONE_LATE = "done_late", _("Done late")
    IN_TIME = "in_time", _("In progress, in time")
    OVERDUE = "overdue", _("In progress, overdue")
    PAUSED = "paused", _("Paused by decision")
    CANCELLED = "cancelled", _("Cancelled by decision")
    TRANSFERRED = "transferred", _("Transferred")
    AWAITING = "awaiting", _("Awaiting succession")
