"""Reads the packs beside it; a broken one stops the program at its first use."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

_FOLDER = Path(__file__).parent
CONFIRMED, UNCONFIRMED = "confirmed", "unconfirmed"
UNITS = ("day", "working_day")


def _english() -> bool:
    return (get_language() or "vi").startswith("en")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a regulation. ``value`` is None where it was not found in the text."""

    key: str
    unit: str
    label_vi: str
    label_en: str
    citation: str
    confidence: str
    value: int | None = None
    note_vi: str = ""
    note_en: str = ""

    @property
    def label(self) -> str:
        return self.label_en if _english() else self.label_vi

    @property
    def note(self) -> str:
        return self.note_en if _english() else self.note_vi

    @property
    def is_confirmed(self) -> bool:
        return self.confidence == CONFIRMED


@dataclass(frozen=True, slots=True)
class Pack:
    key: str
    title_vi: str
    title_en: str
    effective_on: dt.date
    citation: str
    numbers: tuple[Number, ...]
    replaced_on: dt.date | None = None

    @property
    def title(self) -> str:
        return self.title_en if _english() else self.title_vi

    def number(self, key: str) -> Number | None:
        """A number by its key: ``conference_days``, ``conference_days_suggested``, ``draft_lead_days`` …"""
        return next((one for one in self.numbers if one.key == key), None)

    def value(self, key: str) -> int | None:
        """The number itself, when the pack knows it."""
        number = self.number(key)
        return number.value if number else None

    def holds_on(self, day: dt.date) -> bool:
        return self.effective_on <= day and (self.replaced_on is None or day < self.replaced_on)


def parse(raw: dict[str, Any]) -> Pack:
    """A pack from its data. Raises ``ValueError`` when a number lacks its citation or its confidence."""
    numbers = tuple(Number(**one) for one in raw.pop("number", []))
    for one in numbers:
        if not one.citation or one.confidence not in (CONFIRMED, UNCONFIRMED) or one.unit not in UNITS:
            raise ValueError(f"{raw.get('key')}: {one.key} needs a citation, a confidence and a known unit")
        if one.is_confirmed and one.value is None:
            raise ValueError(f"{raw.get('key')}: {one.key} is confirmed but has no value")
    return Pack(numbers=numbers, **raw)


@cache
def all_packs() -> tuple[Pack, ...]:
    """Every pack, the oldest first."""
    packs = [parse(tomllib.loads(path.read_text("utf-8"))) for path in _FOLDER.glob("*.toml")]
    return tuple(sorted(packs, key=lambda pack: pack.effective_on))


def find(key: str) -> Pack | None:
    return next((pack for pack in all_packs() if pack.key == key), None)


def get(key: str) -> Pack:
    """The pack of a cycle; it was checked when the cycle opened."""
    pack = find(key)
    if pack is None:
        raise LookupError(key)
    return pack
