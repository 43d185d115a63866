"""Signing in and out, and what waited meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chuyenbien.core import clock, errors
from chuyenbien.core.redirects import SeeOther, safe_next
from chuyenbien.core.web import public, reads
from chuyenbien.journal.web import asks, writes

from .. import kept_posts, mails, sign_ins
from ..backends import lockout_name
from ..forms import SignInForm


@public
@asks
def login(request: HttpRequest) -> HttpResponse:
    """Sign in, then go where one was going; what was sent too late comes first."""
    if request.user.is_authenticated:
        return SeeOther(safe_next(request, settings.LOGIN_REDIRECT_URL))
    sent = request.method == "POST"
    form = SignInForm(request, request.POST if sent else None, initial={"next": request.GET.get("next", "")})
    if sent and form.is_valid() and form.user is not None:
        sign_ins.enter(request, form.user)
        kept = kept_posts.waiting(request)
        after = reverse("accounts:resume") if kept else safe_next(request, settings.LOGIN_REDIRECT_URL)
        response = SeeOther(after)
        kept_posts.remember_whose(request, response)
        return response
    page = {"form": form, "kept": kept_posts.waiting(request), "mail": mails.can_send()}
    return render(request, "accounts/login.html", page, status=422 if sent else 200)


@public
@writes
def logout(request: HttpRequest) -> HttpResponse:
    sign_ins.leave(request)
    response = SeeOther(reverse(settings.LOGOUT_REDIRECT_URL))
    kept_posts.forget_whose(response)
    return response


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords from one machine for one account: when to try again."""
    name = lockout_name(request, credentials)
    latest = AccessAttempt.objects.filter(username=name).order_by("-attempt_time").first()
    cool_off: dt.timedelta = settings.AXES_COOLOFF_TIME
    again = (latest.attempt_time if latest else clock.real_now()) + cool_off
    response = render(request, "accounts/locked_out.html", {"again": again}, status=429)
    response["Retry-After"] = str(max(1, int((again - clock.real_now()).total_seconds())))
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The safety mark of the form no longer fits: signed in anew in another window, or cookies cleared meanwhile.

    A form of our own is kept and offered again with a fresh mark; anything else is refused.
    """
    match = request.resolver_match
    protected = match is not None and getattr(match.func, "login_required", True)
    if protected and request.POST and kept_posts.is_from_here(request) and kept_posts.keep(request):
        signed_in = request.user.is_authenticated
        return SeeOther(reverse("accounts:resume") if signed_in else kept_posts.sign_in_address(kept=True))
    return errors.csrf_failure(request, reason)


@reads
def resume(request: HttpRequest) -> HttpResponse:
    """What was sent after the sign-in had ended, ready to be sent again."""
    kept = kept_posts.waiting(request)
    return render(request, "accounts/resume.html", {"kept": kept, "field": kept_posts.FIELD})


@writes
def discard(request: HttpRequest) -> HttpResponse:
    """Forget a kept post that is no longer wanted; the middleware has dropped the one that was named."""
    return SeeOther(reverse("accounts:resume") if kept_posts.waiting(request) else settings.LOGIN_REDIRECT_URL)
