from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "chuyenbien.orgs"
    label = "orgs"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
