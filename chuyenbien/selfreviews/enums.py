from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PersonKind(models.TextChoices):
    """What kind of person writes a self-review; by it the rule pack says which form is filled in."""

    LEADER = "leader", _("Leader or manager")
    NON_LEADER = "non_leader", _("Member without a leading post")
    OUTSIDE_MEMBER = "outside_member", _("Member outside the political system")
    CENTRAL = "central", _("Cadre under central management")


KIND_IN_PACK = {PersonKind.CENTRAL: PersonKind.LEADER}
"""Where a rule pack does not tell kinds apart."""


class SelfReviewState(models.TextChoices):
    OPENED = "opened", pgettext_lazy("self-review", "Opened")
    WRITING = "writing", pgettext_lazy("self-review", "Being written")
    HANDED_IN = "handed_in", pgettext_lazy("self-review", "Handed in")
    ON_PAPER = "on_paper", pgettext_lazy("self-review", "Handed in on paper")


SEALED = (SelfReviewState.HANDED_IN, SelfReviewState.ON_PAPER)
UNSEALED = (SelfReviewState.OPENED, SelfReviewState.WRITING)


class OwnLevel(models.TextChoices):
    """The level somebody proposes for themselves; the keys of the rule packs."""

    EXCELLENT = "excellent", _("Excellent fulfilment of duties")
    GOOD = "good", _("Good fulfilment of duties")
    FULFILLED = "fulfilled", _("Fulfilment of duties")
    NOT_FULFILLED = "not_fulfilled", _("Non-fulfilment of duties")


class Outcome(models.TextChoices):
    """What has become of an earlier commitment or limitation."""

    DONE = "done", pgettext_lazy("self-review", "Done")
    UNDER_WAY = "under_way", pgettext_lazy("self-review", "Under way")
    NOT_DONE = "not_done", pgettext_lazy("self-review", "Not done")


class PaperState(models.TextChoices):
    PRESENT = "present", pgettext_lazy("paper", "Present")
    NOT_NEEDED = "not_needed", pgettext_lazy("paper", "Not needed")
    MISSING = "missing", pgettext_lazy("paper", "Missing")
