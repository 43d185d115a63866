"""Kinds of notices. The room that tells registers the sentence the inbox shows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.core.verdict import Text

_labels: dict[str, Text] = {}
_informing: set[str] = set()


def register(kind: str, *, label: Text, informs: bool = False) -> None:
    """Teach the inbox a kind: a sentence in the reader's language, without anything of the matter's content.

    A notice asks for something, so its acknowledgement expires and it shows again; one that only ``informs`` does not.
    """
    _labels[kind] = label
    (_informing.add if informs else _informing.discard)(kind)


def label(kind: str) -> Text:
    """The sentence of a kind; a kind whose room is gone is still told neutrally."""
    return _labels.get(kind, _("Something is due"))


def is_known(kind: str) -> bool:
    return kind in _labels


def all_kinds() -> list[str]:
    return sorted(_labels)


def informing() -> list[str]:
    """Kinds that are done with once they are acknowledged."""
    return sorted(_informing)
