"""Which passages of a report stand in last year's as well. Found mechanically; whether that is wrong, people say.

The method, in full:

1. Both reports are cut into sentences (at ``. ; ! ?`` and line ends) and these into words, compared without
   capitals, diacritics and punctuation.
2. Words of a statutory phrase (:func:`statutory_phrases`) are left out; nothing is compared across one.
3. A word counts as *standing in last year's report* when it lies within five words in a row (``RUN``) that stand in
   one sentence there in the same order.
4. The figure is such words out of all words that were compared, in percent. Below ``FEWEST`` words there is none.
5. A sentence is shown as a matching passage when it has at least eight compared words (``SHORTEST``) and at least
   60 % of them (``SHARE``) count so, beside the sentence of last year that has most runs in common with it.

Time grows with the length of the two texts, not with their product. Nothing is stored.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from chuyenbien.core.text import fold

RUN = 5
FEWEST = 50
SHORTEST = 8
SHARE = 0.6

_OWN = Path(__file__).parent / "phrases" / "statutory.txt"
_ENDS = re.compile(r"(?<=[.;!?…])\s+|\n+")
_WORD = re.compile(r"\w+")

Phrases = dict[str, list[tuple[str, ...]]]
"""The folded words of each phrase by its first word, longer ones first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: what it is called, and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of this year beside the one of last year that it resembles most."""

    label: str
    text: str
    former_label: str
    former: str


@dataclass(frozen=True, slots=True)
class Similarity:
    """``percent`` is None where too little is there to be compared."""

    percent: int | None
    compared: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    label: str
    text: str
    runs: tuple[tuple[str, ...], ...]
    """The words that are compared, cut where a statutory phrase was left out."""

    @property
    def length(self) -> int:
        return sum(len(run) for run in self.runs)


def statutory_phrases() -> tuple[str, ...]:
    """The phrases left out: those the program carries, and those of the office (``phrases.txt`` beside its packs)."""
    office = Path(settings.PACKS_DIR) / "phrases.txt"
    changed = office.stat().st_mtime_ns if office.is_file() else 0
    return _read(office, changed)


@lru_cache(maxsize=4)
def _read(office: Path, changed: int) -> tuple[str, ...]:
    texts = [_OWN.read_text("utf-8"), office.read_text("utf-8") if changed else ""]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def compare(now: Sequence[Part], before: Sequence[Part], *, phrases: Iterable[str]) -> Similarity:
    """How much of a report stands in another, and where. Pure; see the head of this module for how."""
    left_out = _by_first_word(phrases)
    former = _sentences(before, left_out)
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, sentence in enumerate(former):
        for run in sentence.runs:
            for start in range(len(run) - RUN + 1):
                where[run[start : start + RUN]].append(place)
    compared = shared = 0
    passages: list[Passage] = []
    for sentence in _sentences(now, left_out):
        found, places = _found(sentence, where)
        compared, shared = compared + sentence.length, shared + found
        if places and sentence.length >= SHORTEST and found >= SHARE * sentence.length:
            best = former[max(places, key=lambda place: (places[place], -place))]
            passages.append(Passage(sentence.label, sentence.text, best.label, best.text))
    percent = round(100 * shared / compared) if compared >= FEWEST else None
    return Similarity(percent, compared, tuple(passages))


def _found(sentence: _Sentence, where: dict[tuple[str, ...], list[int]]) -> tuple[int, Counter[int]]:
    """How many words of a sentence lie in runs that are known, and in which sentences these stand how often."""
    count = 0
    places: Counter[int] = Counter()
    for run in sentence.runs:
        last = 0
        for start in range(len(run) - RUN + 1):
            there = where.get(run[start : start + RUN])
            if there is None:
                continue
            count += start + RUN - max(start, last)
            last = start + RUN
            places.update(set(there))
    return count, places


def _sentences(parts: Iterable[Part], left_out: Phrases) -> list[_Sentence]:
    found = []
    for part in parts:
        for text in _ENDS.split(part.text):
            runs = _runs(_WORD.findall(fold(text)), left_out)
            if runs:
                found.append(_Sentence(part.label, text.strip(), runs))
    return found


def _runs(words: Sequence[str], left_out: Phrases) -> tuple[tuple[str, ...], ...]:
    runs: list[tuple[str, ...]] = []
    begin = place = 0
    while place < len(words):
        phrase = next(
            (one for one in left_out.get(words[place], ()) if tuple(words[place : place + len(one)]) == one), None
        )
        if phrase is None:
            place += 1
            continue
        runs.append(tuple(words[begin:place]))
        place += len(phrase)
        begin = place
    runs.append(tuple(words[begin:]))
    return tuple(run for run in runs if run)


def _by_first_word(phrases: Iterable[str]) -> Phrases:
    found: Phrases = defaultdict(list)
    for phrase in phrases:
        words = tuple(_WORD.findall(fold(phrase)))
        if words:
            found[words[0]].append(words)
    for one in found.values():
        one.sort(key=len, reverse=True)
    return found
