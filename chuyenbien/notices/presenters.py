"""Sentences of this room's events."""

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal import register

register("notices.told", _("told people of what is due: %(count)s notices by “%(name)s”"))
register("notices.acknowledged", _("took note of the notice about %(code)s"))
register("notices.acknowledged_all", _("took note of %(count)s notices at once"))
register("notices.snoozed", _("put the notice about %(code)s off until %(until)s"))
