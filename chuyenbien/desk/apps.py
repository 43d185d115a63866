from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _reads_journal(request: Any) -> bool:
    standing = request.standing
    roles = ("board_leader", "office_officer", "administrator")
    return bool(standing.inspected or standing.units_with(*roles))


class DeskConfig(AppConfig):
    name = "chuyenbien.desk"
    label = "desk"

    def ready(self) -> None:
        from chuyenbien.core import panels
        from chuyenbien.core.navigation import Entry, register

        from . import checks, parts, presenters  # noqa: F401

        register(Entry(1, _("Home"), "desk:home", "home"))
        register(Entry(90, _("Journal"), "desk:journal", "history", shown=_reads_journal, section=_("Follow-up")))
        register(Entry(64, _("Figures"), "desk:figures", "chart", section=_("Follow-up")))
        register(Entry(65, _("Work calendar"), "desk:calendar", "calendar", section=_("Follow-up")))
        panels.register("unit", "desk.figures", parts.figures_of_unit, order=80)
        panels.register("person", "desk.figures", parts.figures_of_person, order=80)
        panels.register("finding.head", "desk.course", parts.course_of_remedy, order=10)
