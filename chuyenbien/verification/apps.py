from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _verifies(request: Any) -> bool:
    from chuyenbien.orgs.enums import Role

    return bool(request.standing.units_with(Role.VERIFIER))


class VerificationConfig(AppConfig):
    name = "chuyenbien.verification"
    label = "verification"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels

        from . import (
            parts,
            presenters,  # noqa: F401
        )

        panels.register("action", "verification.of_action", parts.of_action, order=60)
        panels.register("finding", "verification.of_finding", parts.of_finding, order=60)
        navigation.register(
            navigation.Entry(
                70, _("Results to confirm"), "verification:queue", "shield", _verifies, section=_("Follow-up")
            )
        )
