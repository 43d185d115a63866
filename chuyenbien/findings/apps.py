from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FindingsConfig(AppConfig):
    name = "chuyenbien.findings"
    label = "findings"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.reviews.enums import Section
        from chuyenbien.reviews.operations import register_text
        from chuyenbien.reviews.operations.delegations import when_seats_change

        from . import operations, presenters, presenting, queries, section_ii  # noqa: F401

        when_seats_change(operations.follow_seats)
        register_text(Section.III, queries.section_iii_as_text)

        register_text(Section.II, section_ii.as_text)

        panels.register(f"dossier.section.{Section.II}", "findings.section_ii", section_ii.of_report)
        panels.register("dossier", "findings.section_iii", presenting.section_iii, order=30)
        panels.register("dossier.report", "findings.section_iii", partial(presenting.section_iii, on_paper=True))
        panels.register("dossier", "findings.stated", presenting.findings_of_dossier, order=60)
        panels.register("unit", "findings.tally", presenting.findings_of_unit, order=30)
        navigation.register(navigation.Entry(30, _("Findings"), "findings:list", "flag", section=_("Follow-up")))
