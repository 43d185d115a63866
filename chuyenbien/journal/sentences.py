"""Event types and how each is told. The journal stores data; the sentence is made for the reader."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Text

_sentences: dict[str, Text] = {}
_names: list[Callable[[Iterable[int]], dict[int, str]]] = []
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T")


class _Told(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def register(type: str, sentence: Text) -> None:
    """Teach the journal a type: a translatable sentence with ``%(name)s`` places filled from the event's data."""
    _sentences[type] = sentence


def register_names(resolver: Callable[[Iterable[int]], dict[int, str]]) -> None:
    """Give the journal a way to name persons by id; the organisation room does."""
    _names[:] = [resolver]


def is_known(type: str) -> bool:
    return type in _sentences


def known_types() -> list[str]:
    return sorted(_sentences)


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    return _names[0](person_ids) if _names else {}


def shown(value: Any) -> str:
    """A stored value as a reader sees it: ISO days as dd/mm/yyyy, lists with commas."""
    if isinstance(value, str) and _DAY.match(value):
        return dt.date.fromisoformat(value).strftime("%d/%m/%Y")
    if isinstance(value, str) and _MOMENT.match(value):
        return timezone.localtime(dt.datetime.fromisoformat(value)).strftime("%d/%m/%Y %H:%M")
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    return "…" if value is None or value == "" else str(value)


def marked(value: Any) -> SafeString:
    """A value for the page: escaped, and what people typed marked as Vietnamese."""
    words = shown(value)
    typed = isinstance(value, str | list) and any(sign.isalpha() for sign in words)
    return format_html('<span lang="vi">{}</span>', words) if typed else escape(words)


def sentence_of(type: str, data: dict[str, Any] | None) -> str:
    """What happened, in the reader's language; a redacted or code-only event says only so much."""
    template = _sentences.get(type)
    if template is None:
        return type
    if data is None:
        return _("(content redacted)")
    told = _Told({key: marked(value) for key, value in data.items()})
    return mark_safe(escape(str(template)) % told)
