import datetime as dt
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _keeps_lists(request: Any) -> bool:
    """Those who read a list of hard matters once it is approved."""
    from .models.hard import READING

    return bool(request.standing.units_with(*READING))


def _is_charged(request: Any) -> bool:
    """Those of a board who may be charged with a field or an area."""
    from chuyenbien.orgs.enums import Role

    return bool(request.standing.units_with(Role.BOARD_LEADER, Role.MEMBER))


class EscalationConfig(AppConfig):
    name = "chuyenbien.escalation"
    label = "escalation"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.notices import kinds, matters, schedule
        from chuyenbien.orgs import telling

        from . import (
            parts,
            presenters,  # noqa: F401
            queries,
        )
        from .enums import RECEIPT_OVERDUE, REPLY_OVERDUE, TO_SIGN
        from .operations import watch

        telling.register_rows("escalation.obstacle", queries.visible_obstacles)

        matters.register("escalation.authorityrequest", "KN")
        kinds.register(RECEIPT_OVERDUE, label=_("The day for acknowledging the receipt has passed"))
        kinds.register(REPLY_OVERDUE, label=_("The day for a reply has passed"))
        kinds.register(TO_SIGN, label=_("A draft waits for you to read and sign"))
        schedule.register("escalation.replies", watch, every=dt.timedelta(hours=1))
        panels.register("action", "escalation.of_action", parts.of_action, order=40)
        panels.register("finding", "escalation.of_finding", parts.of_finding, order=50)
        panels.register("finding.aside", "escalation.lists", parts.lists_of_finding, order=60)
        navigation.register(
            navigation.Entry(60, _("Requests to authorities"), "escalation:list", "arrow-up", section=_("Follow-up"))
        )
        navigation.register(
            navigation.Entry(64, _("Where it is, for how long"), "escalation:where", "clock", section=_("Follow-up"))
        )
        navigation.register(
            navigation.Entry(
                66,
                _("List of hard matters"),
                "escalation:hard_lists",
                "flag",
                _keeps_lists,
                section=_("Follow-up"),
            )
        )
        navigation.register(
            navigation.Entry(
                67, _("My fields and areas"), "escalation:mine", "field", _is_charged, section=_("Follow-up")
            )
        )
        navigation.register(
            navigation.Entry(65, _("Long-standing matters"), "escalation:long", "history", section=_("Follow-up"))
        )
