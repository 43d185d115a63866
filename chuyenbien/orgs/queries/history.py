"""What was done to units and people, and only that: everybody reads their pages, matters have their own readers."""

from __future__ import annotations

from chuyenbien.journal.models import Event, EventSubject
from chuyenbien.journal.timelines import TimelineEntry, told

from ..models import Person, Unit


def history(subject: Unit | Person, *, limit: int = 30) -> list[TimelineEntry]:
    """The latest events of this room about a unit or a person, newest first; nothing of any matter."""
    about = EventSubject.objects.filter(kind=subject._meta.label_lower, subject_id=subject.pk).values("seq")
    return told(Event.objects.filter(seq__in=about, type__startswith="orgs.").order_by("-seq")[:limit])
