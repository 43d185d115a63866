"""Acts over the web: one transaction, done once, refused with what was typed kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.forms import AskForm
from chuyenbien.core.redirects import SeeOther
from chuyenbien.core.verdict import Refused, Stale, Text, Verdict, require
from chuyenbien.core.web import P, View, guarded

from . import staging
from .batch import recording
from .models import Command

F = TypeVar("F", bound=AskForm)


class AlreadyDone(Exception):
    """The command was carried out before; its result is at ``url``."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def writes(view: View[P]) -> View[P]:
    """A button: POST only. The view calls :func:`act` once."""
    return guarded("writes", ["POST"])(view)


def asks(view: View[P]) -> View[P]:
    """A form: GET shows it, POST carries it out. The view returns :func:`ask`."""
    return guarded("asks", ["GET", "HEAD", "POST"])(view)


def carry_out(
    request: HttpRequest, *, by: Any, command_id: uuid.UUID | None, perform: Callable[[], Any], back: Any
) -> str:
    """Do an act once and return where its result is shown.

    The command's row is written in the act's own transaction: a repeat, or a double click that arrives meanwhile,
    raises :class:`AlreadyDone` with the first result.
    """
    user_id = int(request.user.pk or 0)
    try:
        with recording(by=by, command_id=command_id):
            if command_id is not None:
                _claim(command_id, user_id)
            result = perform()
            url = str(back(result) if callable(back) else back)
            if command_id is not None:
                Command.objects.filter(pk=command_id).update(result_url=url[:500])
    except _Claimed:
        _look_up(command_id, user_id)
        raise
    return url


class _Claimed(Exception):
    """Another request with the same command was faster."""


def _claim(command_id: uuid.UUID, user_id: int) -> None:
    """Take the command for this act. On PostgreSQL this waits for a request that has taken it and not yet ended."""
    _look_up(command_id, user_id)
    try:
        with transaction.atomic():
            Command.objects.create(pk=command_id, user_id=user_id, at=clock.real_now())
    except IntegrityError as error:
        raise _Claimed from error


def _look_up(command_id: uuid.UUID | None, user_id: int) -> None:
    """Raise :class:`AlreadyDone` when this person's command was carried out, ``Refused`` when it was another's."""
    done = Command.objects.filter(pk=command_id).first() if command_id else None
    if done is None:
        return
    if done.user_id == user_id:
        raise AlreadyDone(done.result_url)
    raise Refused(_("This form was already sent by somebody else. Open it again."))


def _sent_command(request: HttpRequest) -> uuid.UUID | None:
    """The identity of the command that a post carries, if it carries one."""
    try:
        return uuid.UUID(request.POST.get("command_id", ""))
    except ValueError:
        return None


def _first_result(request: HttpRequest, fallback: str) -> HttpResponse | None:
    """Where a repeated command leads, whatever the state has become since: the first result."""
    if request.method != "POST":
        return None
    user_id = int(request.user.pk or 0)
    sent = _sent_command(request)
    done = Command.objects.filter(pk=sent, user_id=user_id).first() if sent else None
    return SeeOther(done.result_url or fallback) if done else None


def act(request: HttpRequest, *, verdict: Verdict, perform: Callable[[Any], Any], back: Any) -> HttpResponse:
    """Carry out a one-button act: 403 when the rule refuses, else do it once and show the result."""
    repeated = _first_result(request, _text(back) or "/")
    if repeated is not None:
        return repeated
    require(verdict)
    actor: Any = request.actor  # type: ignore[attr-defined]
    command_id = _sent_command(request)
    try:
        url = carry_out(request, by=actor, command_id=command_id, perform=lambda: perform(actor), back=back)
    except AlreadyDone as done:
        return SeeOther(done.url or "/")
    except Refused as refusal:
        return render(request, "core/refused.html", {"reason": refusal.reason, "back": _text(back)}, status=422)
    return SeeOther(url)


