from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from chuyenbien.documents.models import StoredFile
    from chuyenbien.orgs.access import Standing


def _sees_minutes(stored: StoredFile, standing: Standing) -> bool:
    from . import queries

    return queries.visible(standing).filter(minutes_scan=stored).exists()


class ConferencesConfig(AppConfig):
    name = "chuyenbien.conferences"
    label = "conferences"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.documents import files
        from chuyenbien.orgs import telling
        from chuyenbien.reviews import lead_time

        from . import coverage, presenters, presenting, queries, warnings  # noqa: F401

        files.register_owner(_sees_minutes)
        telling.register_rows("conferences.conclusion", queries.visible_conclusions)

        lead_time.register_day(warnings.day_of)
        coverage.register_steps()
        panels.register("cycle.actions", "conferences.coverage", presenting.coverage_of, order=10)
        panels.register("dossier", "conferences.conference", presenting.conference_of, order=40)
        panels.register("dossier", "conferences.directions", presenting.directions_of, order=45)
        panels.register("dossier", "conferences.conclusion", presenting.conclusion_of, order=50)
        entry = navigation.Entry(25, _("Conferences"), "conferences:calendar", "calendar", section=_("Review"))
        navigation.register(entry)
