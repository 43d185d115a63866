from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "chuyenbien.followup"
    label = "followup"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
