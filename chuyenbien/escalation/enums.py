from django.db import models
from django.utils.translation import gettext_lazy as _


class ObstacleState(models.TextChoices):
    OPEN = "open", _("Open")
    RESOLVED = "resolved", _("Resolved")


class RequestState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    ANSWERED = "answered", _("Answered")


class AnswerKind(models.TextChoices):
    AGREED = "agreed", _("Agreed")
    PARTLY = "partly", _("Partly agreed")
    REFUSED = "refused", _("Not agreed")
    FORWARDED = "forwarded", _("Forwarded")
    MORE_ASKED = "more_asked", _("Asked for more")
