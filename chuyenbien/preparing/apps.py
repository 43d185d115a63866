from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _has_part(request: Any) -> bool:
    """Whom it may concern: the leaders, the office and the verifiers of a superior."""
    from chuyenbien.orgs.enums import Role

    return bool(request.standing.units_with(Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.VERIFIER))


def _is_asked(request: Any) -> bool:
    """Whose units were asked for opinions, or told what was settled."""
    from .models import Consultation, RoundNotice
    from .models.opinions import ANSWERING

    units = request.standing.units_with(*ANSWERING)
    if not units:
        return False
    asked = Consultation.objects.filter(agency_id__in=units).exists()
    return asked or RoundNotice.objects.filter(unit_id__in=units).exists()


class PreparingConfig(AppConfig):
    name = "chuyenbien.preparing"
    label = "preparing"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels

        from . import parts, presenters  # noqa: F401

        panels.register("cycle.actions", "preparing.of_cycle", parts.of_cycle, order=20)
        for place in ("suggestion", "suggestion.form"):
            panels.register(place, "preparing.not_decided", parts.of_suggestion, order=20)
        entry = navigation.Entry(
            24, _("Preparing suggestions"), "preparing:cycles", "inbox", _has_part, section=_("Review")
        )
        navigation.register(entry)
        answers = navigation.Entry(
            28, _("Opinions asked of us"), "preparing:asked", "mail", _is_asked, section=_("Review")
        )
        navigation.register(answers)
