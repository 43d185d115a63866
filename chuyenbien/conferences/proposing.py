"""What a form begins with because the cycle's rule pack says so. A proposal: whoever writes may put anything else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.reviews.models import ReviewDossier


@dataclass(frozen=True, slots=True)
class Proposed:
    """``day`` is None where the rule pack has the point and knows no number."""

    day: dt.date | None
    words: str


def plan_due(dossier: ReviewDossier, *, today: dt.date | None = None) -> Proposed | None:
    """By when the plan is to be issued: so many calendar days (``plan_due_days``) after the notice of conclusion, which
    is reckoned from today until it has its date. None where the rule pack does not speak of it."""
    book = dossier.cycle.book
    point = book.number("plan_due_days") if book else None
    if point is None:
        return None
    if not isinstance(point.value, int):
        words = _("The rule pack does not state by when the plan is issued; it is decided here.")
        return Proposed(None, words)
    day = (today or clock.today()) + dt.timedelta(days=point.value)
    told = {"days": point.value, "day": f"{day:%d/%m/%Y}"}
    words = _(
        "By the rule pack %(days)s days after the notice of conclusion: %(day)s if it is issued today. "
        "Change the date if it is issued on another day."
    )
    unsure = "" if point.is_settled else _("This number is not confirmed in the text.")
    return Proposed(day, f"{words % told} {unsure}".rstrip())
