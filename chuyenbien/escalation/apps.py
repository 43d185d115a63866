from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EscalationConfig(AppConfig):
    name = "chuyenbien.escalation"
    label = "escalation"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.orgs import telling

        from . import (
            parts,
            presenters,  # noqa: F401
            queries,
        )

        telling.register_rows("escalation.obstacle", queries.visible_obstacles)

        panels.register("action", "escalation.of_action", parts.of_action, order=40)
        panels.register("finding", "escalation.of_finding", parts.of_finding, order=50)
        navigation.register(
            navigation.Entry(60, _("Requests to authorities"), "escalation:list", "arrow-up", section=_("Follow-up"))
        )
