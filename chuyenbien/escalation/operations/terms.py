"""What an office sets: reply terms, and who comes next above. Running petitions keep to what held at the sending."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit

from ..models import NextAuthority, ReplyTerms


def set_terms(
    unit: Unit,
    *,
    by: Actor,
    acknowledge_days: int,
    decide_days: int,
    basis: str,
    valid_from: dt.date | None = None,
    at: dt.datetime | None = None,
) -> ReplyTerms:
    """Set the working days for petitions of a unit and of those below it that are sent from a day on."""
    for name, days in (("acknowledge_days", acknowledge_days), ("decide_days", decide_days)):
        if not 1 <= days <= 250:
            raise Refused(_("Give a number of working days from 1 to 250."), field=name)
    made = ReplyTerms.objects.create(
        unit=unit,
        acknowledge_days=acknowledge_days,
        decide_days=decide_days,
        valid_from=_from(valid_from),
        basis=_basis(basis),
        set_by=by.person,
        set_at=at or clock.now(),
    )
    data = {"title": unit, "acknowledge": acknowledge_days, "decide": decide_days, "day": made.valid_from}
    journal.record("escalation.terms_set", made, by=by, at=at, because=made.basis, data=data, also=[unit])
    return made


def set_next_authority(
    unit: Unit,
    *,
    by: Actor,
    authority: Unit | None,
    basis: str,
    valid_from: dt.date | None = None,
    at: dt.datetime | None = None,
) -> NextAuthority:
    """Set to whom petitions of a unit go, or go on, next. ``None``: the chain of its kind counts again."""
    if authority is not None and Unit.objects.within(unit).filter(pk=authority.pk).exists():
        raise Refused(_("Choose an authority outside the body itself and the units below it."), field="authority")
    made = NextAuthority.objects.create(
        unit=unit,
        authority=authority,
        valid_from=_from(valid_from),
        basis=_basis(basis),
        set_by=by.person,
        set_at=at or clock.now(),
    )
    type = "escalation.next_set" if authority is not None else "escalation.next_left_to_chain"
    data = {"title": unit, "authority": authority, "day": made.valid_from}
    journal.record(type, made, by=by, at=at, because=made.basis, data=data, also=[unit])
    return made


def _from(day: dt.date | None) -> dt.date:
    today = clock.today()
    if day is not None and day < today:
        raise Refused(_("What is set counts from today on at the earliest."), field="valid_from")
    return day or today


def _basis(text: str) -> str:
    text = nfc(text).strip()
    if not text:
        raise Refused(_("Say on which basis: the regulation or the decision."), field="basis")
    return text
