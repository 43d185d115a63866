from django.apps import AppConfig


class RemediationConfig(AppConfig):
    name = "chuyenbien.remediation"
    label = "remediation"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
        from .guarding import register

        register()
