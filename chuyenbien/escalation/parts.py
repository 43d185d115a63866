"""What this room puts on the pages of an action and of a finding."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.core import clock
from chuyenbien.core.draw import holdings
from chuyenbien.findings.models import Finding
from chuyenbien.remediation import rules as remediation
from chuyenbien.remediation.models import Action
from chuyenbien.remediation.queries import holding_segments

from . import presentation, rules
from .models import AuthorityRequest, Obstacle
from .queries import for_list


def of_action(request: HttpRequest, action: Action) -> SafeString:
    """What stands in the way, and what was asked upward."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    standing: Any = request.standing  # type: ignore[attr-defined]
    visible = AuthorityRequest.objects.visible_to(standing).filter(obstacle__action=action)
    context = {
        "action": action,
        "obstacles": Obstacle.objects.filter(action=action).select_related("kind", "raised_by"),
        "rows": presentation.rows(for_list(visible)),
        "can_raise": rules.can_raise(actor, action),
    }
    return SafeString(render_to_string("escalation/of_action.html", context, request))


def of_finding(request: HttpRequest, finding: Finding) -> SafeString:
    """Where the finding is, for how long, and what was asked upward about it."""
    standing: Any = request.standing  # type: ignore[attr-defined]
    held = holding_segments(finding)
    visible = AuthorityRequest.objects.visible_to(standing).filter(obstacle__action__finding=finding)
    rows = presentation.rows(for_list(visible))
    can_record = remediation.can_record_holding(request.actor, finding)  # type: ignore[attr-defined]
    if not held and not rows and not can_record:
        return SafeString("")
    context = {
        "finding": finding,
        "rows": rows,
        "can_record": can_record,
        "bars": holdings.bars(held, clock.today()) if held else "",
    }
    return SafeString(render_to_string("escalation/of_finding.html", context, request))
