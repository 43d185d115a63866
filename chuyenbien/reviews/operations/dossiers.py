"""What happens to a dossier: its report is written, it moves by the table of transitions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.orgs.acting import Actor

from .. import transitions
from ..enums import WRITABLE, Answer, CycleState, DossierState, Move
from ..models import DossierRound, DossierSection, HoldOverride, ReviewCycle, ReviewDossier, SuggestionItem
from ..sheet import written_keys
from .versions import keep_version


def write_section(
    dossier: ReviewDossier,
    section: str,
    text: str,
    *,
    by: Actor,
    revision: int | None = None,
    uploads: Sequence[UploadedFile[Any]] = (),
    at: dt.datetime | None = None,
) -> DossierSection:
    """Write one section of the report in the present round."""
    if section not in written_keys(dossier.cycle):
        raise Refused(_("The report has no such section."), field="section")
    if dossier.state not in WRITABLE:
        raise Refused(_("The report has been submitted and can no longer be changed. Ask for it to be sent back."))
    text = nfc(text).strip()
    if dossier.is_code_only and (text or uploads):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    row, _made = DossierSection.objects.get_or_create(
        dossier=dossier,
        round=dossier.round,
        section=section,
        defaults={"classification": dossier.classification, "code": dossier.code},
    )
    row.take_revision(revision, ("text",))
    old, row.text = row.text, text
    row.save(update_fields=["text"])
    row.files.add(*documents.store_uploads(uploads, by=by, field="attached"))
    if old != text or uploads:
        data = {"section": section, "text": text, "old": old, "files": len(uploads)}
        data |= {"round": dossier.round, "revision": row.revision}
        journal.record("reviews.section_written", dossier, by=by, at=at, data=data)
    return row


def move(
    dossier: ReviewDossier,
    verb: str,
    *,
    by: Actor,
    because: str = "",
    at: dt.datetime | None = None,
    **changes: Any,
) -> ReviewDossier:
    """Move a dossier by the table: its state and guards are asked, then compared and set in one step.

    Records nothing: the act that moves the dossier does, and names it among its subjects. ``changes`` are further
    fields set in the same step.
    """
    row = transitions.of(verb)
    if row.needs_reason and not because.strip():
        raise Refused(_("Say why."), field="because")
    verdict = transitions.possible(dossier, verb)
    if not verdict:
        raise Refused(verdict.reason)
    moved = ReviewDossier.objects.filter(pk=dossier.pk, state__in=row.sources, round=dossier.round).update(
        state=row.target, revision=F("revision") + 1, **changes
    )
    dossier.refresh_from_db(fields=["state", "revision", "round", "submitted_at"])
    if not moved:
        raise Refused(transitions.in_state(dossier, verb).reason or _("Somebody else has just moved this dossier."))
    return dossier


def submit_dossier(dossier: ReviewDossier, *, by: Actor, at: dt.datetime | None = None) -> ReviewDossier:
    """The head of the body sends the report up; the superior and the delegation read it from now on.

    As it was sent it is kept as a version of its own.
    """
    move(dossier, Move.SUBMIT, by=by, submitted_at=at or clock.now())
    keep_version(dossier, by=by, at=at)
    journal.record("reviews.dossier_submitted", dossier, by=by, at=at, data=_told(dossier))
    return dossier


def comment_dossier(dossier: ReviewDossier, *, by: Actor, because: str, at: dt.datetime | None = None) -> ReviewDossier:
    """The delegation gives its opinion on the draft report."""
    move(dossier, Move.COMMENT, by=by, because=because)
    journal.record("reviews.dossier_commented", dossier, by=by, at=at, because=nfc(because), data=_told(dossier))
    return dossier


def ask_more(dossier: ReviewDossier, *, by: Actor, because: str, at: dt.datetime | None = None) -> ReviewDossier:
    """Send the report back to be completed."""
    move(dossier, Move.ASK_MORE, by=by, because=because)
    journal.record("reviews.dossier_sent_back", dossier, by=by, at=at, because=nfc(because), data=_told(dossier))
    return dossier


def override_unanswered(
    dossier: ReviewDossier, *, by: Actor, because: str, at: dt.datetime | None = None
) -> HoldOverride:
    """A leader of the board lets the conference be marked as held although a suggested point is unanswered."""
    if not because.strip():
        raise Refused(_("Say why."), field="because")
    if dossier.state not in (*transitions.of(Move.SCHEDULE).sources, DossierState.SCHEDULED):
        raise Refused(_("This is decided between the report's submission and the conference."))
    left = transitions.unanswered(dossier)
    if not left:
        raise Refused(_("Every suggested point is answered; nothing needs to be let pass."))
    if dossier.hold_overrides.filter(round=dossier.round).exists():
        raise Refused(_("It has been let pass in this round already."))
    because = nfc(because).strip()
    override = HoldOverride.objects.create(
        dossier=dossier,
        round=dossier.round,
        reason=_kept_reason(dossier, because),
        by=by.person,
        at=at or clock.now(),
    )
    data = {**_told(dossier), "items": [item.number for item in left]}
    journal.record("reviews.unanswered_overridden", dossier, by=by, at=at, because=because, data=data)
    return override


def reopen_dossier(dossier: ReviewDossier, *, by: Actor, because: str, at: dt.datetime | None = None) -> ReviewDossier:
    """The superior opens a further round. What was found stays; the suggested points are answered anew."""
    because = nfc(because).strip()
    number = dossier.round + 1
    move(dossier, Move.REOPEN, by=by, because=because, round=number)
    DossierRound.objects.create(
        dossier=dossier,
        number=number,
        reason=_kept_reason(dossier, because),
        opened_by=by.person,
        opened_at=at or clock.now(),
    )
    SuggestionItem.objects.filter(suggestion__dossier=dossier).update(answer=Answer.NONE)
    ReviewCycle.objects.filter(pk=dossier.cycle_id, state=CycleState.CLOSED).update(state=CycleState.OPEN)
    data = {**_told(dossier), "round": number}
    journal.record("reviews.dossier_reopened", dossier, by=by, at=at, because=because, data=data)
    return dossier


def close_dossier(dossier: ReviewDossier, *, by: Actor, at: dt.datetime | None = None) -> ReviewDossier:
    """Close the dossier when its plan is accepted and what is open has been taken into a next cycle."""
    move(dossier, Move.CLOSE, by=by)
    journal.record("reviews.dossier_closed", dossier, by=by, at=at, data=_told(dossier))
    return dossier


def _told(dossier: ReviewDossier) -> dict[str, Any]:
    return {"body": dossier.body}


def _kept_reason(dossier: ReviewDossier, because: str) -> str:
    """Of a code-only dossier no text is kept, reasons included."""
    return "" if dossier.is_code_only else because
