"""Emptying what should never have been written: asked by one person, carried out by another, the chain still whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused

from .batch import By, record
from .models import Event, EventPayload, EventSubject, Redaction


def ask(event: Event, *, by: By, because: str) -> Redaction:
    """Ask that an event's content be emptied. Refused when already asked."""
    if Redaction.objects.filter(seq=event.seq).exists():
        raise Refused(_("The redaction of this entry has already been asked for."))
    order = Redaction.objects.create(seq=event.seq, reason=because, asked_by_id=by.user_id or 0, asked_at=clock.now())
    record("journal.redaction_asked", order, by=by, because=because, data={"seq": event.seq}, also=[event])
    return order


def carry_out(order: Redaction, *, by: By) -> None:
    """Empty the content; a second person must do it."""
    if order.done_at is not None:
        raise Refused(_("This entry has already been redacted."))
    if order.asked_by_id == by.user_id:
        raise Refused(_("A second person must carry out the redaction you asked for."))
    order.done_by_id, order.done_at = by.user_id or 0, clock.now()
    order.save(update_fields=["done_by_id", "done_at"])
    _empty([order.seq])
    record("journal.redacted", order, by=by, data={"seq": order.seq}, also=[Event(seq=order.seq)])


def empty_for(subject: models.Model, *, by: By, because: str) -> None:
    """Empty every content about a subject that has become code-only; part of the verb that reclassifies it."""
    kind = subject._meta.label_lower
    told = EventSubject.objects.filter(kind=kind, subject_id=subject.pk)
    seqs = sorted(set(told.values_list("seq", flat=True)))
    if not seqs:
        return
    known = set(Redaction.objects.filter(seq__in=seqs).values_list("seq", flat=True))
    moment = clock.now()
    Redaction.objects.bulk_create(
        Redaction(seq=seq, reason=because, asked_by_id=0, asked_at=moment, done_by_id=by.user_id, done_at=moment)
        for seq in seqs
        if seq not in known
    )
    _empty(seqs)
    record("journal.emptied", subject, by=by, data={"count": len(seqs)}, also=[Event(seq=seq) for seq in seqs])


def _empty(seqs: list[int]) -> None:
    EventPayload.objects.filter(seq__in=seqs).exclude(data="").update(data="", salt="")
