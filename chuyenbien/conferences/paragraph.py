"""The coverage of a cycle as a sentence that can be put into a report as it is."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien.core import clock
from chuyenbien.core.draw import values
from chuyenbien.reviews.models import ReviewCycle

from .coverage import Counts, share

_PARTS: dict[str, Callable[[int], str]] = {
    "suggested": lambda n: ngettext(
        "%(count)s body has points suggested for its review",
        "%(count)s bodies have points suggested for their review",
        n,
    ),
    "begun": lambda n: ngettext(
        "%(count)s body has begun its review report", "%(count)s bodies have begun their review reports", n
    ),
    "submitted": lambda n: ngettext(
        "%(count)s body has sent its report to the superior",
        "%(count)s bodies have sent their reports to the superior",
        n,
    ),
    "scheduled": lambda n: ngettext(
        "the review conference of %(count)s body is scheduled or has been held",
        "the review conferences of %(count)s bodies are scheduled or have been held",
        n,
    ),
    "held": lambda n: ngettext(
        "%(count)s body has held its review conference (%(percent)s)",
        "%(count)s bodies have held their review conferences (%(percent)s)",
        n,
    ),
    "concluded": lambda n: ngettext(
        "%(count)s body has the conclusion on its review", "%(count)s bodies have the conclusion on their review", n
    ),
    "plan_issued": lambda n: ngettext(
        "%(count)s body has issued its remediation plan", "%(count)s bodies have issued their remediation plans", n
    ),
    "planned": lambda n: ngettext(
        "the plan of %(count)s body has been accepted by the superior",
        "the plans of %(count)s bodies have been accepted by the superior",
        n,
    ),
    "closed": lambda n: ngettext(
        "the review dossier of %(count)s body is closed", "the review dossiers of %(count)s bodies are closed", n
    ),
}


def paragraph(cycle: ReviewCycle, counts: Counts, *, scope: str = "") -> str:
    """“Tính đến ngày …, có … tập thể, trong đó …”: without what is zero. ``scope`` names what is counted."""
    facts = {
        "day": values.day(clock.today()),
        "start": values.day(cycle.period_start),
        "end": values.day(cycle.period_end),
        "count": values.number(counts["due"], 0),
        "scope": f" ({scope})" if scope else "",
    }
    if not counts["due"]:
        return _("As of %(day)s, no body%(scope)s is under review for the period %(start)s – %(end)s.") % facts
    head = ngettext(
        "As of %(day)s, %(count)s body%(scope)s is under review for the period %(start)s – %(end)s",
        "As of %(day)s, %(count)s bodies%(scope)s are under review for the period %(start)s – %(end)s",
        counts["due"],
    )
    parts = [_part(key, counts) for key in _PARTS if counts[key]]
    if not parts:
        return f"{head % facts}."
    return _("%(head)s, of which: %(parts)s.") % {"head": head % facts, "parts": "; ".join(parts)}


def _part(key: str, counts: Counts) -> str:
    told = {
        "count": values.number(counts[key], 0),
        "percent": values.percent(share(counts[key], counts["due"])),
    }
    return _PARTS[key](counts[key]) % told
