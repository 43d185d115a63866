from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "chuyenbien.accounts"
    label = "accounts"
