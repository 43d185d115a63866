import datetime as dt

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


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
        navigation.register(
            navigation.Entry(60, _("Requests to authorities"), "escalation:list", "arrow-up", section=_("Follow-up"))
        )
        navigation.register(
            navigation.Entry(64, _("Where it is, for how long"), "escalation:where", "clock", section=_("Follow-up"))
        )
        navigation.register(
            navigation.Entry(65, _("Long-standing matters"), "escalation:long", "history", section=_("Follow-up"))
        )
