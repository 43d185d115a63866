"""How a finding comes before the superior: stated by it, or sent up by the body whose own it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.reviews.models import ReviewDossier

from ..enums import FindingState
from ..models import Finding

Follower = Callable[[Finding], None]
_followers: list[Follower] = []


def when_shown(follower: Follower) -> None:
    """Let a higher room show what belongs to a finding to those above who are shown the finding."""
    if follower not in _followers:
        _followers.append(follower)


def show_to_superior(finding: Finding, dossier: ReviewDossier) -> None:
    """Let the superior of the cycle and the delegation of the dossier see the finding."""
    finding.involve(unit=dossier.cycle.superior, capacity=Capacity.SUPERIOR)
    if dossier.delegation is not None:
        for seat in dossier.delegation.members.select_related("person"):
            finding.involve(person=seat.person, capacity=Capacity.DELEGATION)
    for follower in _followers:
        follower(finding)


def send_up(finding: Finding, *, by: Actor, because: str = "", at: dt.datetime | None = None) -> Finding:
    """The head of the body puts its own finding before the superior, whose verifier can then confirm and close it.

    From now on it is decided as what a superior stated: nobody of the body amends or withdraws it alone.
    """
    dossier = finding.dossier
    if finding.state != FindingState.STATED:
        raise Refused(_("Only what has been taken into follow-up and is still open can be sent up."))
    if dossier is None or finding.involvements.filter(capacity=Capacity.SUPERIOR, until=None).exists():
        raise Refused(_("The superior sees this finding already."))
    for review in {dossier, *ReviewDossier.objects.filter(carried_in__finding=finding)}:
        show_to_superior(finding, review)
    data = {"title": finding.shown_title, "superior": dossier.cycle.superior}
    journal.record("findings.sent_up", finding, by=by, at=at, because=because, data=data)
    return finding
