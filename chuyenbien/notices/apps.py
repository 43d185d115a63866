import datetime as dt
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _waiting(request: Any) -> int:
    from .queries import waiting_count

    return waiting_count(request.standing.person_id)


class NoticesConfig(AppConfig):
    name = "chuyenbien.notices"
    label = "notices"

    def ready(self) -> None:
        from chuyenbien.core import panels
        from chuyenbien.core.navigation import Entry, register

        from . import matters, parts, planning, presenters, routing, schedule  # noqa: F401

        register(Entry(2, _("What I was told"), "notices:inbox", "bell", count=_waiting))
        panels.register("first_page", "notices.waiting", parts.waiting, order=10)
        matters.register("documents.document", "VB")
        minute = dt.timedelta(minutes=1)
        schedule.register("notices.deputies", routing.tell_deputies, every=minute, order=80)
        schedule.register("notices.mail", planning.plan, every=minute, order=90)
