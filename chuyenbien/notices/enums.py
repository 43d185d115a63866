from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DeliveryState(models.TextChoices):
    """Where a mail is. ``sending`` holds only as long as its lease: after that somebody else takes it."""

    DUE = "due", pgettext_lazy("mail", "Waiting to be sent")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Could not be sent")
    DROPPED = "dropped", pgettext_lazy("mail", "No longer needed")


class MailRhythm(models.TextChoices):
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NONE = "none", _("No mail")


class Weekday(models.IntegerChoices):
    """As ``datetime.date.isoweekday`` counts."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")
