from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "chuyenbien.conferences"
    label = "conferences"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
