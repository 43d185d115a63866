from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegulationsConfig(AppConfig):
    name = "chuyenbien.regulations"
    label = "regulations"

    def ready(self) -> None:
        from chuyenbien.core.navigation import Entry, register

        from . import checks, presenters  # noqa: F401

        register(Entry(840, _("Rule packs"), "regulations:packs", "file", section=_("Organisation")))
