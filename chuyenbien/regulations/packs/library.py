"""The packs there are: the national ones beside this file, those of the province in the folder of the data.

A broken pack is not used, and does not stop the others: the page of the packs and the start of the program tell what is
wrong with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..book import Book
from .mistakes import BrokenPack, Mistake
from .reading import read

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Library:
    books: tuple[Book, ...]
    """The oldest first."""
    broken: tuple[BrokenPack, ...] = ()

    def find(self, key: str) -> Book | None:
        return next((one for one in self.books if one.key == key), None)


@cache
def national() -> Library:
    """The packs the program carries."""
    return _shelve(sorted(HERE.glob("*.toml")), Library(()))


def library() -> Library:
    """Every pack, read anew when a file of the province's folder has changed."""
    folder = Path(settings.PACKS_DIR)
    paths = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return _with_overlays(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths))


@lru_cache(maxsize=8)
def _with_overlays(files: tuple[tuple[Path, int, int], ...]) -> Library:
    return _shelve([path for path, _changed, _size in files], national())


def _shelve(paths: list[Path], base: Library) -> Library:
    found, broken = list(base.books), list(base.broken)
    bases = {one.key: one for one in base.books}
    for path in paths:
        try:
            book = read(_text(path), path.name, bases=bases, national=not bases)
            taken = any(one.key == book.key for one in found)
            if taken:
                raise BrokenPack(path.name, [_taken(path.name, book.key)])
        except BrokenPack as error:
            broken.append(error)
        else:
            found.append(book)
    return Library(tuple(sorted(found, key=lambda one: (one.effective_on, one.key))), tuple(broken))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BrokenPack(path.name, [Mistake(path.name, line, "", _("The file must be kept as UTF-8."))]) from error


def _taken(file: str, key: str) -> Mistake:
    return Mistake(file, 1, "key", _("There is already a pack “%(key)s”."), {"key": key})
