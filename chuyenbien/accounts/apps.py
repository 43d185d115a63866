from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chuyenbien.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
