"""Around every request: the reader's language, the sign-in that ends, the post that must not be lost with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from chuyenbien.core import clock
from chuyenbien.core.redirects import SeeOther

from . import kept_posts, languages
from .models import SignIn

GetResponse = Callable[[HttpRequest], HttpResponse]

SEEN = "seen_at"
"""When the session was last noted as used; only sessions that came through the sign-in page have it."""
_COARSE = dt.timedelta(minutes=15)
_OPEN_TO_OLD_PASSWORDS = {"accounts:change_password", "accounts:logout", "accounts:language"}


class LanguageMiddleware:
    """The language chosen in this browser, otherwise Vietnamese, whatever the browser itself prefers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        languages.use(request, languages.chosen(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        patch_vary_headers(response, ("Cookie",))
        return response


class PersonLanguageMiddleware:
    """Whoever has signed in reads in their own language, on every machine."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            languages.use(request, request.user.language)
        return self.get_response(request)


class SignInMiddleware:
    """Keeps a session alive while it is used, and asks for a new password where one is due."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.session.get(SEEN)
        if seen and request.user.is_authenticated:
            now = clock.real_now()
            if now - dt.datetime.fromisoformat(seen) > _COARSE:
                request.session[SEEN] = now.isoformat()
                SignIn.objects.filter(session_key=request.session.session_key).update(last_seen=now)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in _OPEN_TO_OLD_PASSWORDS or not getattr(view, "login_required", True):
            return None
        return SeeOther(reverse("accounts:change_password"))


class KeepPostMiddleware:
    """A post that arrives after the sign-in has ended is kept and offered again after the next sign-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        if request.user.is_authenticated:
            if kept_posts.FIELD in request.POST:
                kept_posts.drop(request, request.POST[kept_posts.FIELD])
            return None
        page = request.path if getattr(view, "guard", "") == "asks" else "/"
        sign_in = kept_posts.sign_in_address(kept=kept_posts.keep(request), page=page)
        if request.headers.get("HX-Request") == "true":  # htmx would put the sign-in page into a part of this one
            return HttpResponse(status=204, headers={"HX-Redirect": sign_in})
        return SeeOther(sign_in)
