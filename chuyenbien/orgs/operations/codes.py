"""The code lists an office keeps itself, and those it starts with."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused

from ..acting import Actor
from ..models import Code
from ..starting_codes import STARTING_CODES

_CODE = re.compile(r"^[a-z0-9][a-z0-9_-]*$")


def save_code(
    list: str,
    code: str,
    *,
    label_vi: str,
    label_en: str,
    by: Actor | None,
    order: int = 0,
    is_active: bool = True,
    entry: Code | None = None,
) -> Code:
    """Add an entry to a list, or change the labels, place or use of one. Its code never changes."""
    label_vi, label_en = nfc(label_vi).strip(), nfc(label_en).strip()
    if not label_vi:
        raise Refused(_("Give the label in Vietnamese."), field="label_vi")
    if not label_en:
        raise Refused(_("Give the label in English."), field="label_en")
    fresh = entry is None
    if entry is None:
        if not _CODE.match(code):
            raise Refused(_("A code has small letters without diacritics, digits, “-” and “_” only."), field="code")
        if Code.objects.filter(list=list, code=code).exists():
            raise Refused(_("This list already has an entry with this code."), field="code")
        entry = Code(list=list, code=code)
    old = entry.shown_title
    entry.label_vi, entry.label_en, entry.order, entry.is_active = label_vi, label_en, order, is_active
    entry.save()
    data = {"entry": entry, "old": "" if fresh else old, "in_use": is_active}
    journal.record("orgs.code_added" if fresh else "orgs.code_changed", entry, by=by, data=data)
    return entry


def seed_code_lists() -> int:
    """Fill the lists with what an office starts with. What is there already stays as it is; returns how
    many are new."""
    known = set(Code.objects.values_list("list", "code"))
    fresh = [
        Code(list=str(list_), code=code, label_vi=nfc(label_vi), label_en=label_en, order=place * 10)
        for list_, entries in STARTING_CODES.items()
        for place, (code, label_vi, label_en) in enumerate(entries, start=1)
        if (str(list_), code) not in known
    ]
    with transaction.atomic():
        Code.objects.bulk_create(fresh)
    return len(fresh)
