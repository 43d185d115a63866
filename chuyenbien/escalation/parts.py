"""What this room puts on the pages of an action and of a finding."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from chuyenbien.core import clock
from chuyenbien.core.draw import holdings
from chuyenbien.findings.models import Finding
from chuyenbien.remediation import rules as remediation
from chuyenbien.remediation.models import Action
from chuyenbien.remediation.queries import holding_segments

from . import presentation, rules
from .enums import EntryState, ListState
from .models import AuthorityRequest, HardList, Obstacle
from .models.hard import PREPARING
from .queries import for_list, with_matters


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


def lists_of_finding(request: HttpRequest, finding: Finding) -> SafeString:
    """On which lists of hard matters it stands, and who sponsors it: told to whoever sees it, once it is approved."""
    entries = with_matters(finding.hard_entries.filter(state=EntryState.LISTED))
    return _lists(request, finding, entries, "escalation:list_finding")


def lists_of_request(request: HttpRequest, asked: AuthorityRequest) -> SafeString:
    """The same of a petition."""
    entries = with_matters(asked.hard_entries.filter(state=EntryState.LISTED))
    return _lists(request, asked, entries, "escalation:list_request")


def _lists(request: HttpRequest, matter: Any, entries: Any, route: str) -> SafeString:
    actor: Any = request.actor  # type: ignore[attr-defined]
    preparing = actor.standing.units_with(*PREPARING)
    shown = list(entries.filter(~Q(on_list__state=ListState.DRAFT) | Q(on_list__unit__in=preparing)))
    can_put = rules.can_put_on_list(actor, matter) if preparing and not shown else None
    if not shown and not can_put:
        return SafeString("")
    lists = HardList.objects.visible_to(actor.standing).filter(pk__in=[one.on_list_id for one in shown])
    context = {
        "shown": shown,
        "readable": set(lists.values_list("pk", flat=True)),
        "can_put": can_put,
        "put_url": reverse(route, args=[matter.pk]),
    }
    return SafeString(render_to_string("escalation/lists_of.html", context, request))
