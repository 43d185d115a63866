"""On which line of a pack a table or a key stands: the TOML reader tells it of mistakes of spelling only."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_TABLE = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")


@dataclass
class Lines:
    """Lines by table, its place among the tables of its name, and key; ``("", 0)`` is the head of the pack."""

    tables: dict[tuple[str, int], int] = field(default_factory=dict)
    keys: dict[tuple[str, int, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> Lines:
        found, seen = cls(), Counter[str]()
        here, quoted = ("", 0), False
        for number, line in enumerate(text.splitlines(), start=1):
            if quoted:
                quoted = line.count('"""') % 2 == 0
                continue
            table, key = _TABLE.match(line), _KEY.match(line)
            if table:
                here = (table[1], seen[table[1]])
                seen[table[1]] += 1
                found.tables[here] = number
            elif key:
                found.keys.setdefault((*here, key[1]), number)
            quoted = line.count('"""') % 2 == 1
        return found

    def line(self, table: str, place: int, key: str = "") -> int:
        """The line of the key, else of its table, else the first."""
        return self.keys.get((table, place, key)) or self.tables.get((table, place)) or 1
