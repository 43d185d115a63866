from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "chuyenbien.reviews"
    label = "reviews"

    def ready(self) -> None:
        from . import presenters  # noqa: F401
