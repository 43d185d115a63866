from django.apps import AppConfig


class EscalationConfig(AppConfig):
    name = "chuyenbien.escalation"
    label = "escalation"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
