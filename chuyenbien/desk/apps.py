from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "chuyenbien.desk"
    label = "desk"

    def ready(self) -> None:
        from . import checks, presenters  # noqa: F401
