"""A point of a rule pack: what it says, on which paper it rests, how sure that is, and who set it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from .vocabulary import CONFIRMED, FACTS, LEVELS, NUMERIC, Known

Value = int | Decimal | bool | str | tuple[str, ...] | None

NATIONAL, OVERLAY, DECIDED = "national", "overlay", "decided"
NOT_APPLIED = "not_applied"
"""The decision that a condition does not hold here."""

SWITCHABLE = ("condition", "knockout", "exemption")


def in_english() -> bool:
    return (get_language() or "vi").startswith("en")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several: a section of a form, a choice, somebody in an order."""

    key: str
    vi: str
    en: str

    @property
    def label(self) -> str:
        return self.en if in_english() else self.vi


@dataclass(frozen=True, slots=True)
class Point:
    """``value`` is None where the text was not found to say it; nothing is guessed in its place."""

    key: str
    table: str
    group: str
    unit: str
    label_vi: str
    label_en: str
    citation: str
    confidence: str
    value: Value = None
    note_vi: str = ""
    note_en: str = ""
    level: str = ""
    fact: str = ""
    comparator: str = ""
    subjects: tuple[str, ...] = ()
    effect: str = ""
    natural: str = ""
    when_none: str = ""
    only_if_known: bool = False
    entries: tuple[Entry, ...] = ()
    origin: str = NATIONAL
    source: str = ""
    """Key of the pack it stands in; after a decision the name of the unit that decided."""
    replaced: Value = None
    """What the pack said before the decision or the overlay."""
    reason: str = ""
    document_id: int | None = None
    decided_on: dt.date | None = None

    @property
    def label(self) -> str:
        return self.label_en if in_english() else self.label_vi

    @property
    def note(self) -> str:
        return self.note_en if in_english() else self.note_vi

    @property
    def is_confirmed(self) -> bool:
        return self.confidence == CONFIRMED

    @property
    def is_settled(self) -> bool:
        """Confirmed by the text, or decided by the competent superior."""
        return self.is_confirmed or self.origin == DECIDED

    @property
    def is_off(self) -> bool:
        return self.value == NOT_APPLIED and self.table in SWITCHABLE

    @property
    def is_numeric(self) -> bool:
        return self.unit in NUMERIC

    @property
    def known_fact(self) -> Known | None:
        return FACTS.get(self.fact)

    def concerns(self, kind: str, *, is_head: bool = False) -> bool:
        """Whether it speaks of this kind of subject; a point that names nobody speaks of all."""
        return not self.subjects or kind in self.subjects or (is_head and "head" in self.subjects)

    def entry(self, key: object) -> Entry | None:
        return next((one for one in self.entries if one.key == key), None)

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON, without what is empty."""
        data: dict[str, Any] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if one.name == "entries":
                value = [[entry.key, entry.vi, entry.en] for entry in value]
            elif isinstance(value, dt.date):
                value = value.isoformat()
            else:
                value = stored_of(value)
            if value not in (None, "", []) and (value is not False or one.name in ("value", "replaced")):
                data[one.name] = value
        return data

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Point:
        given = dict(data)
        for name in ("value", "replaced"):
            if name in given:
                given[name] = value_of(given["unit"], given[name])
        given["subjects"] = tuple(given.get("subjects", ()))
        given["entries"] = tuple(Entry(*one) for one in given.get("entries", ()))
        if "decided_on" in given:
            given["decided_on"] = dt.date.fromisoformat(given["decided_on"])
        return cls(**given)


def value_of(unit: str, stored: Any) -> Value:
    """A value as JSON keeps it, turned back."""
    if isinstance(stored, list):
        return tuple(stored)
    if isinstance(stored, str) and unit in NUMERIC and stored != NOT_APPLIED:
        return Decimal(stored)
    value: Value = stored
    return value


def stored_of(value: Value) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def rank(level: str) -> int:
    """Higher is better."""
    return len(LEVELS) - LEVELS.index(level)
