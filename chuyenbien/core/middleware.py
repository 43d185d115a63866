from __future__ import annotations

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .verdict import Forbidden


class PlainTextMiddleware:
    """What is sent is read as UTF-8, as every form of a page sends it. A request that announces another way of writing
    is refused: some of the names it may give (hex, zlib) are none for texts, and reading would fail anywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("only UTF-8 is read")
        return self.get_response(request)


class ForbiddenMiddleware:
    """Shows a rule's refusal as 403 with its reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Forbidden):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        return None
