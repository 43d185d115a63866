"""What the journal says of this room."""

from django.utils.translation import gettext_lazy as _

from chuyenbien import journal

journal.register("followup.meeting_planned", _("planned the progress meeting “%(title)s” for %(on)s"))
journal.register("followup.agenda_refreshed", _("brought the agenda up to date: %(added)s items added"))
journal.register("followup.item_added", _("put “%(action)s” on the agenda"))
journal.register("followup.attendance_recorded", _("recorded the attendance: %(present)s present"))
journal.register("followup.meeting_held", _("closed the meeting “%(title)s”: %(decided)s items decided"))
journal.register("followup.decided_urge", _("urged “%(action)s” in the meeting “%(meeting)s”"))
journal.register("followup.decided_remind", _("reminded of “%(action)s” in the meeting “%(meeting)s”"))
journal.register("followup.decided_unblock", _("unblocked “%(action)s” in the meeting “%(meeting)s”"))
journal.register("followup.decided_extend", _("decided an extension of “%(action)s” in the meeting “%(meeting)s”"))
journal.register(
    "followup.decided_ask_up",
    _("decided in the meeting “%(meeting)s” to petition the competent authority about “%(action)s”"),
)
journal.register("followup.decided_reassign", _("reassigned “%(action)s” in the meeting “%(meeting)s”"))
journal.register("followup.decided_submit", _("submitted “%(action)s” for confirmation in the meeting “%(meeting)s”"))
