from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "chuyenbien.verification"
    label = "verification"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
