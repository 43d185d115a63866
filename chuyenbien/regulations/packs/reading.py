"""Reads the text of a pack into a book, or refuses it whole with every mistake in it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..book import Book
from ..points import NATIONAL, OVERLAY, Point
from ..vocabulary import KINDS, LEVELS, ORGANISATIONS, SCALES, TABLES
from .lines import Lines
from .mistakes import BrokenPack, Mistake
from .rows import NO_VALUE, OUT_OF_ORDER, Notes, Row

_HEAD = {
    "key": str,
    "title_vi": str,
    "title_en": str,
    "effective_on": dt.date,
    "replaced_on": dt.date,
    "citation": str,
    "scale": str,
    "kind": str,
    "base": str,
    "issuer": str,
    "is_illustrative": bool,
}
_NEEDED = ("key", "title_vi", "title_en", "effective_on", "citation")
_KEY = re.compile(r"^[a-z0-9][a-z0-9-]{1,58}$")
_AT = re.compile(r"\(at line (\d+), column \d+\)")


def read(text: str, file: str, *, bases: Mapping[str, Book] | None = None, national: bool = True) -> Book:
    """The book a text says. ``bases`` are the packs an overlay may stand on. Raises :class:`BrokenPack`."""
    notes = Notes(file, Lines.of(text))
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BrokenPack(file, [_misspelt(file, text, str(error))]) from error
    base = _head(raw, notes, bases or {}, national)
    points = _points(raw, notes, base, national)
    if not notes.found:
        _levels(raw, notes, points, base)
    if notes.found:
        raise BrokenPack(file, notes.found)
    head = {name: raw[name] for name in _HEAD if name in raw}
    scale = base.scale if base else head.get("scale", "points")
    kind = base.kind if base else head.get("kind", ORGANISATIONS)
    return Book(**{**head, "scale": scale, "kind": kind}, points=tuple(points.values()))


def _misspelt(file: str, text: str, error: str) -> Mistake:
    at = _AT.search(error)
    line = int(at[1]) if at else text.count("\n") + 1
    what = _AT.sub("", error).strip()
    return Mistake(file, line, "", _("The file is not written as TOML asks: %(what)s"), {"what": what})


def _head(raw: dict[str, Any], notes: Notes, bases: Mapping[str, Book], national: bool) -> Book | None:
    for key, value in raw.items():
        if key in TABLES:
            if not (isinstance(value, list) and all(isinstance(one, dict) for one in value)):
                notes.note(key, 0, "", _("Write “[[%(key)s]]” above each point."), key, key=key)
                raw[key] = []
        elif key not in _HEAD:
            table = key if (key, 0) in notes.lines.tables else ""
            notes.note(table, 0, key, _("“%(key)s” is not known here. Check its spelling."), key, key=key)
        elif type(value) is not _HEAD[key]:
            notes.note("", 0, key, _("“%(key)s” is of a wrong kind (text, day, true or false)."), key=key)
    needed = _NEEDED if national else (*_NEEDED, "base", "issuer")
    for key in needed:
        if not raw.get(key):
            notes.note("", 0, key, _("“%(key)s” is missing."), key, key=key)
    if not _KEY.match(str(raw.get("key", "x-"))):
        notes.note("", 0, "key", _("A key is made of small letters without marks, digits and hyphens."))
    if raw.get("scale", "points") not in SCALES:
        notes.note("", 0, "scale", _("The scale is “points” or “criteria”."))
    if raw.get("kind", ORGANISATIONS) not in KINDS:
        notes.note("", 0, "kind", _("The kind is “organisations” or “civil_servants”."))
    if _later(raw.get("effective_on"), raw.get("replaced_on")):
        notes.note("", 0, "replaced_on", _("The pack is replaced before it is in force."))
    base = bases.get(str(raw.get("base", "")))
    if raw.get("base") and base is None:
        notes.note("", 0, "base", _("There is no pack “%(base)s” to stand on."), base=raw["base"])
    return base


def _later(first: Any, last: Any) -> bool:
    return isinstance(first, dt.date) and isinstance(last, dt.date) and last < first


def _points(raw: dict[str, Any], notes: Notes, base: Book | None, national: bool) -> dict[str, Point]:
    """Every point by its key: those of the base, then what the pack changes and adds."""
    points = {one.key: one for one in base.points} if base else {}
    origin, source = (NATIONAL if national else OVERLAY), str(raw.get("key", ""))
    seen: set[str] = set()
    for table in TABLES:
        for place, row in enumerate(raw.get(table, ())):
            key = str(row.get("key", ""))
            if key and key in seen:
                notes.note(table, place, "key", _("There are two points “%(key)s”."), key, key=key)
                continue
            seen.add(key)
            made = Row(table, place, row, notes, source, origin, base.point(key) if base else None).read()
            if made is not None:
                points[key] = made
    return points


def _levels(raw: dict[str, Any], notes: Notes, points: dict[str, Point], base: Book | None) -> None:
    """All four levels are there, and a higher one asks for more points."""
    levels = [points[key] for key in LEVELS if key in points and points[key].table == "level"]
    for key in LEVELS:
        if key not in {one.key for one in levels}:
            notes.note("level", 0, "", _("The level “%(key)s” is missing."), key, key=key)
    scale = base.scale if base else raw.get("scale", "points")
    rows = {str(row.get("key")): place for place, row in enumerate(raw.get("level", ()))}
    last: int | Decimal | None = None
    for one in levels:
        place = rows.get(one.key, 0)
        if scale == "criteria" and one.value is not None:
            notes.note("level", place, "value", _("On the scale of criteria a level has no points."), one.key)
        if scale == "points" and one.is_confirmed and one.value is None and one.key != LEVELS[-1]:
            notes.note(
                "level",
                place,
                "confidence",
                NO_VALUE,
                one.key,
            )
        if isinstance(one.value, int | Decimal):
            if last is not None and one.value >= last:
                notes.note("level", place, "value", OUT_OF_ORDER, one.key)
            last = one.value
