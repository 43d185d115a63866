from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "chuyenbien.core"
    label = "core"
