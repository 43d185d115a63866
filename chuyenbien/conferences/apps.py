from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConferencesConfig(AppConfig):
    name = "chuyenbien.conferences"
    label = "conferences"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels

        from . import presenters, presenting  # noqa: F401

        panels.register("dossier", "conferences.conference", presenting.conference_of, order=40)
        panels.register("dossier", "conferences.directions", presenting.directions_of, order=45)
        panels.register("dossier", "conferences.conclusion", presenting.conclusion_of, order=50)
        entry = navigation.Entry(25, _("Conferences"), "conferences:calendar", "calendar", section=_("Review"))
        navigation.register(entry)
