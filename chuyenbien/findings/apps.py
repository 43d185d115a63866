from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "chuyenbien.findings"
    label = "findings"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
