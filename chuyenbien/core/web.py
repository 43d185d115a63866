"""Guards of the web: every view says whether it reads, writes or asks, and whether strangers may see it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from .once import reading

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def guarded(kind: str, methods: list[str]) -> Callable[[View[P]], View[P]]:
    """Mark a view with its kind (checked by the house tests) and refuse other methods."""

    def decorate(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in methods:
                return _not_this_way(request, methods)
            with reading() if kind == "reads" else nullcontext():
                return view(request, *args, **kwargs)

        wrapped: Any = inner
        wrapped.guard = kind
        guarded_view: View[P] = wrapped
        return guarded_view

    return decorate


def _not_this_way(request: HttpRequest, methods: list[str]) -> HttpResponse:
    """An address that only carries out an act was opened like a page, or a page was sent something."""
    reason = _("This address shows no page. Go back and use the button there.")
    response = render(request, "core/refused.html", {"reason": reason, "back": "/"}, status=405)
    response["Allow"] = ", ".join(methods)
    return response


def reads(view: View[P]) -> View[P]:
    """A page that only shows: GET and HEAD. What it asks for twice is looked up once."""
    return guarded("reads", ["GET", "HEAD"])(view)


def public(view: View[P]) -> View[P]:
    """A page for people who are not signed in; keeps the kind its inner decorator gave it."""
    open_view: Any = login_not_required(view)
    open_view.is_public = True
    result: View[P] = open_view
    return result


__all__ = ["guarded", "public", "reads"]
