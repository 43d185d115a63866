"""What this room puts on the pages of a finding and of a unit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.findings.models import Finding
from chuyenbien.orgs.models import Unit

from . import presentation, rules
from .models import Indicator
from .queries import all_conditions_of, with_figures

_SHOWN = 10


def of_finding(request: HttpRequest, finding: Finding) -> SafeString:
    """What is measured of it, how each stands in words, and what closing depends on."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    conditions = all_conditions_of(finding.pk)
    elsewhere = {one.indicator_id for one in conditions if one.indicator.finding_id is None}
    found = list(with_figures(Indicator.objects.filter(finding=finding)))
    if elsewhere:
        found += with_figures(Indicator.objects.filter(pk__in=elsewhere))
    rows = presentation.rows(found)
    can_set = rules.can_set_condition(actor, finding)
    context = {
        "finding": finding,
        "rows": [(row, [pair for pair in row.standings if pair[0].condition.finding_id == finding.pk]) for row in rows],
        "removed": [one for one in conditions if one.removed_at is not None],
        "can_create": rules.can_create(actor, finding.address, finding),
        "can_set": can_set,
        "can_remove": can_set and rules.removes(actor, finding),
    }
    return SafeString(render_to_string("indicators/of_finding.html", context, request))


def of_unit(request: HttpRequest, unit: Unit) -> SafeString:
    """The indicators of the unit itself that the reader may see."""
    standing: Any = request.standing  # type: ignore[attr-defined]
    visible = Indicator.objects.visible_to(standing).filter(unit=unit)
    rows = presentation.rows(with_figures(visible)[:_SHOWN])
    if not rows:
        return SafeString("")
    return SafeString(render_to_string("indicators/of_unit.html", {"unit": unit, "rows": rows}, request))
