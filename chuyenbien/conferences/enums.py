from django.db import models
from django.utils.translation import gettext_lazy as _


class ConferenceState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Mode(models.TextChoices):
    """How somebody attended, or did not."""

    THERE = "there", _("present")
    ONLINE = "online", _("attending online")
    EXCUSED = "excused", _("absent with leave")
    UNEXCUSED = "unexcused", _("absent without a reason")
    ABSENT = "absent", _("absent, reason not written down")


class TakenAs(models.TextChoices):
    """What became of an opinion at a conference."""

    OPEN = "open", _("Not yet answered")
    TAKEN = "taken", _("Taken up")
    EXPLAINED = "explained", _("Explained")


class Disposition(models.TextChoices):
    """What became of a direction of the delegation in the conclusion."""

    OPEN = "open", _("Not yet taken up")
    TAKEN = "taken", _("Taken into the conclusion")
    EXPLAINED = "explained", _("Explained")


class Effect(models.TextChoices):
    """What a conclusion does with a finding."""

    STATES = "states", _("states")
    CONFIRMS = "confirms", _("confirms")
    AMENDS = "amends", _("amends")
    WITHDRAWS = "withdraws", _("withdraws")
