"""Parts of this room on other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .queries import waiting_count


def waiting(request: HttpRequest, subject: Any) -> SafeString:
    """The line on a first page that says how much waits in the inbox; nothing when nothing does."""
    reader: Any = request
    count = waiting_count(reader.standing.person_id)
    return render_to_string("notices/_first.html", {"count": count}) if count else SafeString("")
