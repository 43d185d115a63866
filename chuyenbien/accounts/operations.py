"""What is done to an account. Passwords are never recorded; that one was changed, by whom and when, is.

Each runs inside :func:`chuyenbien.journal.recording` and records one event.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.batch import By

from .models import SignIn, User


@dataclass(frozen=True, slots=True)
class OwnHand:
    """Somebody acting on their own account, also before they have signed in."""

    user_id: int
    person_id: int | None
    entered_by_id: int | None = None
    unit_id: int | None = None
    basis_id: int | None = None

    @classmethod
    def of(cls, user: User) -> OwnHand:
        return cls(user.pk, getattr(getattr(user, "person", None), "pk", None))


def change_password(user: User, new: str, *, by: By, keep_session: str | None = None) -> None:
    """Set a new password and end every other session, which ended with the old password anyway."""
    _set_password(user, new, keep_session)
    journal.record("accounts.password_changed", user, by=by)


def make_reset_link(user: User, *, by: By | None) -> str:
    """A link by which the person sets a password: good once, for a day. For installations that send no mail.

    It stops working as soon as it has been used or the person signs in with the old password.
    """
    if not user.is_active:
        raise Refused(_("This account is closed. Restore it first."))
    journal.record("accounts.reset_link_made", user, by=by, data={"username": user.username})
    return reset_path(user)


def reset_path(user: User) -> str:
    """The path of the page that sets a new password."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("accounts:reset", args=[uid, default_token_generator.make_token(user)])


def user_of_link(uid: str, token: str) -> User | None:
    """Whose link it is, if it still holds."""
    try:
        user = User.objects.filter(pk=int(urlsafe_base64_decode(uid)), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return user if user is not None and default_token_generator.check_token(user, token) else None


def reset_password(user: User, new: str) -> None:
    """Set a password by a link; the one who holds the link is taken for the person."""
    _set_password(user, new, None)
    journal.record("accounts.password_reset", user, by=OwnHand.of(user))


def change_email(user: User, email: str, *, by: By) -> None:
    """Set the address for mail. It also signs in, so no two accounts share one."""
    address = email.strip()
    if address and User.objects.filter(email__iexact=address).exclude(pk=user.pk).exists():
        raise Refused(_("Another account uses this address. Give another one."), field="email")
    user.email = address
    user.save(update_fields=["email"])
    journal.record("accounts.email_changed", user, by=by)


def end_session(sign_in: SignIn, *, by: By) -> None:
    """Sign one device out."""
    SessionStore(sign_in.session_key).delete()
    device, user = sign_in.device, sign_in.user
    sign_in.delete()
    journal.record("accounts.session_ended", user, by=by, data={"device": device})


def end_other_sessions(user: User, *, keep_session: str | None, by: By) -> int:
    """Sign every other device out; returns how many there were."""
    ended = _end_sessions(user, keep_session)
    journal.record("accounts.sessions_ended", user, by=by, data={"count": ended})
    return ended


def _set_password(user: User, new: str, keep_session: str | None) -> None:
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user, keep_session)


def _end_sessions(user: User, keep_session: str | None) -> int:
    others = list(user.sign_ins.exclude(session_key=keep_session or ""))
    for sign_in in others:
        SessionStore(sign_in.session_key).delete()
    user.sign_ins.filter(pk__in=[one.pk for one in others]).delete()
    return len(others)
