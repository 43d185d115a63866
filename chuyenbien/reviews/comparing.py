"""Two texts side by side, and three texts put together: by paragraphs, mechanically, without judging anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Change = Literal["same", "changed", "added", "removed"]
Words = tuple[tuple[bool, str], ...]
"""Pieces of a paragraph in order; True marks what the other side does not have."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison; a side without a counterpart is empty."""

    change: Change
    left: Words
    right: Words


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text without empty lines and outer white space."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def side_by_side(left: str, right: str) -> list[Row]:
    """Paragraph against paragraph; of those that were changed also which words. Linear but for the changed parts."""
    old, new = paragraphs(left), paragraphs(right)
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row("same", _plain(one), _plain(one)) for one in old[a:b]]
            continue
        for before, after in zip_longest(old[a:b], new[c:d]):
            if before is None:
                rows.append(Row("added", (), _plain(after)))
            elif after is None:
                rows.append(Row("removed", _plain(before), ()))
            else:
                rows.append(Row("changed", *_words(before, after)))
    return rows


def _plain(text: str) -> Words:
    return ((False, text),)


def _words(before: str, after: str) -> tuple[Words, Words]:
    old, new = before.split(), after.split()
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if a < b:
            left.append((tag != "equal", " ".join(old[a:b])))
        if c < d:
            right.append((tag != "equal", " ".join(new[c:d])))
    return tuple(left), tuple(right)


@dataclass(frozen=True, slots=True)
class Merged:
    """``text`` holds everything of both; where they disagree, both stand in it between marks (``conflicts`` times)."""

    text: str
    conflicts: int


def merge(base: str, mine: str, theirs: str, *, labels: tuple[str, str, str]) -> Merged:
    """Put two changes of one text together, paragraph by paragraph.

    What only one of the two changed is taken from that one. Where both changed the same paragraphs differently, both
    stand below each other between the lines ``labels`` (mine begins, theirs begins, end), for a person to settle:
    nothing is dropped. Where the base is not known (empty), what both have is kept once and the rest are conflicts.
    """
    old, own, other = paragraphs(base), paragraphs(mine), paragraphs(theirs)
    out: list[str] = []
    conflicts = 0
    for before, left, right in _chunks(old, own, other):
        if right in (left, before):
            out += left
        elif left == before:
            out += right
        else:
            conflicts += 1
            out += [labels[0], *left, labels[1], *right, labels[2]]
    return Merged("\n\n".join(out), conflicts)


def _chunks(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> list[tuple[list[str], list[str], list[str]]]:
    """Cut the three texts at the paragraphs that stand in all of them, in the same order."""
    if not base:
        pairs = [(a, a, b) for a, b in _matches(mine, theirs)]
        base = mine
        anchors = pairs
        chunks = _cut(base, mine, theirs, anchors)
        return [(left if left == right else [], left, right) for _before, left, right in chunks]
    own, other = dict(_matches(base, mine)), dict(_matches(base, theirs))
    anchors = [(place, own[place], other[place]) for place in range(len(base)) if place in own and place in other]
    return _cut(base, mine, theirs, anchors)


def _matches(one: Sequence[str], two: Sequence[str]) -> list[tuple[int, int]]:
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]


def _cut(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], anchors: Sequence[tuple[int, int, int]]
) -> list[tuple[list[str], list[str], list[str]]]:
    chunks = []
    a = b = c = 0
    for x, y, z in [*anchors, (len(base), len(mine), len(theirs))]:
        if (a, b, c) != (x, y, z):
            chunks.append((list(base[a:x]), list(mine[b:y]), list(theirs[c:z])))
        if x < len(base):
            chunks.append(([base[x]], [mine[y]], [theirs[z]]))
        a, b, c = x + 1, y + 1, z + 1
    return chunks
