from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CycleState(models.TextChoices):
    OPEN = "open", pgettext_lazy("cycle", "Open")
    CLOSED = "closed", pgettext_lazy("cycle", "Closed")


class DossierState(models.TextChoices):
    """Where a body's review stands. Rating is a row of its own, not a state; see ``transitions.py``."""

    PREPARING = "preparing", _("Preparing")
    SUBMITTED = "submitted", _("Report submitted")
    COMMENTED = "commented", _("Comments given")
    SCHEDULED = "scheduled", _("Conference scheduled")
    HELD = "held", _("Conference held")
    CONCLUDED = "concluded", _("Concluded")
    REMEDYING = "remedying", _("Plan accepted, being remedied")
    CLOSED = "closed", pgettext_lazy("dossier", "Closed")


WRITABLE = (DossierState.PREPARING, DossierState.COMMENTED)
"""The body writes its report before it is submitted, and again with the comments it was given."""

BEFORE_HELD = (DossierState.PREPARING, DossierState.SUBMITTED, DossierState.COMMENTED, DossierState.SCHEDULED)
"""A draft goes out, and opinions on it are gathered, until its conference has been held."""


class Move(models.TextChoices):
    """What moves a dossier from one state to the next."""

    SUBMIT = "submit", _("Submit the report")
    ASK_MORE = "ask_more", _("Ask for more")
    COMMENT = "comment", _("Comment on the draft")
    SCHEDULE = "schedule", _("Schedule the conference")
    HOLD = "hold", _("Mark the conference as held")
    CONCLUDE = "conclude", _("Issue the conclusion")
    REMEDY = "remedy", _("Begin to remedy")
    CLOSE = "close", _("Close the dossier")
    REOPEN = "reopen", _("Reopen the review")


class Part(models.TextChoices):
    """Whom a transition belongs to, as they stand to the dossier."""

    BODY_HEAD = "body_head", _("Head of the reviewed body")
    DELEGATION_HEAD = "delegation_head", _("Head of the delegation")
    DELEGATION_SECRETARY = "delegation_secretary", _("Secretary of the delegation")
    DELEGATION_MEMBER = "delegation_member", _("Member of the delegation")
    OFFICER = "officer", _("Office officer of the superior")
    LEADER = "leader", _("Leader of the superior board")
    OFFICER_ALONE = "officer_alone", _("Office officer of the superior, when the body has no delegation")
    LEADER_ALONE = "leader_alone", _("Leader of the superior board, when the body has no delegation")


class SuggestionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")


class Answer(models.TextChoices):
    """How an item of a suggestion has been answered in the report."""

    NONE = "none", _("Not explained")
    EXPLAINED = "explained", _("Explained")
    INSUFFICIENT = "insufficient", _("Insufficiently explained")


class DelegationRole(models.TextChoices):
    HEAD = "head", _("Head of the delegation")
    SECRETARY = "secretary", _("Secretary of the delegation")
    MEMBER = "member", _("Member of the delegation")


class Section(models.TextChoices):
    """Sections of the collective's review report (form 01) that are written as text."""

    I1 = "I.1", _("I.1. Principles of organisation and activity")
    I2 = "I.2", _("I.2. Results of the year's targets and tasks")
    I3 = "I.3", _("I.3. Building the organisation, preventing corruption")
    I4 = "I.4", _("I.4. Responsibility of the leadership collective")
    II = "II", _("II. Limitations, shortcomings and causes")
    III = "III", _("III. Results of remedying earlier limitations")
    IV = "IV", _("IV. Explanation of the suggested points")
    V = "V", _("V. Responsibility of the collective and of individuals")
    VI = "VI", _("VI. Direction and measures of remedy")
    VII = "VII", _("VII. Own proposal of a rating level")


class MilestoneKind(models.TextChoices):
    SUGGEST = "suggest", _("Suggestions issued")
    DRAFT = "draft", _("Draft reports sent")
    CONFERENCE = "conference", _("Conferences held")
    PLAN = "plan", _("Remediation plans issued")
    REPORT = "report", _("Cycle report")


class OpinionKind(models.TextChoices):
    """What somebody answered who was sent the draft report."""

    OPINION = "opinion", _("Has an opinion")
    NONE = "none", _("No other opinion")


class TakenUp(models.TextChoices):
    """What the body did with an opinion on its draft."""

    OPEN = "open", _("Not yet considered")
    TAKEN = "taken", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    NOT = "not", _("Kept as it was")
