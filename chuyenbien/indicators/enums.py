from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    INCREASE = "increase", _("higher is better")
    DECREASE = "decrease", _("lower is better")
    MAINTAIN = "maintain", _("to be kept")
    YES_NO = "yes_no", _("yes or no")
    TREND = "trend", _("trend, no number given")


class Trend(models.TextChoices):
    RISING = "rising", _("rising")
    FALLING = "falling", _("falling")
    STEADY = "steady", _("steady")


class Comparator(models.TextChoices):
    AT_LEAST = "gte", _("at least")
    AT_MOST = "lte", _("at most")
    EQUAL = "eq", _("equal to")


class Basis(models.TextChoices):
    """Which number of a measured value a condition looks at."""

    VALUE = "value", _("amount")
    PERCENT = "percent", _("percent of plan")


class Outcome(models.TextChoices):
    """How an indicator stands against a condition or a plan. Only settled figures meet."""

    MET = "met", _("met by a settled figure")
    MET_BY_ESTIMATE = "met_by_estimate", _("met by estimate, settled figure awaited")
    NOT_MET = "not_met", _("not met yet")
    UNKNOWN = "unknown", _("no figure yet")
