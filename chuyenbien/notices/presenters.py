"""Sentences of this room's events."""

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal import register

register("notices.told", _("told people of what is due: %(count)s notices by “%(name)s”"))
