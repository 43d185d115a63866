"""A book: everything one regulation says, every point with its value, its citation and where it was set."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .points import Point, Value, in_english
from .vocabulary import GROUPS, LEVELS, ORGANISATIONS


@dataclass(frozen=True)
class Book:
    """Immutable. ``points`` stand in the order of the text; ``scale`` is ``points`` (366, 335) or ``criteria``."""

    key: str
    title_vi: str
    title_en: str
    effective_on: dt.date
    citation: str
    scale: str
    points: tuple[Point, ...]
    replaced_on: dt.date | None = None
    base: str = ""
    issuer: str = ""
    is_illustrative: bool = False
    kind: str = ORGANISATIONS
    """Whose review it is about, one of ``vocabulary.KINDS``."""
    unit: str = ""
    """Name of the superior whose decisions are in it, if any."""

    @property
    def title(self) -> str:
        return self.title_en if in_english() else self.title_vi

    @cached_property
    def _by_key(self) -> dict[str, Point]:
        return {one.key: one for one in self.points}

    def point(self, key: str) -> Point | None:
        return self._by_key.get(key)

    def value(self, key: str) -> Value:
        """The value of a point, when the book knows it."""
        point = self._by_key.get(key)
        return point.value if point else None

    def number(self, key: str) -> Point | None:
        """A number by its key: ``conference_days``, ``draft_lead_days`` …"""
        point = self._by_key.get(key)
        return point if point is not None and point.is_numeric else None

    def of_table(self, table: str) -> tuple[Point, ...]:
        """The points of a table that hold here (what was decided not to apply is left out)."""
        return tuple(one for one in self.points if one.table == table and not one.is_off)

    @property
    def levels(self) -> tuple[Point, ...]:
        """The four levels, the highest first."""
        return tuple(sorted(self.of_table("level"), key=lambda one: LEVELS.index(one.key)))

    def level(self, key: str) -> Point | None:
        return next((one for one in self.levels if one.key == key), None)

    def conditions(self, level: str) -> tuple[Point, ...]:
        return tuple(one for one in self.of_table("condition") if one.level == level)

    def gap(self, level: str) -> Point | None:
        """What is done with somebody whose points say this level and who fails a condition of it."""
        return next((one for one in self.of_table("gap") if one.level == level), None)

    @property
    def groups(self) -> list[tuple[str, list[Point]]]:
        """The points by group, in the order they are read."""
        found = [(group, [one for one in self.points if one.group == group]) for group in GROUPS]
        return [(group, points) for group, points in found if points]

    @property
    def unconfirmed(self) -> tuple[Point, ...]:
        return tuple(one for one in self.points if not one.is_confirmed)

    @property
    def is_of_organisations(self) -> bool:
        """Whether bodies are reviewed by it."""
        return self.kind == ORGANISATIONS

    def holds_on(self, day: dt.date) -> bool:
        return self.effective_on <= day and (self.replaced_on is None or day < self.replaced_on)

    def with_points(self, changed: dict[str, Point], *, unit: str) -> Book:
        """The same book with some points set anew."""
        return replace(self, points=tuple(changed.get(one.key, one) for one in self.points), unit=unit)

    @cached_property
    def text(self) -> str:
        """Canonical JSON: the same book gives the same text."""
        data: dict[str, Any] = {
            name: getattr(self, name)
            for name in (
                "key",
                "title_vi",
                "title_en",
                "citation",
                "scale",
                "base",
                "issuer",
                "is_illustrative",
                "unit",
            )
        }
        data["effective_on"] = self.effective_on.isoformat()
        data["replaced_on"] = self.replaced_on.isoformat() if self.replaced_on else None
        if self.kind != ORGANISATIONS:  # left out otherwise: what was pinned before there were kinds reads the same
            data["kind"] = self.kind
        data["points"] = [one.as_data() for one in self.points]
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        return digest_of(self.text)

    @classmethod
    def from_text(cls, text: str) -> Book:
        data = json.loads(text)
        data["effective_on"] = dt.date.fromisoformat(data["effective_on"])
        data["replaced_on"] = dt.date.fromisoformat(data["replaced_on"]) if data["replaced_on"] else None
        data["points"] = tuple(Point.from_data(one) for one in data["points"])
        return cls(**data)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
