"""What programs outside read, and the neutral addresses they carry."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from chuyenbien.core import clock
from chuyenbien.core.web import public, reads

from .. import feeds, matters, queries
from ..models import Feed
from ..operations.calendars import hash_of


@public
@reads
def calendar(request: Any, token: str) -> HttpResponse:
    """A calendar by its token. An unknown, a revoked and a lapsed one all answer 404."""
    rows = Feed.objects.select_related("person", "unit", "made_by__user", "made_by__notice_preference")
    feed = get_object_or_404(rows, token_hash=hash_of(token))
    if not feeds.may_be_read(feed):
        raise Http404
    today = clock.today()
    if feed.last_read_on != today:
        Feed.objects.filter(pk=feed.pk).update(last_read_on=today)
    answer = HttpResponse(feeds.written(feed), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@reads
def matter(request: Any, code: str) -> HttpResponse:
    """From a neutral code to its matter, for those who see it."""
    found = matters.find(code)
    seen = queries.visible(found[0], [found[1]], request.standing) if found else []
    if not seen:
        raise Http404
    return redirect(matters.url_of(seen[0]) or "notices:inbox")
