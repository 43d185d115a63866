from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _has_ratings(request: Any) -> bool:
    """Who may have to do with a rating: everybody with a post but verifiers and administrators by that alone."""
    from chuyenbien.orgs.enums import Role

    return bool(
        request.standing.units_with(
            Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.HEAD, Role.EDITOR, Role.MEMBER, Role.STAFF
        )
    )


class RatingsConfig(AppConfig):
    name = "chuyenbien.ratings"
    label = "ratings"

    def ready(self) -> None:
        from chuyenbien.core import navigation, owing, panels
        from chuyenbien.documents import files

        from . import parts, presenters, queries  # noqa: F401
        from .operations import opening

        owing.when_code_only(opening.become_code_only)
        files.register_owner(queries.sees_file)
        panels.register("cycle.actions", "ratings.of_cycle", parts.of_cycle, order=20)
        panels.register("dossier", "ratings.of_dossier", parts.of_dossier, order=80)
        navigation.register(
            navigation.Entry(27, _("Ratings"), "ratings:cycles", "gavel", _has_ratings, section=_("Review"))
        )
