"""Changing and resetting a password."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.redirects import SeeOther
from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import public, reads
from chuyenbien.journal.web import ask, asks

from .. import mails, operations, sign_ins
from ..backends import find_user
from ..forms import AskResetForm, ChangePasswordForm, NewPasswordForm


@asks
def change_password(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    due = user.must_change_password

    def perform(form: ChangePasswordForm, by: Any) -> None:
        key = request.session.session_key
        operations.change_password(user, form.cleaned_data["new_password"], by=by, keep_session=key)
        sign_ins.follow_new_key(request, user)

    return ask(
        request,
        ChangePasswordForm,
        title=_("Change the password"),
        intro=_("Before you go on, choose a password that only you know.") if due else "",
        verdict=Verdict.yes(),
        perform=perform,
        back="/" if due else reverse("accounts:profile"),
        submit=_("Change the password"),
        said=_("The password is changed. Every other device has been signed out."),
        form_kwargs={"user": user},
    )


@public
@asks
def ask_reset(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same whether or not the account exists."""
    sent = request.method == "POST"
    form = AskResetForm(request.POST if sent else None)
    if sent and form.is_valid() and mails.can_send():
        user = find_user(form.cleaned_data["username"])
        if user is not None and user.is_active and user.email:
            mails.send_reset_link(user, request.build_absolute_uri(operations.reset_path(user)))
        return SeeOther(reverse("accounts:reset_asked"))
    page = {"form": form, "mail": mails.can_send()}
    return render(request, "accounts/ask_reset.html", page, status=422 if sent else 200)


@public
@reads
def reset_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/reset_asked.html")


@public
@asks
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set a password by a link from a mail or from an administrator."""
    user = operations.user_of_link(uid, token)
    if user is None:
        return render(request, "accounts/reset_over.html", {"mail": mails.can_send()}, status=404)
    return ask(
        request,
        NewPasswordForm,
        title=_("Choose a new password"),
        verdict=Verdict.yes(),
        perform=lambda form, _by: operations.reset_password(user, form.cleaned_data["new_password"]),
        back=reverse("accounts:login"),
        submit=_("Set the password"),
        said=_("The new password is set. Sign in with it."),
        form_kwargs={"user": user},
        template="accounts/reset.html",
        context={"account": user},
    )
