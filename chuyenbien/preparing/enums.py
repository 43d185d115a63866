from django.db import models
from django.utils.translation import gettext_lazy as _


class Signal(models.TextChoices):
    """What the record shows of a body before suggestions are decided. Never a complaint or petition that is pending."""

    OVERDUE = "overdue", _("Overdue")
    LADDER = "ladder", _("Kept by the reminder ladder")
    REPLANNED = "replanned", _("Date extended, not done")
    RECURRING = "recurring", _("Recurring from an earlier cycle")
    BELOW_PLAN = "below_plan", _("Indicators below plan")
    LONG_STANDING = "long_standing", _("Long-standing")
    CONCLUDED = "concluded", _("Concluded, still open")


OF_ACTIONS = (Signal.OVERDUE, Signal.LADDER, Signal.REPLANNED)
OF_FINDINGS = (Signal.RECURRING, Signal.LONG_STANDING, Signal.CONCLUDED)


def source_column(kind: str) -> str:
    """What the rows of a signal are."""
    if kind in OF_ACTIONS:
        return "action"
    return "finding" if kind in OF_FINDINGS else "indicator"


class RoundSubject(models.TextChoices):
    """What opinions are asked on."""

    BODIES = "bodies", _("The list of bodies to be suggested")
    TEXT = "text", _("A draft text")


class Answer(models.TextChoices):
    """What an agency said about a body. That it has no other opinion is said, never assumed."""

    NOT_YET = "", _("Not answered")
    OPINION = "opinion", _("Opinion")
    NONE = "none", _("No other opinion")


class Outcome(models.TextChoices):
    """What the board settled for a body after the opinions."""

    AS_DRAFTED = "as_drafted", _("As drafted")
    CHANGED = "changed", _("With changes")
    LEFT_OUT = "left_out", _("Left out")


GIVEN = (Answer.OPINION, Answer.NONE)
