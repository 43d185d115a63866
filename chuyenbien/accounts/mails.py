"""Mail of this room, each in the language of who receives it."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from .models import User


def can_send() -> bool:
    """Whether this installation sends mail; without a mail server it only prints to the console."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def send_reset_link(user: User, url: str) -> None:
    with translation.override(user.language):
        told = {"user": user, "url": url}
        subject = render_to_string("accounts/mail/reset_subject.txt", told).strip()
        body = render_to_string("accounts/mail/reset_body.txt", told)
    send_mail(subject, body, None, [user.email])
