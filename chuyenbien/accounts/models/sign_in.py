from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from chuyenbien.core import clock


class SignIn(models.Model):
    """One place where a person is signed in. The session itself is Django's row; this one says where and since when.

    All times are the world's, also in a demo that lives on a story day.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField(default=clock.real_now)
    last_seen = models.DateTimeField(default=clock.real_now)
    device = models.CharField(max_length=60, blank=True, default="")
    ip = models.GenericIPAddressField(null=True)

    class Meta:
        ordering: ClassVar[tuple[str, ...]] = ("-last_seen", "-id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.device}"
