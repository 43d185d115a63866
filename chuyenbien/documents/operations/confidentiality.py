"""How confidential a matter is, and what making it code-only takes with it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.journal import redaction
from chuyenbien.orgs.acting import Actor

from .. import files
from ..models import StoredFile

_STRICTNESS = {Classification.OPEN: 0, Classification.INTERNAL: 1, Classification.CODE_ONLY: 2}


def reclassify(obj: Any, *, level: str, by: Actor, because: str, code: str = "") -> None:
    """Change how confidential a matter is, and with it everything that lives and falls with it.

    Code-only empties the texts, removes the bytes of files that nothing else holds, and empties what the journal has
    kept about them. That cannot be undone.
    """
    if not because.strip():
        raise Refused(_("Say why."), field="because")
    if obj.is_code_only:
        raise Refused(_("This is code-only already; what was emptied does not come back."), field="level")
    if level == obj.classification:
        raise Refused(_("It already has this degree of confidentiality."), field="level")
    if level == Classification.CODE_ONLY and not code.strip():
        raise Refused(_("Give the code the matter is known by."), field="code")
    hashes: set[str] = set()
    _set_level(obj, level, nfc(code).strip(), by=by, because=because, hashes=hashes, raising=False)
    transaction.on_commit(lambda: _remove(hashes))
    journal.record(f"documents.reclassified.{level}", obj, by=by, because=because, data={"title": obj})


def _set_level(obj: Any, level: str, code: str, *, by: Actor, because: str, hashes: set[str], raising: bool) -> None:
    """One row and, when the degree rises, the rows below it that are less strict."""
    rises = _STRICTNESS[Classification(level)] > _STRICTNESS[Classification(obj.classification)]
    if raising and not rises:
        return
    if rises:
        for children in obj.classified_children():
            for child in children:
                _set_level(child, level, code, by=by, because=because, hashes=hashes, raising=True)
    if level == Classification.CODE_ONLY:
        if isinstance(obj, StoredFile):
            hashes.add(obj.sha256)
        obj.empty_secret_fields(code)
        obj.save()
        redaction.empty_for(obj, by=by, because=because)
    else:
        obj.classification = level
        obj.save(update_fields=["classification"])


def _remove(hashes: set[str]) -> None:
    for sha256 in hashes:
        files.remove_if_unused(sha256)
