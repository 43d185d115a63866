"""Calendars for programs outside: made, read by a token, revoked."""

from __future__ import annotations

import hashlib
import secrets

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit

from ..models import Feed


def hash_of(token: str) -> str:
    """What is kept of a token. It is long and random, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_feed(*, by: Actor, unit: Unit | None = None) -> tuple[Feed, str]:
    """A calendar of one's own due dates, or of a unit's; with the token, which nobody can read again."""
    token = secrets.token_urlsafe(32)
    owner = {"unit": unit} if unit else {"person": by.person}
    feed = Feed.objects.create(**owner, made_by=by.person, token_hash=hash_of(token))
    journal.record("notices.feed_made", feed, by=by, data={"of": feed.shown_title})
    return feed, token


def revoke_feed(feed: Feed, *, by: Actor) -> Feed:
    """From now on the address answers nobody."""
    if feed.revoked_at:
        raise Refused(_("This calendar has been revoked already."))
    feed.revoked_at = clock.now()
    feed.save(update_fields=["revoked_at"])
    journal.record("notices.feed_revoked", feed, by=by, data={"of": feed.shown_title})
    return feed
