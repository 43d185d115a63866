"""What two people wrote into one section at the same time, put together for the second of them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from chuyenbien.journal.models import Event, EventPayload, EventSubject

from .. import comparing
from ..models import ReviewDossier

MINE, THEIRS, END = "<<<<<<< BẠN VỪA GÕ", "======= ĐANG LƯU", ">>>>>>> HẾT CHỖ KHÁC NHAU"
"""The lines between which both versions of a paragraph stand. They are Vietnamese like the text around them."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both versions side by side, and both in one text."""

    rows: list[comparing.Row]
    merged: comparing.Merged


def has_marks(text: str) -> bool:
    """Whether paragraphs still stand in it that nobody has chosen between."""
    return any(line.strip() in (MINE, THEIRS, END) for line in text.splitlines())


def text_at(dossier: ReviewDossier, section: str, revision: int) -> str:
    """What a section of the present round said when its revision was this one, as the journal knows it.

    Empty when it was not written yet, or when the journal was redacted; then nothing is taken for granted.
    """
    subjects = EventSubject.objects.filter(kind=dossier._meta.label_lower, subject_id=dossier.pk).values("seq")
    events = Event.objects.filter(type="reviews.section_written", seq__in=subjects).values("seq")
    for payload in EventPayload.objects.filter(seq__in=events).order_by("seq").values_list("data", flat=True):
        told = json.loads(payload) if payload else {}
        is_this = told.get("section") == section and told.get("round") == dossier.round
        if is_this and isinstance(told.get("revision"), int) and told["revision"] > revision:
            return str(told.get("old", ""))
    return ""


def conflict_of(dossier: ReviewDossier, section: str, *, revision: int, typed: str, stored: str) -> Conflict:
    """What to show somebody whose text was overtaken: nothing of either version is left out."""
    base = text_at(dossier, section, revision)
    merged = comparing.merge(base, typed, stored, labels=(MINE, THEIRS, END))
    return Conflict(comparing.side_by_side(stored, typed), merged)
