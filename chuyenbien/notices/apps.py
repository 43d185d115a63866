from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "chuyenbien.notices"
    label = "notices"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
