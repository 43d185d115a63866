"""The words on the pages, in the language the journey is made in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import pgettext

from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.starting_codes import STARTING_CODES


class Own(str):
    """What somebody of the office typed: the same in every language."""

    __slots__ = ()


@dataclass(frozen=True)
class Filled:
    """An interface sentence with its values."""

    text: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Meant:
    """An interface word that means two things, with what it means here."""

    text: str
    context: str


@dataclass(frozen=True)
class Counted:
    """An interface sentence that counts something."""

    one: str
    many: str
    number: int
    name: str


Label = str | Own | Filled | Meant | Counted


def fill(text: str, **values: Any) -> Filled:
    """An interface sentence with values: ``fill("Point %(number)s", number=1)``."""
    return Filled(text, values)


def counted(one: str, many: str, number: int, name: str) -> Counted:
    """``counted("%(n)s day", "%(n)s days", 3, "n")``."""
    return Counted(one, many, number, name)


def kind_of(list: CodeList, code: str) -> Filled:
    """An entry of a code list; :class:`Words` shows it in the reader's language."""
    return Filled("", {"list": list, "code": code})


class Words:
    """Says a label as the page must show it. In Vietnamese an untranslated one is an error of its own."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, label: Label) -> str:
        if isinstance(label, Own):
            return str(label)
        if isinstance(label, Filled) and not label.text:
            entries = {code: (vi, en) for code, vi, en in STARTING_CODES[label.values["list"]]}
            return entries[label.values["code"]][0 if self.language == "vi" else 1]
        if isinstance(label, Filled):
            return self._translated(label.text) % {key: self._value(value) for key, value in label.values.items()}
        if isinstance(label, Counted):
            with translation.override(self.language):
                said = translation.ngettext(label.one, label.many, label.number) % {label.name: label.number}
            assert self.language != "vi" or said != label.one % {label.name: label.number}, f"not said: {label}"
            return said
        if isinstance(label, Meant):
            return self._translated(label.text, label.context)
        return self._translated(label)

    def _value(self, value: Any) -> Any:
        return self(value) if isinstance(value, str | Filled | Meant) else value

    def _translated(self, text: str, context: str = "") -> str:
        with translation.override(self.language):
            said = pgettext(context, text) if context else translation.gettext(text)
        assert self.language != "vi" or said != text, f"not said in Vietnamese: {text!r}"
        return said


def day(date: dt.date) -> Own:
    """A date as every page shows it."""
    return Own(date.strftime("%d/%m/%Y"))
