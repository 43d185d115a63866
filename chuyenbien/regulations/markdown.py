"""docs/regulations.md: of every national pack what is confirmed, what is not, and where each is set."""

from __future__ import annotations

from django.utils.translation import override

from .book import Book
from .packs.library import national
from .settable import may_be_set
from .telling import told
from .vocabulary import GROUPS

_HEAD = """\
# What the regulations say, as the program holds it

Written by `chuyenbien regulations --to docs/regulations.md` from `chuyenbien/regulations/packs/*.toml`; a test compares
the two.

A pack is one regulation as data. Every point has a citation and says how sure it is. *Confirmed* was seen in the text
or in a reliable rendering of it; *unconfirmed* was not, and stays so until the text is seen. A point without a value is
one that the text was not found to say: the program shows the gap and asks, it never fills it in.

Where a point is set:

- **in the pack**: the national file of the program; it changes with the program.
- **by the province**: a file of the same form in the folder `packs` of the data, with `base` naming the pack it stands
  on, a `key`, an `issuer` and its own citation for each point it changes. A file with a mistake is refused whole; the
  page *Rule packs* and `chuyenbien check` name file, line and key.
- **by the office**: an unconfirmed point can be decided on its pack's page, with a reason and the document of the
  decision. The last decision counts; earlier and withdrawn ones stay visible.
- A cycle **pins** what holds when it opens. What is set afterwards counts for later cycles.

What the engine does with it: a condition that fails and is confirmed (or decided) fails its level; one that is
unconfirmed and fails *needs a decision*; one without a value needs a decision; an unknown fact leaves the level open. A
point marked *if known* is looked at only when its fact is known. Nobody is rated before the review is finished.
"""


def as_markdown() -> str:
    with override("en"):
        parts = [_HEAD, *(_of(book) for book in reversed(national().books))]
    return "\n".join(parts)


def _of(book: Book) -> str:
    unsure = len(book.unconfirmed)
    sure = len(book.points) - unsure
    until = f", replaced on {book.replaced_on:%d/%m/%Y}" if book.replaced_on else ""
    lines = [
        f"## {book.title} (`{book.key}`)",
        "",
        f"In force from {book.effective_on:%d/%m/%Y}{until}. {sure} points confirmed, {unsure} unconfirmed.",
        "",
        f"Source: {book.citation}",
    ]
    for group, points in book.groups:
        lines += [
            "",
            f"### {GROUPS[group]}",
            "",
            "| point | what it says | how sure | set by | source |",
            "| --- | --- | --- | --- | --- |",
        ]
        lines += [_row(book, one.key) for one in points]
    return "\n".join([*lines, ""])


def _row(book: Book, key: str) -> str:
    point = book.point(key)
    if point is None:
        raise LookupError(key)
    line = told(book, point)
    says = ": ".join(part for part in (line.fact, line.value or "*not known*") if part)
    says += f" (for {line.subjects})" if line.subjects else ""
    says += " (if known)" if point.only_if_known else ""
    sure = "confirmed" if point.is_confirmed else "**unconfirmed**"
    settable = "pack, province, office" if may_be_set(book, point) else "pack, province"
    cells = (f"{point.label} `{key}`", says, sure, settable, point.citation)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
