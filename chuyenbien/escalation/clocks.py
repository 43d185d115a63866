"""By when an authority owes a petition its reply, in working days; kept from the day the petition is sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from chuyenbien.orgs.models import Unit, UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.orgs.queries import working_days

from .models import AuthorityAnswer, AuthorityRequest, ReplyTerms


@dataclass(frozen=True, slots=True)
class Terms:
    """Working days. ``row`` is what an office has set; without one, the installation's own, which no text confirms."""

    acknowledge: int
    decide: int
    row: ReplyTerms | None = None


def terms_for(asker: Unit, on: dt.date) -> Terms:
    """The terms for a unit's petitions on a day: its own, else of the nearest unit above, else the settings."""
    above = UnitClosure.objects.filter(holds_on(on), descendant_id=asker.pk).values_list("ancestor_id", "depth")
    nearness = {asker.pk: 0}
    for unit, depth in above:
        nearness[unit] = min(depth, nearness.get(unit, depth))
    rows = ReplyTerms.objects.filter(unit_id__in=nearness, valid_from__lte=on).order_by("-valid_from", "-pk")
    row = min(rows, key=lambda one: nearness[one.unit_id], default=None)
    if row is None:
        return Terms(settings.REPLY_ACKNOWLEDGE_DAYS, settings.REPLY_DECIDE_DAYS)
    return Terms(row.acknowledge_days, row.decide_days, row)


def begun(request: AuthorityRequest, sent_on: dt.date) -> dict[str, Any]:
    """The dates of a petition from its sending. The date the asker named stays; without one it is reckoned, at first
    from the last day for acknowledging."""
    terms, calendar = terms_for(request.asker, sent_on), working_days()
    receipt_due = calendar.add(sent_on, terms.acknowledge)
    due = request.answer_due or calendar.add(receipt_due, terms.decide)
    return {
        "terms": terms.row,
        "acknowledge_days": terms.acknowledge,
        "decide_days": terms.decide,
        "acknowledge_due": receipt_due,
        "answer_due": due,
        "first_due": due,
        "due_is_reckoned": request.answer_due is None,
    }


def received(request: AuthorityRequest, day: dt.date) -> dict[str, Any]:
    """A date that is reckoned counts from the receipt, by the days kept at the sending."""
    if not request.due_is_reckoned or request.decide_days is None:
        return {}
    due = working_days().add(day, request.decide_days)
    return {"answer_due": due, "first_due": due}


def stood(answer: AuthorityAnswer, until: dt.date) -> int:
    """Working days for which the authority's time stood still: after the day it asked for more, up to the supply."""
    if until <= answer.answered_on:
        return 0
    calendar = working_days()
    return calendar.between(answer.answered_on, until) + calendar.is_working(until)


def resumed(request: AuthorityRequest, answer: AuthorityAnswer, supplied_on: dt.date) -> dict[str, Any]:
    """The date moves by as many working days as the time stood still; the first one stays visible."""
    days = stood(answer, supplied_on)
    if request.answer_due is None or not days:
        return {}
    return {"answer_due": working_days().add(request.answer_due, days)}
