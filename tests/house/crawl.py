"""Walking through the whole program by its own links, as people do, and reading what the pages say."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import Resolver404

VOID = {
    "area",
    "base",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
    "path",
    "use",
    "rect",
    "line",
}
SILENT = {"script", "style", "code"}
SPOKEN = ("title", "placeholder", "aria-label", "alt", "data-label")
ENOUGH = 14
"""Seen so often, its states are not looked at anew by every further walker."""

FILTERS = 2
"""So many filters in one address are a kind of page of their own in each combination."""


class Table:
    """A table that is being read: how many columns its head has, and the rows of the body that have another number."""

    def __init__(self) -> None:
        self.head = self.cells = 0
        self.in_head = False
        self.uneven: list[int] = []

    def open(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "tr":
            self.cells = 0
        elif tag in ("td", "th"):
            self.cells += int(given.get("colspan") or 1)
        elif tag in ("thead", "tbody"):
            self.in_head = tag == "thead"

    def close(self, tag: str) -> None:
        if tag == "tr" and self.in_head:
            self.head = self.cells
        elif tag == "tr" and self.head and self.cells != self.head:
            self.uneven.append(self.cells)


class Reader(HTMLParser):
    """Reads a page: its links, its words with the language they are marked with, and whether its tables are even."""

    def __init__(self, default: str) -> None:
        super().__init__(convert_charrefs=True)
        self.langs = [default]
        self.open: list[str] = []
        self.links: list[str] = []
        self.words: list[tuple[str, str]] = []
        self.tables: list[Table] = []
        self.uneven: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.tables.append(Table())
        elif self.tables:
            self.tables[-1].open(tag, given)
        lang = given.get("lang") or self.langs[-1]
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag == "form" and given.get("action") and (given.get("method") or "get").lower() == "get":
            self.links.append(str(given["action"]))
        for name in SPOKEN:
            if given.get(name):
                self.words.append((lang, str(given[name])))
        if tag == "input" and given.get("type") in ("submit", "button") and given.get("value"):
            self.words.append((lang, str(given["value"])))
        if tag not in VOID:
            self.open.append(tag)
            self.langs.append(lang)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.tables:
            done = self.tables.pop()
            self.uneven += [f"a row of {cells} under a head of {done.head}" for cells in set(done.uneven)]
        elif self.tables:
            self.tables[-1].close(tag)
        if tag in self.open:
            while self.open:
                closed = self.open.pop()
                self.langs.pop()
                if closed == tag:
                    break

    def handle_data(self, data: str) -> None:
        if data.strip() and not SILENT.intersection(self.open[-3:]):
            self.words.append((self.langs[-1], data.strip()))


def read(html: str, default: str) -> Reader:
    reader = Reader(default)
    reader.feed(html)
    return reader


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every named route of the URL configuration with its full name."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif one.name:
            yield f"{prefix}{one.name}", one


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


@dataclass
class Walk:
    """What one person's walk came across."""

    pages: dict[str, Reader] = field(default_factory=dict)
    routes: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


Kind = tuple[str, tuple[str, ...]]


def kind_of(where: str) -> Kind:
    """What a page is, whichever thing it shows: its route and the names of what its address asks for.

    Filters add to each other: of addresses that ask for many things only their number counts, or a walk through all
    of the figures would see each list in every combination.
    """
    names = tuple(sorted({name for name, _value in parse_qsl(urlsplit(where).query)}))
    return route_of(where), names if len(names) <= FILTERS else (f"{len(names)} of them",)


class Walker:
    """One person on their way. ``known`` counts what the walkers before them have looked at."""

    def __init__(self, client: Client, language: str, known: Counter[Kind], *, curious: bool = True) -> None:
        self.client, self.language, self.known, self.curious = client, language, known, curious
        self.found = Walk()
        self.counts: Counter[Kind] = Counter()
        self.source: dict[str, str] = {}
        self.queue: deque[str] = deque()

    def walk(self, start: Iterable[str], states: Iterable[str] = ()) -> Walk:
        """Follow every link from the starting pages, one of each kind, and keep what the pages say."""
        enough = {kind for kind, times in self.known.items() if times >= ENOUGH and self.curious}
        for where in dict.fromkeys([*start, *(one for one in states if kind_of(one) not in enough)]):
            self._plan(where, "the start")
        while self.queue:
            path = self.queue.popleft()
            for href in self._look(path):
                where = self._own(path, href)
                if where and where not in self.source and self._is_wanted(kind_of(where)):
                    self._plan(where, path)
        return self.found

    def _plan(self, where: str, source: str) -> None:
        kind = kind_of(where)
        self.counts[kind] += 1
        self.known[kind] += 1
        self.source[where] = source
        self.queue.append(where)

    def _is_wanted(self, kind: Kind) -> bool:
        if not kind[0]:
            return False
        if not self.curious:
            return not self.known[kind]
        return not self.counts[kind]

    def _look(self, path: str) -> list[str]:
        answer: Any = self.client.get(path, follow=True)
        if answer.status_code >= 400:
            self.found.troubles.append(f"{answer.status_code} {path} (linked from {self.source[path]})")
            return []
        self.found.routes.setdefault(route_of(path), path)
        self.found.routes.setdefault(route_of(answer.request["PATH_INFO"]), answer.request["PATH_INFO"])
        if "html" not in answer.headers.get("Content-Type", ""):
            if answer.streaming:
                list(answer.streaming_content)  # read to the end, which closes the file
            return []
        page = self.found.pages[path] = read(answer.content.decode(), self.language)
        self.found.troubles += [f"{path}: {one}" for one in page.uneven]
        return page.links

    @staticmethod
    def _own(path: str, href: str) -> str:
        """The address of a link within the program, else nothing."""
        parts = urlsplit(urljoin(path, href))
        if parts.netloc not in ("", "testserver") or parts.scheme not in ("", "http"):
            return ""
        return parts.path + (f"?{parts.query}" if parts.query else "")
