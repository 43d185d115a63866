from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "chuyenbien.indicators"
    label = "indicators"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.reviews.enums import Section
        from chuyenbien.reviews.operations import register_text

        from . import (
            parts,
            presenters,  # noqa: F401
            section_i2,
        )

        register_text(Section.I2, section_i2.as_text)
        panels.register(f"dossier.section.{Section.I2}", "indicators.section_i2", section_i2.of_report)

        panels.register("finding", "indicators.of_finding", parts.of_finding, order=40)
        panels.register("unit", "indicators.of_unit", parts.of_unit, order=40)
        navigation.register(navigation.Entry(50, _("Indicators"), "indicators:list", "chart", section=_("Follow-up")))
