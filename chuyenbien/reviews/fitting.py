"""Whether a regulation fits the period of a cycle. Pointed out and never refused: offices have their reasons."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien.regulations import packs
from chuyenbien.regulations.book import Book


def misfits(book: Book, period_end: dt.date) -> list[str]:
    """What does not fit, in sentences of the reader's language. A period is reviewed by what is in force as it ends."""
    found = []
    if not book.is_of_organisations:
        found.append(_("This regulation is on the rating of civil servants; organisations are not reviewed by it."))
    if not book.holds_on(period_end):
        found.append(_not_in_force(book, period_end))
    return found


def _not_in_force(book: Book, day: dt.date) -> str:
    told = {"day": f"{day:%d/%m/%Y}", "first": f"{book.effective_on:%d/%m/%Y}"}
    if day < book.effective_on:
        text = _("The period ends on %(day)s, but this regulation is in force only from %(first)s.") % told
    else:
        told["replaced"] = f"{book.replaced_on:%d/%m/%Y}"
        text = _("The period ends on %(day)s, but this regulation was replaced on %(replaced)s.") % told
    named = in_force_then(day)
    return f"{text} {named}" if named else text


def in_force_then(day: dt.date) -> str:
    """Which regulations on reviewing organisations are in force on a day; empty where the program has none."""
    titles = [one.title for one in packs.in_force(day)]
    if not titles:
        return ""
    return _("In force on that day: %(titles)s.") % {"titles": "; ".join(titles)}
