"""Vietnamese text: one form to store, one to search by, one to sort by. The same on every database."""

from __future__ import annotations

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: chr(0x40 + place) for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def nfc(value: str) -> str:
    """The composed form; some keyboards and file systems send the decomposed one."""
    return unicodedata.normalize("NFC", value)


def fold(value: str) -> str:
    """Lower case without diacritics, đ as d, white space single: what search compares."""
    decomposed = unicodedata.normalize("NFD", value.casefold().replace("đ", "d"))
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(plain.split())


def sort_key(value: str) -> str:
    """A key whose plain byte order is the Vietnamese dictionary order (letters, then tone, then case)."""
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for sign in nfc(value):
        parts = unicodedata.normalize("NFD", sign)
        tone = next((_TONES[part] for part in parts if part in _TONES), "0")
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        lower = base.lower()
        if lower in _ORDER:
            letters.append(_ORDER[lower])
            tones.append(tone)
            cases.append("1" if base != lower else "0")
        elif sign.isspace():
            letters.append(" ")
        elif sign.isdigit():
            letters.append(sign)
    return f"{''.join(letters)}\x01{''.join(tones)}\x01{''.join(cases)}"


def name_sort_key(full_name: str) -> str:
    """People are sorted by given name, then family name, then what stands between."""
    words = full_name.split()
    if not words:
        return ""
    given, family, middle = words[-1], words[0] if len(words) > 1 else "", " ".join(words[1:-1])
    return "\x02".join(sort_key(part) for part in (given, family, middle))


_ABBREVIATIONS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "btv": "ban thuong vu",
    "ubkt": "uy ban kiem tra",
    "tt": "thuong truc",
    "bch": "ban chap hanh",
}


_LONGEST_QUERY = 300
_MOST_WORDS = 20


def search_terms(query: str) -> list[list[str]]:
    """The folded words of a query, each with the forms it may take (an abbreviation also in full).

    Control signs part words, and what lies beyond a long sentence is not looked for: databases refuse both.
    """
    terms: list[list[str]] = []
    written = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in query[:_LONGEST_QUERY])
    for word in fold(written).split()[:_MOST_WORDS]:
        forms = [word]
        if word in _ABBREVIATIONS:
            forms.append(_ABBREVIATIONS[word])
        terms.append(forms)
    return terms
