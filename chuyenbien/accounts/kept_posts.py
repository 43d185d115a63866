"""What somebody sent after their sign-in had ended, or from a page whose safety mark was too old: kept on the server
until they have signed in again.

The fields wait in the visitor's session and the files among the staged uploads, for an hour. A cookie that survives the
session says whose post it is, so that nobody else who signs in at the same browser is shown it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.journal import staging
from chuyenbien.journal.models import StagedUpload

FIELD = "kept_post"
_SESSION = "kept_posts"
_COOKIE = "returning"
_LIFETIME = dt.timedelta(hours=1)
_MANY = 3
_STRANGERS_BYTES = 200 * 1024 * 1024
"""How much the uploads of people not signed in may take in all."""


@dataclass(frozen=True, slots=True)
class KeptPost:
    id: str
    path: str
    at: str
    fields: list[list[str]]
    files: list[dict[str, Any]]
    user_id: int | None

    def texts(self) -> list[str]:
        """What the person will recognise: the texts they typed, without numbers, choices and tokens."""
        return [value for _name, value in self.fields if " " in value.strip()]


def keep(request: HttpRequest) -> bool:
    """Keep a post for later. Never one with a password in it."""
    if any("password" in name for name in request.POST):
        return False
    fields = [
        [name, value]
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", FIELD}
        for value in request.POST.getlist(name)
    ]
    kept = KeptPost(
        id=uuid.uuid4().hex,
        path=request.get_full_path(),
        at=clock.real_now().isoformat(),
        fields=fields,
        files=_keep_files(request),
        user_id=request.user.pk or _whose(request),
    )
    request.session[_SESSION] = [asdict(one) for one in [*waiting(request), kept][-_MANY:]]
    if not request.user.is_authenticated:
        request.session.set_expiry(_LIFETIME)
    return True


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser itself says that one of our own pages sent this; another site cannot make it say so."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _keep_files(request: HttpRequest) -> list[dict[str, Any]]:
    staging.sweep(strangers_after=_LIFETIME)
    taken = StagedUpload.objects.filter(user_id=None).aggregate(bytes=Sum("size"))["bytes"] or 0
    files = []
    for field in request.FILES:
        for upload in request.FILES.getlist(field):
            size = upload.size or 0
            if not 0 < size <= min(settings.MAX_UPLOAD_BYTES, _STRANGERS_BYTES - taken):
                continue
            taken += size
            row = staging.stage(upload, field=field, user_id=None)
            files.append({"field": field, "token": str(row.token), "name": row.name})
    return files


def sign_in_address(*, kept: bool, page: str = "/") -> str:
    """Where to sign in, and then to go on with what was kept, or else to ``page``."""
    after = reverse("accounts:resume") if kept else page
    return f"{reverse('accounts:login')}?{urlencode({'next': after})}"


def waiting(request: HttpRequest) -> list[KeptPost]:
    """The posts kept in this session that are still fresh; once signed in, only one's own."""
    since = clock.real_now() - _LIFETIME
    kept = [KeptPost(**one) for one in request.session.get(_SESSION, [])]
    user = getattr(request, "user", None)
    user_id = user.pk if user is not None and user.is_authenticated else None
    return [
        one
        for one in kept
        if dt.datetime.fromisoformat(one.at) > since
        and (user_id is None or one.user_id is None or one.user_id == user_id)
    ]


def drop(request: HttpRequest, kept_id: str) -> None:
    """Forget one kept post: it has been sent again, or is no longer wanted."""
    if _SESSION not in request.session:
        return
    rest = [asdict(one) for one in waiting(request) if one.id != kept_id]
    if rest:
        request.session[_SESSION] = rest
    else:
        del request.session[_SESSION]


def remember_whose(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser remember who signed in last, signed, for as long as a post may come too late."""
    response.set_signed_cookie(
        _COOKIE,
        str(request.user.pk),
        salt=_COOKIE,
        max_age=dt.timedelta(days=30),
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def forget_whose(response: HttpResponse) -> None:
    response.delete_cookie(_COOKIE, samesite="Lax")


def _whose(request: HttpRequest) -> int | None:
    told = request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE, max_age=dt.timedelta(days=30))
    return int(told) if told else None
