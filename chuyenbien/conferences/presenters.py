"""What the journal says of this room. What a line does is part of the type, so that each reader hears it in their own
language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("conferences.scheduled", _("called the conference of %(body)s for %(starts_at)s, at %(place)s"))
register(
    "conferences.rescheduled", _("moved the conference of %(body)s from %(former)s to %(starts_at)s, at %(place)s")
)
register("conferences.cancelled", _("called off the conference of %(body)s on %(starts_at)s"))
register("conferences.attendance_recorded", _("recorded the attendance: %(present)s present, %(absent)s absent"))
register("conferences.minutes_written", _("wrote the minutes of the conference of %(body)s"))
register("conferences.order_set", _("set the order of speaking at the conference of %(body)s: %(count)s places"))
register("conferences.opinion_recorded", _("recorded opinion %(number)s at the conference of %(body)s"))
register(
    "conferences.opinion_answered", _("recorded what was done with opinion %(number)s at the conference of %(body)s")
)
register(
    "conferences.names_allowed",
    _("noted on what opinions at the conference of %(body)s may be kept with names: %(document)s"),
)
register("conferences.speaker_named", _("wrote down whose opinion %(number)s at the conference of %(body)s was"))
register("conferences.copy_issued", _("numbered copies of the kit of the conference of %(body)s: %(copies)s"))
register("conferences.copy_returned", _("ticked off copy %(number)s of the kit of the conference of %(body)s"))
register("conferences.held", _("marked the conference of %(body)s on %(starts_at)s as held"))
register("conferences.direction_recorded", _("recorded direction %(number)s given by %(person)s: “%(text)s”"))
register("conferences.direction_explained", _("explained direction %(number)s: “%(explanation)s”"))
register("conferences.conclusion_drafted", _("began the conclusion on %(body)s"))
register("conferences.conclusion_edited", _("changed the draft of the conclusion on %(body)s"))
register("conferences.line_added.states", _("added to the draft of the conclusion a new finding: “%(title)s”"))
register("conferences.line_added.confirms", _("added to the draft of the conclusion that “%(title)s” is confirmed"))
register("conferences.line_added.amends", _("added to the draft of the conclusion that “%(title)s” is amended"))
register("conferences.line_added.withdraws", _("added to the draft of the conclusion that “%(title)s” is withdrawn"))
register("conferences.line_removed", _("took “%(title)s” out of the draft of the conclusion"))
register(
    "conferences.concluded",
    _("issued the conclusion on %(body)s about %(count)s findings; the plan is due by %(plan_due)s"),
)
register("conferences.document_attached", _("attached %(document)s to the conclusion on %(body)s"))
