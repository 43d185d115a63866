"""What happens to a finding later: edited as a draft, amended, confirmed, withdrawn; closed and reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.reviews.models import ReviewDossier

from ..enums import FindingState, Track
from ..models import Finding
from .showing import show_to_superior
from .stating import compose, refuse_incomplete

EDITABLE = (
    "statement",
    "derived_limitation",
    "nature",
    "field",
    "track",
    "follow_up",
    "promise",
    "promise_due",
    "open_since",
    "open_since_precision",
    "open_since_note",
    "recurrence_of",
)
AMENDABLE = (*EDITABLE, "address", "concluding_document")
"""The facts of a stated finding that may be amended, always with the reason and the former value kept."""


def edit_finding(
    finding: Finding, *, by: Actor, revision: int | None = None, at: dt.datetime | None = None, **changes: Any
) -> Finding:
    """The body edits its own draft. ``revision`` is the one the form was opened with."""
    if finding.state != FindingState.DRAFT:
        raise Refused(_("A stated finding is amended with a reason, not edited."))
    changed = _apply(finding, changes, EDITABLE, revision)
    if changed:
        data = {"title": finding.shown_title, "fields": sorted(changed)}
        journal.record("findings.edited", finding, by=by, at=at, data=data)
    return finding


def amend_finding(
    finding: Finding,
    *,
    by: Actor,
    because: str,
    revision: int | None = None,
    at: dt.datetime | None = None,
    **changes: Any,
) -> Finding:
    """Correct what a stated finding says. The former values stay visible with who, when and why."""
    if finding.state != FindingState.STATED:
        raise Refused(_("Only a stated finding that is still open can be amended."))
    _want_reason(because)
    _stay_in_full_follow_up(finding, changes)
    former_address = finding.address
    changed = _apply(finding, changes, AMENDABLE, revision)
    if not changed:
        raise Refused(_("Nothing was changed. Change what is to be amended, or leave the form."))
    if finding.address_id != former_address.pk:
        finding.release(unit=former_address, capacity=Capacity.ADDRESS)
        finding.involve(unit=finding.address, capacity=Capacity.ADDRESS)
    data = {"title": finding.shown_title, "changes": changed}
    journal.record("findings.amended", finding, by=by, at=at, because=because, data=data)
    return finding


def _stay_in_full_follow_up(finding: Finding, changes: Mapping[str, Any]) -> None:
    """What a superior concluded ends by independent confirmation; it does not become a mere promise later."""
    superior = finding.involved_units(Capacity.SUPERIOR)
    if changes.get("track") == Track.COMMITMENT and finding.track == Track.FULL and superior:
        raise Refused(
            _("What a superior concluded stays in full follow-up; it ends by independent confirmation."), field="track"
        )


def confirm_finding(
    finding: Finding, *, by: Actor, dossier: ReviewDossier | None = None, at: dt.datetime | None = None
) -> Finding:
    """A later conclusion finds that the finding still stands. Those of that review see it from now on."""
    if finding.state not in (FindingState.STATED, FindingState.CLOSED):
        raise Refused(_("Only a stated finding can be confirmed."))
    if dossier is not None:
        show_to_superior(finding, dossier)
    also = [dossier] if dossier else []
    journal.record("findings.confirmed", finding, by=by, at=at, data={"title": finding.shown_title}, also=also)
    return finding


def withdraw_finding(
    finding: Finding, *, by: Actor, because: str, revision: int | None = None, at: dt.datetime | None = None
) -> Finding:
    """Take a finding back. It stays readable, struck out, with the reason."""
    if finding.state not in (FindingState.DRAFT, FindingState.STATED):
        raise Refused(_("A finding that is closed or already withdrawn cannot be withdrawn."))
    _want_reason(because)
    finding.take_revision(revision, ())
    _move(finding, (finding.state,), FindingState.WITHDRAWN)
    data = {"title": finding.shown_title}
    journal.record("findings.withdrawn", finding, by=by, at=at, because=because, data=data)
    return finding


def close_finding(finding: Finding, *, by: Actor, at: dt.datetime | None = None) -> Finding:
    """Only for the verification room, which alone sees actions and indicators; its own event tells the closing."""
    _move(finding, (FindingState.STATED,), FindingState.CLOSED, closed_at=at or clock.now())
    return finding


def reopen_finding(finding: Finding, *, by: Actor, at: dt.datetime | None = None) -> Finding:
    """Only for the verification room; its own event tells the reopening."""
    _move(finding, (FindingState.CLOSED,), FindingState.STATED, closed_at=None)
    return finding


def _move(finding: Finding, from_states: tuple[str, ...], to: str, **facts: Any) -> None:
    """Change the state if it is still what the guard saw; of two at the same time one is refused."""
    moved = Finding.objects.filter(pk=finding.pk, state__in=from_states).update(state=to, **facts)
    if not moved:
        finding.refresh_from_db()
        raise Refused(
            _("This cannot be done while the finding is “%(state)s”.") % {"state": finding.get_state_display()}
        )
    for name, value in {"state": to, **facts}.items():
        setattr(finding, name, value)


def _want_reason(because: str) -> None:
    if not because.strip():
        raise Refused(_("Give the reason; it stays beside the former value."), field="because")


def _apply(
    finding: Finding, changes: Mapping[str, Any], allowed: tuple[str, ...], revision: int | None
) -> dict[str, list[Any]]:
    """Set what differs, check the whole, save; returns field → [former, present] in words that can be shown."""
    unknown = set(changes) - set(allowed)
    if unknown:
        raise ValueError(f"cannot change {sorted(unknown)}")
    finding.take_revision(revision, EDITABLE)
    before = {name: getattr(finding, name) for name in changes}
    for name, value in changes.items():
        setattr(finding, name, value)
    compose(finding)
    refuse_incomplete(finding)
    changed = {
        name: [before[name], getattr(finding, name)] for name in changes if before[name] != getattr(finding, name)
    }
    finding.save(update_fields=[*changes, "search_text"])
    return changed