def ask(
    request: HttpRequest,
    form_class: type[F],
    *,
    title: Text,
    verdict: Verdict,
    perform: Callable[[F, Any], Any],
    back: Any,
    subject: models.Model | None = None,
    revision_of: Any = None,
    template: str = "core/ask.html",
    submit: Text = "",
    intro: Text = "",
    initial: Mapping[str, Any] | None = None,
    form_kwargs: Mapping[str, Any] | None = None,
    context: Mapping[str, Any] | None = None,
    said: Text = "",
    on_stale: Callable[[F, Stale], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """The whole flow of a form: 403 by the rule, the form on GET, 422 kept, 409 with both versions, done once.

    ``perform(form, by)`` makes the one domain call; ``back`` is a URL or a function of its result. ``on_stale`` gives
    a 409 page of the room's own (``stale_template`` and what it shows); what it changes in ``form.data`` is shown.
    """
    repeated = _first_result(request, _text(back) or "/")
    if repeated is not None:
        return repeated
    require(verdict)
    extra = {"actor": request.actor, **(form_kwargs or {})}  # type: ignore[attr-defined]
    page = {
        "title": title,
        "subject": subject,
        "submit_label": submit or _("Save"),
        "intro": intro,
        "back": _text(back) or getattr(subject, "get_absolute_url", lambda: "/")(),
        **(context or {}),
    }
    if request.method != "POST":
        start = dict(initial or {})
        if revision_of is not None:
            start["revision"] = revision_of.revision
        return render(request, template, {**page, "form": _make(form_class, extra, initial=start)})
    names = [name for name, f in form_class.base_fields.items() if isinstance(f, forms.FileField)]
    files = staging.files_with_staged(request, names)
    form = _make(form_class, extra, data=request.POST, files=files, initial=dict(initial or {}))
    if not form.is_valid():
        # The first of two quick clicks may have been carried out since.
        return _first_result(request, page["back"]) or _refuse(request, template, page, form)
    actor: Any = request.actor  # type: ignore[attr-defined]
    try:
        url = carry_out(
            request,
            by=actor,
            command_id=form.cleaned_data.get("command_id"),
            perform=lambda: perform(form, form.acting(actor)),
            back=back,
        )
    except AlreadyDone as done:
        return SeeOther(done.url or page["back"])
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return _refuse(request, template, page, form)
    except Stale as stale:
        return _stale(request, page, form, stale, on_stale)
    staging.release(request, form)
    if said:
        messages.info(request, str(said))
    return SeeOther(url)


def _make(form_class: type[F], extra: Mapping[str, Any], **kwargs: Any) -> F:
    """Forms that can be entered on behalf want to know the actor; plain ones take no extra argument."""
    wanted: tuple[str, ...] = getattr(form_class, "wants", ())
    return form_class(**{k: v for k, v in extra.items() if k != "actor" or "actor" in wanted}, **kwargs)


def _refuse(request: HttpRequest, template: str, page: dict[str, Any], form: AskForm) -> HttpResponse:
    form.staged = staging.keep(request, form)
    return render(request, template, {**page, "form": form}, status=422)


def _stale(
    request: HttpRequest,
    page: dict[str, Any],
    form: F,
    stale: Stale,
    on_stale: Callable[[F, Stale], Mapping[str, Any]] | None,
) -> HttpResponse:
    """Both versions side by side; the form below already carries the new revision."""
    data = request.POST.copy()
    data["revision"] = str(stale.revision)
    data["command_id"] = str(uuid.uuid4())
    form.data = data
    form.staged = staging.keep(request, form)
    fields = [
        {"label": form[name].label, "typed": form.cleaned_data.get(name), "stored": value}
        for name, value in stale.stored.items()
        if name in form.fields and form.cleaned_data.get(name) != value
    ]
    own = dict(on_stale(form, stale)) if on_stale else {}
    template = own.pop("stale_template", "core/409.html")
    return render(request, template, {**page, "form": form, "fields": fields, **own}, status=409)


def _text(back: Any) -> str:
    return back if isinstance(back, str) else ""
