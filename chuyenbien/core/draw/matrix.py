"""Field × unit: how matters are being handled, in official order. A table, so that it reads and prints as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..verdict import Text


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind`` is a chip kind; without one the text stands plain. ``about`` says to a screen reader what it counts.

    ``short`` stands in the table in place of the text where there is room for columns; the legend then says in words
    what the mark means.
    """

    text: Text = ""
    kind: str = ""
    href: str = ""
    about: Text = ""
    short: Text = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: Text
    href: str = ""
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Row:
    label: Text
    cells: Sequence[Cell]
    href: str = ""
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Matrix:
    """What ``core/parts/matrix.html`` shows: ``{% include "core/parts/matrix.html" with matrix=matrix %}``.

    Labels of columns and rows are names of fields and units, hence Vietnamese unless ``lang`` says otherwise ("" for
    the reader's language).
    """

    caption: Text
    corner: Text
    columns: Sequence[Column]
    rows: Sequence[Row]
    legend: Sequence[tuple[str, Text]] = ()
    """Kinds of chip and what each means; for cells that have a short form."""

    def lines(self) -> Iterator[tuple[Row, list[tuple[Column, Cell]]]]:
        for row in self.rows:
            yield row, list(zip(self.columns, row.cells, strict=True))
