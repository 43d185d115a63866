"""Signing in and out: the session, and the row that says where it is."""

from __future__ import annotations

import re

from django.contrib import auth
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from chuyenbien.core import clock

from . import middleware
from .models import SignIn, User

_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "(?i:coc_?coc)": "Cốc Cốc",
    "Firefox": "Firefox",
    "SamsungBrowser": "Samsung Internet",
    "Chrome|CriOS": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {"iPhone|iPad": "iOS", "Android": "Android", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"}
"""Patterns in the order in which they must be tried: most browsers also name the one they resemble."""


def short_device(agent: str) -> str:
    """What a person recognises their device by: the browser and the system, nothing finer."""

    def first(known: dict[str, str]) -> str:
        return next((name for pattern, name in known.items() if re.search(pattern, agent)), "")

    return " · ".join(part for part in (first(_BROWSERS), first(_SYSTEMS)) if part)


def enter(request: HttpRequest, user: User) -> None:
    """Begin a session. A form kept before signing in stays in it."""
    auth.login(request, user, backend="chuyenbien.accounts.backends.AccountBackend")
    request.session.set_expiry(None)
    request.session[middleware.SEEN] = clock.real_now().isoformat()
    stale = user.sign_ins.exclude(session_key__in=Session.objects.values("session_key"))
    stale.delete()
    SignIn.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        device=short_device(request.headers.get("User-Agent", "")),
        ip=request.META.get("REMOTE_ADDR") or None,
    )


def leave(request: HttpRequest) -> None:
    """End the session of this browser."""
    SignIn.objects.filter(session_key=request.session.session_key or "").delete()
    auth.logout(request)


def follow_new_key(request: HttpRequest, user: User) -> None:
    """Keep the present session after the password changed; Django gives it a new key."""
    former = request.session.session_key or ""
    auth.update_session_auth_hash(request, user)
    SignIn.objects.filter(session_key=former).update(session_key=request.session.session_key or "")


def own_sign_ins(user: User) -> list[SignIn]:
    """Where the account is signed in now, latest use first."""
    alive = Session.objects.filter(expire_date__gt=clock.real_now()).values("session_key")
    return list(user.sign_ins.filter(session_key__in=alive))
