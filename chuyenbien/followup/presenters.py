"""What the journal says of this room."""

from django.utils.translation import gettext_lazy as _

from chuyenbien import journal

journal.register("followup.meeting_planned", _("planned the progress meeting “%(title)s” for %(on)s"))
journal.register(
    "followup.meeting_changed",
    _("changed the meeting “%(old)s” of %(old_on)s; now: “%(title)s”, %(on)s, chaired by %(chair)s"),
)
journal.register(
    "followup.decision_corrected",
    _(
        "corrected the decision about “%(action)s” in the meeting “%(meeting)s”; before: “%(old)s”, by %(old_until)s; "
        "now: “%(text)s”, by %(until)s"
    ),
)
journal.register(
    "followup.decision_corrected_words",
    _("corrected the decision about “%(action)s” in the meeting “%(meeting)s”; before: “%(old)s”; now: “%(text)s”"),
)
journal.register(
    "followup.decision_corrected_day",
    _("corrected the day set for “%(action)s” in the meeting “%(meeting)s”: before %(old_until)s, now %(until)s"),
)
journal.register(
    "followup.meeting_entered", _("entered the progress meeting “%(title)s”, held on %(on)s, from %(paper)s")
)
journal.register("followup.attendance_expected", _("said who is expected: %(expected)s persons"))
journal.register(
    "followup.meeting_held_below_quorum",
    _("closed the meeting “%(title)s” below its quorum: %(decided)s items decided"),
)
journal.register("followup.agenda_refreshed", _("brought the agenda up to date: %(added)s items added"))
journal.register("followup.item_added", _("put “%(action)s” on the agenda"))
journal.register("followup.item_moved", _("put “%(action)s” at place %(place)s of the agenda"))
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
journal.register(
    "followup.decided_urge_until", _("urged in the meeting “%(meeting)s” that “%(action)s” be done by %(until)s")
)
journal.register(
    "followup.decided_remind_until", _("reminded in the meeting “%(meeting)s” that “%(action)s” be done by %(until)s")
)
journal.register(
    "followup.decided_reassign_until",
    _("reassigned “%(action)s” in the meeting “%(meeting)s”, to be done by %(until)s"),
)
journal.register("followup.ladder_drafted", _("drafted the reminder ladder “%(name)s” of %(unit)s"))
journal.register("followup.ladder_edited", _("changed the draft of the reminder ladder “%(name)s”"))
journal.register(
    "followup.ladder_adopted", _("adopted the reminder ladder “%(name)s” of %(unit)s from %(from)s by %(document)s")
)
journal.register("followup.ladder_retired", _("retired the reminder ladder “%(name)s” of %(unit)s"))
journal.register(
    "followup.ladders_climbed",
    _("climbed the ladders of %(day)s: %(told)s told, %(drafts)s drafts, %(proposed)s proposed, %(signals)s signals"),
)
journal.register("followup.draft_edited", _("edited the draft of a letter about “%(title)s”"))
journal.register("followup.draft_sent", _("sent the letter %(document)s about “%(title)s”"))
journal.register("followup.draft_dropped", _("dropped the draft of a letter about “%(title)s”"))
