from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "chuyenbien.indicators"
    label = "indicators"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
