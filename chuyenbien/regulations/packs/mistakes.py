"""What is wrong with a pack: the file, the line, the key and a sentence. A pack with one mistake is refused whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Text


@dataclass(frozen=True, slots=True)
class Mistake:
    file: str
    line: int
    key: str
    saying: Text
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return str(self.saying) % self.params if self.params else str(self.saying)

    @property
    def place(self) -> str:
        return _("%(file)s, line %(line)s, %(key)s") % {"file": self.file, "line": self.line, "key": self.key or "—"}

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class BrokenPack(Exception):
    """A pack is refused whole, with everything that is wrong with it."""

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        super().__init__(file)
        self.file = file
        self.mistakes = tuple(sorted(mistakes, key=lambda one: one.line))

    def __str__(self) -> str:
        return "\n".join(str(one) for one in self.mistakes)
