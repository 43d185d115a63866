from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _may_concern(request: Any) -> bool:
    """Whoever holds a post or sits in a delegation; an administrator has none by that alone."""
    from chuyenbien.orgs.enums import Role

    held = {role for roles in request.standing.roles.values() for role in roles}
    return bool(held - {Role.ADMINISTRATOR, Role.VERIFIER})


class SelfReviewsConfig(AppConfig):
    name = "chuyenbien.selfreviews"
    label = "selfreviews"

    def ready(self) -> None:
        from chuyenbien.core import navigation, panels
        from chuyenbien.core import owing as owing_in_core

        from . import owing, parts, presenters  # noqa: F401

        owing_in_core.register(owed=owing.owed, codes=owing.codes)

        panels.register("dossier", "selfreviews.of_dossier", parts.of_dossier, order=30)
        navigation.register(
            navigation.Entry(26, _("Self-reviews"), "selfreviews:mine", "user", _may_concern, section=_("Review"))
        )
