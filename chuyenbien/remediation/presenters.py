"""What the journal says of this room."""

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("remediation.plan_drafted", _("began the remediation plan “%(title)s” of %(body)s"))
register("remediation.plan_edited", _("edited the remediation plan “%(title)s”"))
register("remediation.plan_issued", _("issued the remediation plan “%(title)s” (%(count)s actions)"))
register(
    "remediation.plan_issued_again", _("issued the remediation plan “%(title)s” again (%(count)s further actions)")
)
register("remediation.plan_commented", _("commented on the remediation plan “%(title)s”"))
register("remediation.plan_more_asked", _("asked for more in the remediation plan “%(title)s”"))
register("remediation.plan_accepted", _("accepted the remediation plan “%(title)s”"))
register("remediation.action_drafted", _("drafted the action “%(title)s”"))
register("remediation.action_edited", _("edited the action “%(title)s”"))
register("remediation.action_removed", _("took the draft “%(title)s” out"))
register("remediation.action_issued", _("issued the action “%(title)s” to %(person)s (%(unit)s), due %(due)s"))
register("remediation.progress_reported", _("reported progress on “%(title)s” as of %(on)s: %(text)s"))
register("remediation.progress_corrected", _("corrected the progress on “%(title)s”; before: %(old)s; now: %(text)s"))
register("remediation.progress_withdrawn", _("withdrew the progress of %(on)s on “%(title)s”: %(text)s"))
register("remediation.extension_asked", _("asked to extend “%(title)s” from %(from)s to %(to)s"))
register("remediation.extension_approved", _("approved extending “%(title)s” from %(from)s to %(to)s"))
register("remediation.extension_refused", _("refused extending “%(title)s” to %(to)s"))
register("remediation.action_paused", _("paused “%(title)s” from %(since)s by %(document)s"))
register("remediation.action_resumed", _("let “%(title)s” go on from %(on)s; now due %(due)s"))
register("remediation.action_reassigned", _("passed “%(title)s” from %(from)s to %(to)s (%(unit)s)"))
register("remediation.action_cancelled", _("cancelled “%(title)s” by %(document)s"))
register("remediation.action_transferred", _("transferred “%(title)s” to %(unit)s by %(document)s"))
register("remediation.action_awaiting", _("let “%(title)s” wait for a successor"))
register("remediation.action_submitted", _("submitted “%(title)s” for confirmation"))
register("remediation.submission_withdrawn", _("took back the submission of “%(title)s”"))
register("remediation.received", _("recorded that %(unit)s has “%(title)s” since %(on)s"))
register("remediation.unknown_recorded", _("recorded that nobody knows who had “%(title)s” until %(until)s"))
