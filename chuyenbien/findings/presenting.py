"""What the pages show of a finding, in words of the reader's language, and the parts on other rooms' pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.journal.sentences import shown
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews.enums import Section
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.reviews.sheet import heading_of

from . import queries, rules
from .enums import CauseKind, FollowUpLevel, Nature, Precision, Track
from .forms import AmendForm
from .models import Finding, FindingCause

_RULES: dict[str, Callable[[Actor, Finding], Verdict]] = {
    "edit": rules.can_edit,
    "adopt": rules.can_adopt,
    "send_up": rules.can_send_up,
    "amend": rules.can_amend,
    "withdraw": rules.can_withdraw,
    "name_responsible": rules.can_name_responsible,
    "write_causes": rules.can_write_causes,
    "judge_promise": rules.can_judge_promise,
    "reclassify": rules.can_reclassify,
}
_CHOICES: dict[str, Any] = {
    "nature": Nature,
    "track": Track,
    "follow_up": FollowUpLevel,
    "open_since_precision": Precision,
}


def verdicts(by: Actor, finding: Finding) -> dict[str, Verdict]:
    """What the actor may do with a finding, by the name of the act."""
    return {name: rule(by, finding) for name, rule in _RULES.items()}


def causes_of(finding: Finding) -> list[tuple[str, list[FindingCause]]]:
    """Causes by kind, objective ones first; a kind without any is left out."""
    rows = list(finding.causes.all())
    grouped = [(kind.label, [row for row in rows if row.kind == kind]) for kind in CauseKind]
    return [(str(label), causes) for label, causes in grouped if causes]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that was amended. ``typed`` values are the users' own text."""

    label: str
    before: str
    after: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Amended:
    at: dt.datetime
    who: str
    because: str
    changes: list[Change]


def amendments_of(finding: Finding) -> list[Amended]:
    """Former values of a finding with who changed them, when and why."""
    return [
        Amended(one.at, one.who, one.because, [_change(name, pair) for name, pair in one.changes.items()])
        for one in queries.amendments(finding)
    ]


def _change(name: str, pair: list[Any]) -> Change:
    asked = AmendForm.base_fields.get(name)
    label = str(asked.label) if asked else _("Precision of “open since”")
    before, after = (_value(name, value) for value in pair)
    return Change(label, before, after, typed=name not in _CHOICES)


def _value(name: str, value: Any) -> str:
    choices = _CHOICES.get(name)
    if choices is not None and value in choices.values:
        return str(choices(value).label)
    return shown(value) if value not in (None, "") else _("(empty)")


def section_iii(request: HttpRequest, dossier: ReviewDossier, *, on_paper: bool = False) -> SafeString:
    """Part of a review's page and of its report: earlier findings and what this round reports of each."""
    actor, standing = _who(request)
    prior = queries.prior_of(dossier, standing=standing)
    visible = set(
        Finding.objects.visible_to(standing).filter(carry_overs__dossier=dossier).values_list("pk", flat=True)
    )
    can_carry = rules.can_carry(actor, dossier)
    context = {
        "dossier": dossier,
        "rows": [(one, one.finding.pk in visible) for one in prior],
        "can_report": rules.can_report_prior(actor, dossier),
        "can_carry": can_carry,
        "on_paper": on_paper,
        "heading": heading_of(dossier.cycle, Section.III),
        "waiting": queries.not_yet_carried(dossier).visible_to(standing).count() if can_carry else 0,
    }
    return render_to_string("findings/parts/section_iii.html", context, request=request)


def findings_of_dossier(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """Part of a review's page: what was found, and how many limitations the body follows up by itself."""
    actor, standing = _who(request)
    rows = Finding.objects.visible_to(standing).filter(dossier=dossier)
    is_superior = standing.holds_any(rules.SUPERIORS, dossier.cycle.superior_id)
    context = {
        "dossier": dossier,
        "rows": rows.select_related("field", "address").order_by("id"),
        "own_count": queries.own_counts([dossier.body_id]).get(dossier.body_id, 0) if is_superior else None,
        "can_draft": rules.can_draft(actor, dossier),
        "can_state": rules.can_state(actor, dossier),
    }
    return render_to_string("findings/parts/of_dossier.html", context, request=request)


def findings_of_unit(request: HttpRequest, unit: Unit) -> SafeString:
    """Part of a unit's page: how its findings stand, as far as the reader sees them."""
    _actor, standing = _who(request)
    tally = queries.tally(Finding.objects.visible_to(standing).filter(address=unit))
    if not tally.total:
        return SafeString("")
    return render_to_string("findings/parts/of_unit.html", {"unit": unit, "tally": tally}, request=request)


def _who(request: Any) -> tuple[Actor, Any]:
    return request.actor, request.standing
