from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "chuyenbien.reviews"
    label = "reviews"

    def ready(self) -> None:
        from chuyenbien import journal
        from chuyenbien.core import navigation, panels
        from chuyenbien.documents import files
        from chuyenbien.orgs import telling

        from . import locks, parts, presenters, queries  # noqa: F401

        journal.guard(locks.refuse_locked)

        files.register_owner(queries.sees_file)
        panels.register("pack", "reviews.cycles", parts.of_pack)
        panels.register("packs", "reviews.cycles", parts.of_packs)
        telling.register_rows("reviews.suggestion", queries.visible_suggestions)
        navigation.register(navigation.Entry(20, _("Review cycles"), "reviews:cycles", "calendar", section=_("Review")))
