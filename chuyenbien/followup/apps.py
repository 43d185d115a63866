from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    name = "chuyenbien.followup"
    label = "followup"

    def ready(self) -> None:
        from chuyenbien.core.navigation import Entry, register

        from . import presenters  # noqa: F401

        register(Entry(60, _("Progress meetings"), "followup:list", "meeting", section=_("Follow-up")))
