"""What the verbs of the room are made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import number
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.models import Finding

from ..models import Indicator
from ..queries import TOLERANCE, percent_of_plan

_APART = Decimal(2)
"""Points of percent: each percent may be rounded to a whole number."""


def refuse_mismatch(planned: Decimal | None, value: Decimal | None, percent: Decimal | None) -> None:
    """Amount and percent are two readings of one thing: with a plan they must agree."""
    if planned is None or value is None or percent is None:
        return
    computed = percent_of_plan(value, planned)
    if computed is None:
        raise Refused(_("The plan is zero, so there is no percent of it. Leave the percent empty."), field="percent")
    if abs(computed - percent) > TOLERANCE:
        raise Refused(
            _("%(value)s of a plan of %(planned)s is %(computed)s%%, not %(percent)s%%. Correct one of them.")
            % {
                "value": number(value),
                "planned": number(planned),
                "computed": number(computed, 2),
                "percent": number(percent),
            },
            field="percent",
        )


def refuse_another_plan(indicator: Indicator, as_of: dt.date, value: Decimal | None, percent: Decimal | None) -> None:
    """Where no plan is recorded, amount and percent imply one: two figures of a year must not imply two plans."""
    if indicator.planned is not None or not value or not percent:
        return
    before = indicator.values.filter(
        withdrawn_at=None, as_of__year=as_of.year, value__isnull=False, percent__gt=0
    ).last()
    if before is None or not before.value or before.percent is None:
        return
    implied = before.value * 100 / before.percent
    if abs(value * 100 / implied - percent) > _APART:
        raise Refused(
            _(
                "By the figure of %(day)s the plan is about %(before)s, by this one about %(now)s. Correct one of "
                "them, or enter the plan of the indicator."
            )
            % {
                "day": before.as_of.strftime("%d/%m/%Y"),
                "before": number(implied, 1),
                "now": number(value * 100 / percent, 1),
            },
            field="percent",
        )


def finding_of(indicator: Indicator) -> list[Finding]:
    return [indicator.finding] if indicator.finding else []


def refuse_text_of_code_only(indicator: Indicator, **texts: str) -> None:
    if not indicator.is_code_only:
        return
    for name, text in texts.items():
        if text:
            raise Refused(_("Of a matter known by a code only, no text may be kept here."), field=name)
