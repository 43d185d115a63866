"""Where to go after an act."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


class SeeOther(HttpResponseRedirect):
    """303: the act is done, look at its result with GET."""

    status_code = 303


def safe_next(request: HttpRequest, fallback: str) -> str:
    """The ``next`` the request asks for when it stays in this program, otherwise the fallback."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if allowed and wanted.startswith("/") else fallback
