from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "chuyenbien.regulations"
    label = "regulations"
