"""What a notice may say of its matter: a code and an address, never a word of its content."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

_prefixes: dict[str, str] = {}


def register(label: str, prefix: str) -> None:
    """Give the rows of a model (``"remediation.action"``) a neutral code: the prefix and the row's number."""
    _prefixes[label] = prefix


def kind_of(subject: models.Model) -> str:
    return subject._meta.label_lower


def code_of(subject: models.Model) -> str:
    """The code people know a code-only matter by, else the prefix of its kind and its number."""
    own = str(getattr(subject, "code", "") or "") if is_code_only(subject) else ""
    return own or code_for(kind_of(subject), int(subject.pk))


def code_for(kind: str, pk: int) -> str:
    prefix = _prefixes.get(kind) or "".join(part[0] for part in kind.split(".")).upper()
    return f"{prefix}-{pk}"


def url_of(subject: models.Model) -> str:
    address = getattr(subject, "get_absolute_url", None)
    return str(address()) if address else ""


def is_code_only(subject: models.Model) -> bool:
    return bool(getattr(subject, "is_code_only", False))


def model_of(kind: str) -> type[Any] | None:
    """The model a notice names; ``None`` when its room is gone."""
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def find(code: str) -> tuple[str, int] | None:
    """The kind and number behind a neutral code of a registered prefix."""
    prefix, _dash, number = code.rpartition("-")
    for label, known in _prefixes.items():
        if known == prefix and number.isascii() and number.isdigit() and len(number) < 19:
            return label, int(number)
    return None
