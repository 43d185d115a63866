"""One's own account: language, address, where it is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.redirects import SeeOther, safe_next
from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import public, reads
from chuyenbien.journal.web import act, ask, asks, writes

from .. import languages, operations, sign_ins
from ..forms import EmailForm, LanguageForm
from ..models import User


@reads
def profile(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    here = request.session.session_key
    own = sign_ins.own_sign_ins(user)
    others = any(one.session_key != here for one in own)
    page = {
        "account": user,
        "languages": User.Language.choices,
        "sign_ins": [(one, one.session_key == here) for one in own],
        "may_end_others": Verdict.yes() if others else Verdict.no(_("You are signed in on no other device.")),
        "allowed": Verdict.yes(),
    }
    return render(request, "accounts/profile.html", page)


@public
@writes
def language(request: HttpRequest) -> HttpResponse:
    """Read on in another language, on the same page; whoever has signed in keeps it on every machine."""
    form = LanguageForm(request.POST)
    response = SeeOther(safe_next(request, "/"))
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        languages.remember(response, chosen)
        if request.user.is_authenticated:
            User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response


@asks
def change_email(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    return ask(
        request,
        EmailForm,
        title=_("Change the e-mail address"),
        verdict=Verdict.yes(),
        perform=lambda form, by: operations.change_email(user, form.cleaned_data["email"], by=by),
        back=reverse("accounts:profile"),
        initial={"email": user.email},
    )


@writes
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    sign_in = get_object_or_404(user.sign_ins, pk=pk)
    here = sign_in.session_key == request.session.session_key
    verdict = Verdict.no(_("This is the device you are using. Sign out instead.")) if here else Verdict.yes()
    return act(
        request,
        verdict=verdict,
        perform=lambda by: operations.end_session(sign_in, by=by),
        back=reverse("accounts:profile"),
    )


@writes
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    here = request.session.session_key
    return act(
        request,
        verdict=Verdict.yes(),
        perform=lambda by: operations.end_other_sessions(user, keep_session=here, by=by),
        back=reverse("accounts:profile"),
    )
