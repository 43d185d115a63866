from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SubjectKind(models.TextChoices):
    """Who is rated; the words of :mod:`chuyenbien.regulations.vocabulary`."""

    COLLECTIVE = "collective", _("Collective")
    LEADER = "leader", _("Leader or manager")
    NON_LEADER = "non_leader", _("Member without a leading post")
    OUTSIDE_MEMBER = "outside_member", _("Member outside the political system")


PERSONS = (SubjectKind.LEADER, SubjectKind.NON_LEADER, SubjectKind.OUTSIDE_MEMBER)


class Level(models.TextChoices):
    """Rating levels, the highest first, and the case that there is none."""

    EXCELLENT = "excellent", _("Excellent fulfilment of duties")
    GOOD = "good", _("Good fulfilment of duties")
    FULFILLED = "fulfilled", _("Fulfilment of duties")
    NOT_FULFILLED = "not_fulfilled", _("Non-fulfilment of duties")
    NOT_RATED = "not_rated", _("Not rated")


RATED = (Level.EXCELLENT, Level.GOOD, Level.FULFILLED, Level.NOT_FULFILLED)
SHORT = {
    Level.EXCELLENT: "HTXSNV",
    Level.GOOD: "HTTNV",
    Level.FULFILLED: "HTNV",
    Level.NOT_FULFILLED: "KHTNV",
}
"""As offices abbreviate the levels, for narrow headings; the same in both languages."""

RATED_CHOICES = [(one.value, one.label) for one in RATED]


class Criterion(models.TextChoices):
    """Levels of a single criterion (132, 124)."""

    EXCELLENT = "excellent", pgettext_lazy("criterion", "Excellent")
    GOOD = "good", pgettext_lazy("criterion", "Good")
    AVERAGE = "average", pgettext_lazy("criterion", "Average")
    POOR = "poor", pgettext_lazy("criterion", "Poor")


class RatingState(models.TextChoices):
    OPEN = "open", pgettext_lazy("rating", "Being prepared")
    DECIDED = "decided", pgettext_lazy("rating", "Decided")
    PUBLISHED = "published", pgettext_lazy("rating", "Published")


class Step(models.TextChoices):
    SELF = "self", _("Own rating")
    APPRAISAL = "appraisal", _("Appraisal")


class BallotStage(models.TextChoices):
    PROPOSAL = "proposal", _("Vote on the proposal")
    DECISION = "decision", _("Vote on the decision")


class QuotaKind(models.TextChoices):
    RAISED = "raised", _("The group has outstanding results: the higher share applies")
    EXCEEDED = "exceeded", _("More “excellent” than the share allows")


class PetitionAnswer(models.TextChoices):
    KEPT = "kept", pgettext_lazy("petition", "Rating kept")
    CORRECTED = "corrected", pgettext_lazy("petition", "Rating corrected")


class Against(models.TextChoices):
    """Against which date lateness is told; both are."""

    APPROVED = "approved", _("approved date")
    ORIGINAL = "original", _("original date")


class HandKey(models.TextChoices):
    """What the record cannot know and the office enters, with the document it rests on."""

    EXCEEDED = "exceeded_count", _("Further tasks that exceed what was asked for, not marked in the system")
    LED_EXCEEDED = (
        "led_exceeded_count",
        _("Further tasks that exceed what was asked for, where the person leads, not marked in the system"),
    )
    UNITS_DISCIPLINED = "units_disciplined", _("Subordinate units disciplined")
    MEMBERS_DISCIPLINED = "members_disciplined", _("Members of the leadership disciplined")
    DISCIPLINED = "disciplined", _("Disciplined within the period")
    DEGRADATION = "degradation_concluded", _("Degradation or a breach concluded by a competent body")
    CORRUPTION = "corruption_in_charge", _("Corruption or waste dealt with where the person is directly in charge")
    LOW_CONFIDENCE = "low_confidence_percent", _("Votes of low confidence, percent")
    QUARTERS = "quarters_not_fulfilled", _("Quarters of the year rated as not fulfilled")
    MONTHS_MEMBER = "months_member", _("Months since admission to the Party")
    MONTHS_AWAY = "months_away", _("Months of study, illness or maternity leave")
    EXCUSED = "excused", _("Excused from Party activity")
    SUSPENDED = "suspended", _("Suspended from Party activity")
    INVESTIGATED = "under_investigation", _("Under investigation")


YES_NO = (
    HandKey.DISCIPLINED,
    HandKey.DEGRADATION,
    HandKey.CORRUPTION,
    HandKey.EXCUSED,
    HandKey.SUSPENDED,
    HandKey.INVESTIGATED,
)
WHOLE = (
    HandKey.EXCEEDED,
    HandKey.LED_EXCEEDED,
    HandKey.UNITS_DISCIPLINED,
    HandKey.MEMBERS_DISCIPLINED,
    HandKey.QUARTERS,
    HandKey.MONTHS_MEMBER,
    HandKey.MONTHS_AWAY,
)
"""Hand facts that are whole numbers; what is in neither list is a percentage."""

COUNTS_FOR = {"tasks_exceeded_percent": HandKey.EXCEEDED, "led_exceeded_percent": HandKey.LED_EXCEEDED}
"""Shares of tasks confirmed as exceeding, to which the office may add those not marked in the system."""
