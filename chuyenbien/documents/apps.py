from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "chuyenbien.documents"
    label = "documents"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
