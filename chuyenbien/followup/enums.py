from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")


class ItemReason(models.TextChoices):
    OVERDUE = "overdue", _("Overdue")
    BLOCKED = "blocked", _("Blocked")
    CHOSEN = "chosen", _("Chosen by the chair")


class MeetingDecision(models.TextChoices):
    NONE = "none", _("Not yet decided")
    URGE = "urge", _("Urge")
    REMIND = "remind", _("Remind")
    UNBLOCK = "unblock", _("Unblock within own authority")
    EXTEND = "extend", _("Extend")
    ASK_UP = "ask_up", _("Petition the competent authority")
    REASSIGN = "reassign", _("Reassign")
    SUBMIT = "submit", _("Submit for confirmation")
