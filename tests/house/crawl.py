"""Walking through the whole program by its own links, as people do, and reading what the pages say."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
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
PER_ROUTE = 3
"""Pages looked at for each route, set of filters and person: a few, for their different states."""


class Reader(HTMLParser):
    """Reads a page: its links, and its words with the language they are marked with."""

    def __init__(self, default: str) -> None:
        super().__init__(convert_charrefs=True)
        self.langs = [default]
        self.open: list[str] = []
        self.links: list[str] = []
        self.words: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or self.langs[-1]
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
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

    pages: dict[str, str] = field(default_factory=dict)
    routes: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


_NUMBER = re.compile(r"\d+")


def walk(client: Client, start: Iterable[str] = ("/",), *, language: str = "vi") -> Walk:
    """Follow every link from the starting pages, a few of each route, and keep what the pages say."""
    found, queue, seen = Walk(), deque(start), set(start)
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    source: dict[str, str] = {}
    while queue:
        path = queue.popleft()
        answer = client.get(path, follow=True)
        if answer.status_code >= 400:
            found.troubles.append(f"{answer.status_code} {path} (linked from {source.get(path)})")
            continue
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        html = answer.content.decode()
        found.pages[path] = html
        found.routes.setdefault(route_of(path), path)
        for href in read(html, language).links:
            parts = urlsplit(urljoin(path, href))
            if parts.netloc not in ("", "testserver") or parts.scheme not in ("", "http"):
                continue
            where = parts.path + (f"?{parts.query}" if parts.query else "")
            kind = (route_of(where), tuple(sorted(name for name, _value in parse_qsl(parts.query))))
            if where in seen or where.startswith("/static/") or not kind[0]:
                continue
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] <= PER_ROUTE:
                seen.add(where)
                source[where] = path
                queue.append(where)
    return found
