from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _administers(request: HttpRequest) -> bool:
    from .acting import standing_of
    from .rules import is_administrator

    return is_administrator(standing_of(request))


def _keeps_days(request: HttpRequest) -> bool:
    from .acting import actor_of
    from .rules import can_manage_calendar

    return bool(can_manage_calendar(actor_of(request)))


class OrgsConfig(AppConfig):
    name = "chuyenbien.orgs"
    label = "orgs"

    def ready(self) -> None:
        from chuyenbien import journal
        from chuyenbien.core.navigation import Entry, register

        from . import presenters, queries, telling  # noqa: F401

        journal.register_names(queries.names_of)
        journal.register_sight(telling.hidden)
        section = _("Organisation")
        register(Entry(810, _("Units"), "orgs:units", "building", section=section))
        register(Entry(820, _("People"), "orgs:people", "users", section=section))
        register(Entry(830, _("Code lists"), "orgs:codes", "tag", shown=_administers, section=section))
        days = _("Holidays and working days")
        register(Entry(840, days, "orgs:calendar", "calendar", shown=_keeps_days, section=section))
