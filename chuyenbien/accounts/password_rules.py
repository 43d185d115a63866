"""What a password must be. Django's checks, in sentences that say what to do."""

from __future__ import annotations

from django.contrib.auth import password_validation
from django.utils.translation import gettext as _


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _(
            "This password is too short. Take at least %(count)d characters; several words are easy to remember."
        ) % {"count": self.min_length}


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Many people use this password, so it is easily guessed. Choose another.")


class NotTheName(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This password resembles your user name or e-mail address. Choose another.")
