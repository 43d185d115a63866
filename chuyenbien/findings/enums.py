from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    SELF = "self", _("The body itself")
    SUGGESTION = "suggestion", _("Suggestion of the superior")
    DELEGATION = "delegation", _("Delegation")
    INSPECTION = "inspection", _("Inspection or audit")
    OPINIONS = "opinions", _("Opinions gathered")


class Nature(models.TextChoices):
    LIMITATION = "limitation", _("Limitation")
    SHORTCOMING = "shortcoming", _("Shortcoming")
    REQUIREMENT = "requirement", _("Requirement")


class Track(models.TextChoices):
    FULL = "full", _("Full follow-up")
    COMMITMENT = "commitment", _("Commitment")


class FollowUpLevel(models.TextChoices):
    REGULAR = "regular", _("Regular follow-up")
    KEY = "key", _("Key follow-up")


class Precision(models.TextChoices):
    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    APPROXIMATE = "approximate", _("approximately")


class FindingState(models.TextChoices):
    DRAFT = "draft", _("Draft of the body")
    STATED = "stated", pgettext_lazy("finding", "Stated")
    CLOSED = "closed", _("Remedied and closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Kept(models.TextChoices):
    """How a commitment was kept, or an earlier finding stands, as reported at the next review."""

    DONE = "done", _("Done")
    UNDER_WAY = "under_way", _("Under way")
    NOT_DONE = "not_done", _("Not done")


class CauseKind(models.TextChoices):
    OBJECTIVE = "objective", _("Objective")
    SUBJECTIVE = "subjective", _("Subjective")


class Degree(models.TextChoices):
    """Degree of responsibility; only ever a quotation of a competent body's conclusion."""

    NOT_STATED = "", _("not stated")
    HEAD = "head", _("as head")
    DIRECT = "direct", _("direct")
    JOINT = "joint", _("joint")
    COORDINATING = "coordinating", _("coordinating")
