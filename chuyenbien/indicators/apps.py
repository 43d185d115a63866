from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "chuyenbien.indicators"
    label = "indicators"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels

        from . import (
            parts,
            presenters,  # noqa: F401
        )

        panels.register("finding", "indicators.of_finding", parts.of_finding, order=40)
        panels.register("unit", "indicators.of_unit", parts.of_unit, order=40)
        navigation.register(navigation.Entry(50, _("Indicators"), "indicators:list", "chart", section=_("Follow-up")))
