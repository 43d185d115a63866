from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "Planned")
    HELD = "held", pgettext_lazy("meeting", "Held")


class ItemReason(models.TextChoices):
    """Why an action stands on an agenda, in the order in which the record proposes them. One may have several."""

    PROMISE = "promise", _("Promise of an earlier meeting not kept")
    BLOCKED = "blocked", _("Blocked")
    REPLY = "reply", _("Reply to a petition due or past")
    LADDER = "ladder", _("By the reminder ladder")
    OVERDUE = "overdue", _("Overdue")
    SILENT = "silent", _("No report for long")
    RETURNED = "returned", _("Left undecided last time")
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


class Matter(models.TextChoices):
    """What a ladder is for."""

    ACTION = "action", _("Action")
    PETITION = "petition", _("Petition awaiting an answer")


class LadderState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("ladder", "Draft")
    ADOPTED = "adopted", pgettext_lazy("ladder", "Adopted")
    RETIRED = "retired", pgettext_lazy("ladder", "Retired")


class StepForm(models.TextChoices):
    """Everything that happens by itself. Nothing of it is signed or sent by the machine."""

    REMINDER = "reminder", _("Reminder to who does it and their head")
    URGING = "urging", _("Draft of an urging letter on the office’s desk")
    EXPLANATION = "explanation", _("Draft of a request for explanation on the office’s desk")
    REPORT = "report", _("Draft of a report to the authority on the own office’s desk")
    MEETING = "meeting", _("Proposed for the next progress meeting")
    SIGNAL = "signal", _("Kept as a signal for preparing the next cycle")


DRAFTED = (StepForm.URGING, StepForm.EXPLANATION, StepForm.REPORT)

FORMS_OF: dict[str, tuple[StepForm, ...]] = {
    Matter.ACTION: (StepForm.REMINDER, StepForm.URGING, StepForm.EXPLANATION, StepForm.MEETING, StepForm.SIGNAL),
    Matter.PETITION: (StepForm.REMINDER, StepForm.REPORT, StepForm.MEETING),
}
"""A superior is reported to and never urged, so that no letter to the authority but a report is prepared."""


class StepRole(models.TextChoices):
    """Whom a step concerns: roles, never persons."""

    LEAD_PERSON = "lead_person", _("lead person")
    LEAD_HEAD = "lead_head", _("head of the lead unit")
    ADDRESS_HEAD = "address_head", _("head of the body")
    SUPERVISING_LEADER = "supervising_leader", _("leader in charge, as the one who signs")
    OWN_OFFICE = "own_office", _("own office")
    SUPERIOR_OFFICE = "superior_office", _("office of the superior")


DESKS = (StepRole.OWN_OFFICE, StepRole.SUPERIOR_OFFICE)

ROLES_OF: dict[str, tuple[StepRole, ...]] = {
    StepForm.REMINDER: (StepRole.LEAD_PERSON, StepRole.LEAD_HEAD, StepRole.ADDRESS_HEAD),
    StepForm.URGING: DESKS,
    StepForm.EXPLANATION: (StepRole.SUPERVISING_LEADER, *DESKS),
    StepForm.REPORT: (StepRole.OWN_OFFICE,),
    StepForm.MEETING: DESKS,
    StepForm.SIGNAL: (StepRole.SUPERIOR_OFFICE,),
}


class Outcome(models.TextChoices):
    """What became of a step that was taken."""

    WAITING = "", _("Waiting")
    TOLD = "told", _("Told")
    MADE = "made", _("Prepared")
    LATER_ONE = "later_one", _("Left to the later reminder")
    NOBODY = "nobody", _("Nobody held the role that day")
    OVER = "over", _("The matter had ended or rested")


class DraftState(models.TextChoices):
    OPEN = "open", _("Waiting to be signed")
    SENT = "sent", _("Signed and sent")
    DROPPED = "dropped", _("Dropped")
    LAPSED = "lapsed", _("No longer needed")
