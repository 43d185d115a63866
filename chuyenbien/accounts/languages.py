"""Which language a reader reads in. Vietnamese is the language of the house, English a complete second."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

KNOWN = ("vi", "en")


def chosen(request: HttpRequest) -> str:
    """The language this browser was told to use; Vietnamese until somebody chooses."""
    told = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return told if told in KNOWN else settings.LANGUAGE_CODE


def use(request: HttpRequest, language: str) -> None:
    """Answer this request in a language."""
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language()


def remember(response: HttpResponse, language: str) -> None:
    """Let the browser keep the choice for a year, so that the sign-in page speaks it too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
