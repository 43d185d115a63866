"""How an earlier finding comes into a later review, what section III says of it, how a promise was kept."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier

from ..enums import FindingState, Kept, Track
from ..models import CarryOver, Finding, PriorReport
from ..queries import not_yet_carried, shown_to_superiors
from .showing import show_to_superior


def carry_into(dossier: ReviewDossier, *, by: Actor, at: dt.datetime | None = None) -> list[CarryOver]:
    """Take the earlier findings of the body into its review (section III). What is already in stays once.

    Returns what was newly taken in. The delegation of the dossier sees what its superior may see.
    """
    if dossier.state == DossierState.CLOSED:
        raise Refused(_("The review is closed; open the next one first."))
    new = list(not_yet_carried(dossier).order_by("pk"))
    taken = [CarryOver.objects.create(finding=one, dossier=dossier, taken_at=at or clock.now()) for one in new]
    show_to_delegation(dossier)
    if taken:
        data = {"count": len(taken), "body": dossier.body}
        journal.record("findings.carried", dossier, by=by, at=at, data=data, also=new)
    return taken


def show_to_delegation(dossier: ReviewDossier) -> None:
    """Let the delegation prepare: it sees the carried findings that superiors see."""
    if dossier.delegation_id is not None:
        for finding in Finding.objects.filter(shown_to_superiors(), carry_overs__dossier=dossier):
            show_to_superior(finding, dossier)


def follow_seats(dossier: ReviewDossier, left: list[Person]) -> None:
    """When the seats of a delegation change: who left no longer sees the dossier's findings, newcomers do."""
    shown = Q(dossier=dossier) | Q(carry_overs__dossier=dossier)
    for finding in Finding.objects.filter(shown_to_superiors(), shown).distinct():
        for person in left:
            finding.release(person=person, capacity=Capacity.DELEGATION)
        show_to_superior(finding, dossier)


def report_prior(
    finding: Finding,
    dossier: ReviewDossier,
    *,
    kept: str,
    by: Actor,
    text: str = "",
    at: dt.datetime | None = None,
) -> PriorReport:
    """Section III of one round: how far an earlier finding has been remedied. Writing again replaces the text.

    The superior reads it once the report is submitted; therefore the event does not repeat it.
    """
    if not CarryOver.objects.filter(finding=finding, dossier=dossier).exists():
        raise Refused(_("This finding has not been taken into the review."))
    if dossier.state not in (DossierState.PREPARING, DossierState.SUBMITTED, DossierState.COMMENTED):
        raise Refused(_("The report can no longer be changed; the conference has been called."))
    if kept not in Kept.values:
        raise Refused(_("Say whether it is done, under way or not done."), field="kept")
    text = nfc(text).strip()
    if finding.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    if not finding.is_code_only and not text:
        raise Refused(_("Write what has been done and what is left."), field="text")
    report, _made = PriorReport.objects.update_or_create(
        finding=finding,
        dossier=dossier,
        round=dossier.round,
        defaults={
            "kept": kept,
            "text": text,
            "written_by": by.person,
            "written_at": at or clock.now(),
            "classification": finding.classification,
            "code": finding.code,
        },
    )
    journal.record("findings.prior_reported", finding, by=by, at=at, data={"title": finding.shown_title})
    return report


def keep_promise(finding: Finding, *, kept: str, by: Actor, because: str, at: dt.datetime | None = None) -> Finding:
    """At the next review, say of a commitment whether it was kept. A kept one needs no further follow-up.

    Refused before a later review has taken it into its section III: a promise is not kept on the day it is made.
    """
    if finding.track != Track.COMMITMENT:
        raise Refused(_("Only a commitment is confirmed this way; full follow-up ends by independent confirmation."))
    if finding.state != FindingState.STATED:
        raise Refused(_("Only a stated finding that is still open can be judged."))
    if not finding.carry_overs.exists():
        raise Refused(_("A commitment is judged at the next review. Take it into that review first (section III)."))
    if kept not in Kept.values:
        raise Refused(_("Say whether it is done, under way or not done."), field="kept")
    if not because.strip() and not finding.is_code_only:
        raise Refused(_("Say on what the judgment rests."), field="because")
    finding.promise_kept = kept
    finding.save(update_fields=["promise_kept"])
    data = {"title": finding.shown_title, "promise": finding.promise}
    journal.record(f"findings.promise_kept.{kept}", finding, by=by, at=at, because=because, data=data)
    return finding
