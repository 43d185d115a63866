"""Who may sign in: the user name or the e-mail address, in capital or small letters, with the right password."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from chuyenbien.core.text import nfc

from .models import User


def find_user(name: str) -> User | None:
    """The account meant by a typed user name or e-mail address; an address that two accounts share means neither."""
    typed = User.normalize_username(nfc(name)).strip()
    if not typed:
        return None
    named = User.objects.filter(Q(username=typed) | Q(username__iexact=typed)).first()
    if named is not None or "@" not in typed:
        return named
    mailed = list(User.objects.filter(email__iexact=typed)[:2])
    return mailed[0] if len(mailed) == 1 else None


def lockout_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """One name for all spellings of an account, so that spelling it otherwise buys no further attempts."""
    given = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    user = find_user(str(given))
    return user.username if user else nfc(str(given)).strip().casefold()[:80]


class AccountBackend:
    """Checks a password. Rights do not come from here: they follow from memberships (``orgs.access``)."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        if not username or password is None:
            return None
        user = find_user(username)
        if user is None:
            User().set_password(password)  # takes as long as a real check, so that time tells nothing
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
