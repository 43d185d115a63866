"""What this room puts on the pages of an action and of a finding."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.remediation.models import Action, Submission

from . import presentation, rules
from .models import IndependenceException
from .queries import closing_state


def of_action(request: HttpRequest, action: Action) -> SafeString:
    """What was submitted, how it was judged, and who was let in by exception."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    submissions = Submission.objects.filter(action=action).select_related("by", "verification__by").order_by("-at")
    exceptions = IndependenceException.objects.filter(action=action).select_related("verifier", "approved_by")
    context = {
        "action": action,
        "submissions": submissions,
        "exceptions": exceptions,
        "can_except": rules.can_approve_independence_exception(actor, action),
    }
    return SafeString(render_to_string("verification/of_action.html", context, request))


def of_finding(request: HttpRequest, finding: Finding) -> SafeString:
    """What is missing before closing, and the closings there were."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    if finding.state not in (FindingState.STATED, FindingState.CLOSED):
        return SafeString("")
    is_closed = finding.state == FindingState.CLOSED
    state = [] if is_closed else closing_state(finding)
    context = {
        "finding": finding,
        "is_closed": is_closed,
        "state": state,
        "ready": bool(state) and all(guard.ok for guard in state),
        "closures": presentation.closures_of(finding),
        "can_close": rules.can_close(actor, finding),
        "can_reopen": rules.can_reopen(actor, finding),
    }
    return SafeString(render_to_string("verification/of_finding.html", context, request))
