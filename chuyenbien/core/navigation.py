"""The menu. Rooms register their entries when they start; the base page shows those that concern the reader.

    navigation.register(Entry(20, gettext_lazy("Findings"), "findings:list", "flag", section=gettext_lazy("Follow-up")))

``count`` says how much waits behind an entry; it is asked once for a page. ``shown`` decides from the request (its
``standing``) whether the entry concerns the reader; it protects nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from .verdict import Text


def _always(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. Lower ``order`` stands higher; entries of one ``section`` stand together."""

    order: int
    label: Text
    url_name: str
    icon: str = "list"
    shown: Callable[[HttpRequest], bool] = _always
    section: Text = ""
    count: Callable[[HttpRequest], int] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as one request sees it."""

    label: Text
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    title: Text
    items: tuple[Item, ...]


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add an entry; a second one with the same URL name replaces the first."""
    _entries[entry.url_name] = entry


def groups(request: HttpRequest) -> list[Group]:
    """The reader's menu, in order, the entry of the present page marked."""
    found: list[tuple[Entry, str]] = []
    for entry in sorted(_entries.values(), key=lambda one: one.order):
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        if entry.shown(request):
            found.append((entry, url))
    current = _current([url for _entry, url in found], request.path)
    sections: dict[str, list[Item]] = {}
    titles: dict[str, Text] = {}
    for entry, url in found:
        key = str(entry.section)
        titles.setdefault(key, entry.section)
        sections.setdefault(key, []).append(
            Item(entry.label, url, entry.icon, url == current, entry.count(request) if entry.count else 0)
        )
    return [Group(titles[key], tuple(items)) for key, items in sections.items()]


def _current(urls: list[str], path: str) -> str:
    """The longest menu address the present path lies under; the home page only when exactly there."""
    under = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``navigation`` gives the groups, worked out once and only when a page shows them."""

    @cache
    def menu() -> list[Group]:
        user = getattr(request, "user", None)
        return groups(request) if user is not None and user.is_authenticated else []

    return {"navigation": menu}
