"""What happened, by whom, when and why: append-only, hash-chained, readable in both languages.

Rooms use eight names: :func:`recording` opens the one transaction of an act, :func:`record` states an event in it,
:func:`guard` lets a room hold acts back,
:func:`register` teaches the journal a sentence for a type, :func:`register_names` how to name people,
:func:`register_sight` what is not for a reader,
:func:`timeline` reads what happened to a subject, and :func:`note_view` notes that somebody opened a personal dossier.
They load on first use, since models wait for the registry.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .access import note_view
    from .batch import guard, record, recording
    from .sentences import register, register_names
    from .timelines import register_sight, timeline

_HOMES = {
    "guard": "batch",
    "note_view": "access",
    "record": "batch",
    "recording": "batch",
    "register": "sentences",
    "register_names": "sentences",
    "register_sight": "timelines",
    "timeline": "timelines",
}

__all__ = ["guard", "note_view", "record", "recording", "register", "register_names", "register_sight", "timeline"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
