"""Sentences of this room's events."""

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal import register

register("notices.told", _("told people of what is due: %(count)s notices by “%(name)s”"))
register("notices.acknowledged", _("took note of the notice about %(code)s"))
register("notices.acknowledged_all", _("took note of %(count)s notices at once"))
register("notices.snoozed", _("put the notice about %(code)s off until %(until)s"))
register("notices.preference_set", _("changed how to be told outside the program"))
register("notices.absence_declared", _("named %(deputy)s as deputy from %(first_on)s to %(last_on)s"))
register("notices.absence_ended", _("ended the absence from %(first_on)s to %(last_on)s"))
register("notices.feed_made", _("made a calendar of the due dates of %(of)s"))
register("notices.feed_revoked", _("revoked the calendar of the due dates of %(of)s"))
