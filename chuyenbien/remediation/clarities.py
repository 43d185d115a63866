"""The six clarities of an action, and the words that only sound clear.

A missing clarity blocks issuing. A vague word is pointed out beside its field and blocks nothing, except a rhythm
without an end: "thường xuyên" is not a date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from chuyenbien.core.draw.sixclear import Mark
from chuyenbien.core.text import fold
from chuyenbien.core.verdict import Text

from .enums import ENDED, Clarity


class Clear(Protocol):
    """What the check looks at: an action, saved or not."""

    task: str
    deliverable: str
    acceptance_criterion: str
    authority_basis: str
    within_own_authority: bool
    rhythm: str
    start_on: dt.date | None
    due_on: dt.date | None
    state: str
    lead_person_id: int | None
    lead_person: Any
    lead_unit_id: int | None
    authority_id: int | None

    @property
    def is_code_only(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Check:
    """One clarity: there or not, and in words what to add."""

    clarity: Clarity
    ok: bool
    missing: Text = ""


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that only sound clear, in which fields they are looked for, and what to ask oneself."""

    words: tuple[str, ...]
    fields: tuple[str, ...]
    hint: str | Promise
    alone_only: bool = False
    """Only when hardly anything follows: a verb with its object is a task."""


VAGUE: tuple[Vague, ...] = (
    Vague(
        ("tăng cường", "đẩy mạnh", "quan tâm", "nâng cao", "chú trọng"),
        ("task",),
        gettext_lazy("“%(word)s” alone is not a task. Say what exactly is done, to what, how much."),
        alone_only=True,
    ),
    Vague(
        ("các đơn vị liên quan", "các phòng, ban liên quan", "các phòng ban liên quan", "các cơ quan liên quan"),
        ("task", "authority_basis", "deliverable"),
        gettext_lazy("“%(word)s” is nobody in particular. Name the units that coordinate."),
    ),
    Vague(
        ("thường xuyên", "trong thời gian tới", "định kỳ", "sớm nhất", "kịp thời"),
        ("task", "deliverable", "acceptance_criterion"),
        gettext_lazy("“%(word)s” is not a date. Choose how often, and until which day."),
    ),
    Vague(
        ("báo cáo kết quả", "theo quy định"),
        ("deliverable", "acceptance_criterion"),
        gettext_lazy("“%(word)s” does not say what proves it. Name the document, or the quantity."),
        alone_only=True,
    ),
)
UNENDING = ("thường xuyên", "trong thời gian tới", "liên tục")
"""Words in the place of a date; refused at the field, since a date is wanted there."""

_FEW_WORDS = 4


def vague_words(field: str, value: str) -> list[str]:
    """Hints on what a field says; empty when nothing sounds vague."""
    folded = f" {fold(value)} "
    hints = []
    for vague in VAGUE:
        if field not in vague.fields:
            continue
        found = next((word for word in vague.words if f" {fold(word)} " in _plain(folded)), None)
        if found is None:
            continue
        rest = len(folded.split()) - len(found.split())
        if vague.alone_only and rest > _FEW_WORDS:
            continue
        hints.append(str(vague.hint) % {"word": found})
    return hints


def _plain(folded: str) -> str:
    return "".join(sign if sign.isalnum() or sign == "," else " " for sign in folded)


def names_no_end(value: str) -> bool:
    """Whether what was typed for a date is a rhythm or a hope instead of a day."""
    folded = fold(value)
    return any(fold(word) in folded for word in UNENDING)


def six(action: Clear) -> list[Check]:
    """The six, always in the official order. Of a code-only action the texts lie elsewhere and count as clear."""
    text_elsewhere = action.is_code_only
    return [
        _person(action),
        _check(Clarity.TASK, bool(action.task.strip()) or text_elsewhere, _("say what exactly is to be done")),
        _time(action),
        _check(
            Clarity.RESPONSIBILITY,
            action.lead_unit_id is not None,
            _("choose the one unit that leads; others coordinate"),
        ),
        _product(action, text_elsewhere),
        _authority(action),
    ]


def missing(action: Clear) -> list[Check]:
    return [check for check in six(action) if not check.ok]


def marks(action: Clear) -> list[Mark]:
    """The six as the drawing wants them."""
    return [Mark(one.clarity.value, one.clarity.label, one.ok, one.missing) for one in six(action)]


def _check(clarity: Clarity, ok: bool, words: str) -> Check:
    return Check(clarity, ok, "" if ok else words)


def _person(action: Clear) -> Check:
    """Somebody answers for it; while it is not ended, somebody who is still in office."""
    if action.lead_person_id is None:
        return Check(Clarity.PERSON, False, _("name one person who answers for it"))
    if action.state not in ENDED and not action.lead_person.is_active:
        return Check(Clarity.PERSON, False, _("who led it has left office; reassign it"))
    return Check(Clarity.PERSON, True)


def _time(action: Clear) -> Check:
    if action.due_on is None:
        words = _("set the day by which it is done; a rhythm needs an end too")
        return Check(Clarity.TIME, False, words)
    if action.start_on is not None and action.due_on < action.start_on:
        return Check(Clarity.TIME, False, _("the due date lies before the start"))
    return Check(Clarity.TIME, True)


def _product(action: Clear, text_elsewhere: bool) -> Check:
    if text_elsewhere or (action.deliverable.strip() and action.acceptance_criterion.strip()):
        return Check(Clarity.PRODUCT, True)
    if action.deliverable.strip():
        return Check(Clarity.PRODUCT, False, _("say by what one sees that the product is good enough"))
    return Check(Clarity.PRODUCT, False, _("name the document or quantity that proves it, and the criterion"))


def _authority(action: Clear) -> Check:
    if action.within_own_authority or action.authority_id is not None:
        return Check(Clarity.AUTHORITY, True)
    return Check(Clarity.AUTHORITY, False, _("it is beyond own authority: name who has the power to decide"))


def listed(checks: list[Check]) -> str:
    """“person (name one …); time (…)”, for the sentence that refuses."""
    pattern = pgettext("a clarity and what is missing", "%(clarity)s (%(missing)s)")
    return "; ".join(pattern % {"clarity": one.clarity.label, "missing": one.missing} for one in checks)
