"""What this room adds to other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.remediation.models import Action

from . import previewing
from .models import Ladder


def of_action(request: Any, action: Action) -> SafeString:
    """The reminder ladder the action keeps to: what was done by it, and what comes."""
    course = previewing.of_action(action)
    if course.ladder is None and not course.rows:
        return SafeString("")
    shown = course.ladder is not None and Ladder.objects.visible_to(request.standing).filter(pk=course.ladder.pk)
    context = {"course": course, "opens": bool(shown), "action": action}
    return render_to_string("followup/parts/of_action.html", context, request)
