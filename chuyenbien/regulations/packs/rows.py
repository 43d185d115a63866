"""One row of a pack is read into a point; whatever is wrong with it is noted with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuyenbien.core.verdict import Text

from ..points import Entry, Point, Value
from ..vocabulary import (
    CHOICES,
    COMPARATORS,
    CONFIRMED,
    CRITERIA,
    EFFECTS,
    FACTS,
    GAPS,
    LEVELS,
    LISTS,
    NUMBERS,
    NUMERIC,
    OWN_PREFIX,
    SUBJECTS,
    TABLES,
    UNCONFIRMED,
    UNITS,
)
from .lines import Lines
from .mistakes import Mistake

_ALWAYS = ("key", "label_vi", "label_en", "citation", "confidence")
_NOTES = ("note_vi", "note_en")
_NEEDED: dict[str, tuple[str, ...]] = {
    "level": (),
    "condition": ("level", "fact", "comparator"),
    "knockout": ("fact", "comparator"),
    "gap": ("level", "on_gap"),
    "number": ("unit",),
    "choice": ("entries",),
    "list": (),
    "exemption": ("fact", "comparator", "effect"),
    "form": ("value",),
    "step": ("unit",),
}
_ALLOWED: dict[str, tuple[str, ...]] = {
    "level": ("value",),
    "condition": ("value", "subjects", "when_none", "only_if_known"),
    "knockout": ("value", "subjects", "only_if_known"),
    "gap": ("natural",),
    "number": ("value",),
    "choice": ("value",),
    "list": ("value", "entries"),
    "exemption": ("value", "subjects"),
    "form": ("subjects",),
    "step": ("value",),
}
_ONE_OF: dict[str, tuple[str, ...]] = {
    "confidence": (CONFIRMED, UNCONFIRMED),
    "level": LEVELS,
    "comparator": COMPARATORS,
    "effect": EFFECTS,
    "on_gap": GAPS,
    "natural": GAPS,
    "when_none": ("met",),
    "unit": tuple(UNITS),
    "fact": tuple(FACTS),
}
NO_VALUE = _("A confirmed point needs a value. Without one it is unconfirmed.")
OUT_OF_ORDER = _("A lower level must ask for fewer points than the higher one.")
_NOT_ONE_OF = _("“%(value)s” is not known. Use one of: %(allowed)s.")
_ENTRY_KEY = re.compile(r"^[A-Za-z0-9._-]{1,40}$")
_DAY_OF_YEAR = re.compile(r"^(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])$")


@dataclass
class Notes:
    """Collects what is wrong with a file."""

    file: str
    lines: Lines
    found: list[Mistake] = field(default_factory=list)

    def note(self, table: str, place: int, key: str, saying: Text, name: str = "", /, **params: Any) -> None:
        """``key`` is the TOML key that is wrong, ``name`` the point it belongs to."""
        line = self.lines.line(table, place, key)
        self.found.append(Mistake(self.file, line, name or key or table, saying, params))


@dataclass
class Row:
    """A row as it is written. In an overlay it may change a point of the base and say only what differs."""

    table: str
    place: int
    raw: Mapping[str, Any]
    notes: Notes
    source: str
    origin: str
    base: Point | None = None

    @property
    def key(self) -> str:
        return str(self.raw.get("key", ""))

    def note(self, key: str, saying: Text, /, **params: Any) -> None:
        self.notes.note(self.table, self.place, key, saying, self.key, **params)

    def read(self) -> Point | None:
        """The point, or None when something is wrong with it."""
        before = len(self.notes.found)
        self._keys()
        self._words()
        if len(self.notes.found) > before:
            return None
        point = self._point()
        if point is not None:
            self._value(point)
        return None if len(self.notes.found) > before else point

    def _keys(self) -> None:
        needed = (*_ALWAYS, *_NEEDED[self.table]) if self.base is None else ("key",)
        known = {*_ALWAYS, *_NOTES, *_NEEDED[self.table], *_ALLOWED[self.table]}
        for key in self.raw:
            if key not in known:
                self.note(key, _("“%(key)s” is not known here. Check its spelling."), key=key)
        for key in needed:
            if self.raw.get(key) in (None, "", []):
                self.note(key, _("“%(key)s” is missing."), key=key)

    def _words(self) -> None:
        for key in (*_ALWAYS, *_NOTES, *_ONE_OF):
            given = self.raw.get(key)
            if given is None:
                continue
            if not isinstance(given, str):
                self.note(key, _("“%(key)s” must be text in quotation marks."), key=key)
            elif key in _ONE_OF and given not in _ONE_OF[key]:
                allowed = ", ".join(_ONE_OF[key])
                self.note(key, _NOT_ONE_OF, value=given, allowed=allowed)
        for one in self._texts("subjects"):
            if one not in SUBJECTS:
                allowed = ", ".join(SUBJECTS)
                self.note("subjects", _NOT_ONE_OF, value=one, allowed=allowed)
        if not isinstance(self.raw.get("only_if_known", False), bool):
            self.note("only_if_known", _("“%(key)s” must be true or false."), key="only_if_known")
        for one in self.raw.get("entries", ()):
            if not (isinstance(one, dict) and set(one) == {"key", "vi", "en"} and all(one.values())):
                self.note("entries", _("Every entry needs “key”, “vi” and “en”."))
                break
            if not _ENTRY_KEY.match(str(one["key"])):
                self.note("entries", _("The key of an entry has letters, digits, dots, “-” and “_”, at most 40."))
                break

    def _texts(self, key: str) -> tuple[str, ...]:
        given = self.raw.get(key, ())
        if isinstance(given, list | tuple) and all(isinstance(one, str) for one in given):
            return tuple(given)
        self.note(key, _("“%(key)s” must be a list of texts."), key=key)
        return ()

    def _point(self) -> Point | None:
        group, unit = self._place_and_unit()
        raw = {key: value for key, value in self.raw.items() if key not in ("entries", "on_gap", "subjects", "unit")}
        if "on_gap" in self.raw:
            raw["value"] = self.raw["on_gap"]
        if isinstance(raw.get("value"), list):
            raw["value"] = tuple(raw["value"])
        entries = tuple(Entry(**one) for one in self.raw.get("entries", ()))
        if self.base is not None:
            return self._changed(self.base, raw, entries)
        if self.table == "list" and "value" not in raw and entries:
            raw["value"] = tuple(one.key for one in entries)
        return Point(
            **{"table": self.table, "group": group, "unit": unit, "entries": entries, **raw},
            subjects=self._texts("subjects"),
            origin=self.origin,
            source=self.source,
        )

    def _place_and_unit(self) -> tuple[str, str]:
        table, key = self.table, self.key
        own = key.startswith(OWN_PREFIX)
        group = TABLES[table] or "own"
        if table in ("condition", "knockout", "exemption"):
            known = FACTS.get(self.raw.get("fact", ""))
            return group, known.unit if known else ""
        if table == "number":
            unit = self.raw.get("unit", "")
            named = NUMBERS.get(key)
            if self.base is None and named is None and not own:
                self._unknown_key()
            elif unit and (unit not in NUMERIC or (named is not None and unit != named.unit)):
                self.note("unit", _("The unit must be “%(unit)s”."), unit=named.unit if named else "count")
            return (named.group if named else group), unit
        if table == "choice":
            if self.base is None and key not in CHOICES and not own:
                self._unknown_key()
            return (CHOICES[key][0] if key in CHOICES else group), "choice"
        if table == "list":
            if self.base is None and key not in LISTS and not own:
                self._unknown_key()
            return LISTS.get(key, group), "list"
        if table == "level" and key not in LEVELS:
            self.note("key", _NOT_ONE_OF, value=key, allowed=", ".join(LEVELS))
        fixed = {"level": "point", "gap": "choice", "form": "text"}
        return group, fixed.get(table, self.raw.get("unit", ""))

    def _unknown_key(self) -> None:
        self.note(
            "key",
            _("The program knows no point “%(key)s”. A point of one's own begins with “%(prefix)s”."),
            key=self.key,
            prefix=OWN_PREFIX,
        )

    def _changed(self, base: Point, raw: dict[str, Any], entries: tuple[Entry, ...]) -> Point | None:
        """A point of the base as the overlay changes it. A confirmed one needs the paper that changes it."""
        if base.table != self.table or ("unit" in self.raw and self.raw["unit"] != base.unit):
            self.note("key", _("In the base pack “%(key)s” is a point of another kind."), key=self.key)
            return None
        if self.raw.get("fact", base.fact) != base.fact or self.raw.get("level", base.level) != base.level:
            self.note("key", _("An overlay does not change what a condition asks; add one of its own."))
            return None
        if not raw.get("citation") or (base.is_confirmed and raw["citation"] == base.citation):
            self.note("citation", _("What changes “%(key)s” of the base pack must be cited."), key=self.key)
            return None
        if base.is_confirmed and raw.get("confidence", CONFIRMED) != CONFIRMED:
            self.note(
                "confidence", _("“%(key)s” is confirmed in the base pack and cannot become less sure."), key=self.key
            )
            return None
        given: dict[str, Any] = {name: getattr(base, name) for name in Point.__slots__}
        given |= raw
        given |= {"origin": self.origin, "source": self.source, "replaced": base.value}
        if entries:
            given["entries"] = entries
        if "subjects" in self.raw:
            given["subjects"] = self._texts("subjects")
        return Point(**given)

    def _value(self, point: Point) -> None:
        needs = point.is_confirmed and point.table != "level" and not (point.table == "list" and point.entries)
        if point.value is None:
            if needs:
                self.note("confidence", NO_VALUE)
            return
        fault = fault_of(point, point.value)
        if fault is not None:
            self.note("on_gap" if point.table == "gap" else "value", fault)
        if point.table == "choice" and point.key in CHOICES:
            strange = {one.key for one in point.entries} - set(CHOICES[point.key][1])
            if strange:
                allowed = ", ".join(CHOICES[point.key][1])
                value = ", ".join(sorted(strange))
                self.note("entries", _NOT_ONE_OF, value=value, allowed=allowed)


def fault_of(point: Point, value: Value) -> Text | None:  # noqa: PLR0912 - one branch for each unit
    """What is wrong with a value of a point; None when it can stand."""
    unit = point.unit
    if unit in NUMERIC:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or value < 0:
            return _("A number that is not negative is needed here.")
        if unit == "percent" and value > 100:
            return _("A percentage lies between 0 and 100.")
        if unit == "day_of_month" and not 1 <= value <= 31:
            return _("A day of a month lies between 1 and 31.")
    elif unit == "yes_no":
        if not isinstance(value, bool):
            return _("Yes or no is needed here (true or false).")
    elif unit == "level":
        if value not in LEVELS:
            return _("A rating level is needed here: excellent, good, fulfilled or not_fulfilled.")
    elif unit == "criterion":
        if value not in CRITERIA:
            return _("A level of a criterion is needed here: excellent, good, average or poor.")
    elif unit == "choice":
        allowed = GAPS if point.table == "gap" else tuple(one.key for one in point.entries)
        if value not in allowed:
            return _("One of what may be chosen is needed here.")
    elif unit == "list":
        if not isinstance(value, tuple) or not set(value) <= {one.key for one in point.entries}:
            return _("Only entries of the list may stand here.")
    elif unit == "day_of_year":
        if not isinstance(value, str) or not _DAY_OF_YEAR.match(value):
            return _("A day and a month are needed here, for example 31/12.")
    elif not isinstance(value, str):
        return _("“value” must be text in quotation marks.")
    return None
