"""Who opened what is about a person: a log of its own, append-only like the chain, written before the page is sent."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest

from chuyenbien.core import clock

from .models import AccessEntry


def note_view(request: HttpRequest, subject: models.Model) -> None:
    """Note that a personal dossier is about to be shown. Call it in the view, before rendering; all times are real."""
    given: Any = request
    AccessEntry.objects.create(
        at=clock.real_now(),
        user_id=int(request.user.pk or 0),
        person_id=given.actor.person_id or None,
        kind=subject._meta.label_lower,
        subject_id=int(subject.pk),
        path=request.path[:300],
    )
