"""How a finding comes to be: drafted by the body itself, stated by its superior, or adopted by the body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Code, Person, Unit
from chuyenbien.reviews.models import ReviewDossier, SuggestionItem

from ..enums import FindingState, FollowUpLevel, Nature, Precision, Source, Track
from ..models import Finding, FindingCause, FindingResponsibility
from .showing import show_to_superior

OWN_SOURCES = (Source.SELF, Source.OPINIONS)
"""What a body may name as the source of a finding it drafts itself."""

Causes = Iterable[tuple[str, str]]
"""Pairs of :class:`CauseKind` and text."""


def draft_finding(
    dossier: ReviewDossier,
    *,
    by: Actor,
    field: Code,
    nature: str,
    statement: str = "",
    source: str = Source.SELF,
    derived_limitation: str = "",
    track: str = Track.FULL,
    follow_up: str = FollowUpLevel.REGULAR,
    promise: str = "",
    promise_due: dt.date | None = None,
    open_since: dt.date | None = None,
    open_since_precision: str = Precision.DAY,
    open_since_note: str = "",
    causes: Causes = (),
    responsible: Iterable[Person] = (),
    recurrence_of: Finding | None = None,
    is_illustrative: bool = False,
    classification: str = Classification.INTERNAL,
    code: str = "",
    at: dt.datetime | None = None,
) -> Finding:
    """A body writes down a limitation of its own. Only the body sees it; its superior sees a count.

    The event names no dossier, whose timeline the superior reads.
    """
    if source not in OWN_SOURCES:
        raise Refused(_("A body's own draft comes from itself or from opinions it gathered."), field="source")
    finding = _enter(
        Finding(
            dossier=dossier,
            address=dossier.body,
            source=source,
            field=field,
            nature=nature,
            statement=statement,
            derived_limitation=derived_limitation,
            track=track,
            follow_up=follow_up,
            promise=promise,
            promise_due=promise_due,
            open_since=open_since,
            open_since_precision=open_since_precision,
            open_since_note=open_since_note,
            recurrence_of=recurrence_of,
            is_illustrative=is_illustrative,
            classification=classification,
            code=code,
            state=FindingState.DRAFT,
        ),
        causes=causes,
        responsible=responsible,
        by=by,
        at=at,
    )
    journal.record("findings.drafted", finding, by=by, at=at, data=_told(finding))
    return finding


def state_finding(
    *,
    dossier: ReviewDossier | None,
    address: Unit,
    field: Code,
    nature: str,
    source: str,
    by: Actor,
    statement: str = "",
    derived_limitation: str = "",
    track: str = Track.FULL,
    follow_up: str = FollowUpLevel.REGULAR,
    promise: str = "",
    promise_due: dt.date | None = None,
    open_since: dt.date | None = None,
    open_since_precision: str = Precision.DAY,
    open_since_note: str = "",
    causes: Causes = (),
    responsible: Iterable[Person] = (),
    concluding_document: Document | None = None,
    suggestion_item: SuggestionItem | None = None,
    recurrence_of: Finding | None = None,
    is_illustrative: bool = False,
    classification: str = Classification.INTERNAL,
    code: str = "",
    at: dt.datetime | None = None,
) -> Finding:
    """A superior states a finding, through a conclusion or otherwise.

    The body it is about, the superior of the cycle, its delegation and the responsible persons see it from now on.
    """
    finding = _enter(
        Finding(
            dossier=dossier,
            suggestion_item=suggestion_item,
            source=source,
            concluding_document=concluding_document,
            address=address,
            field=field,
            nature=nature,
            statement=statement,
            derived_limitation=derived_limitation,
            track=track,
            follow_up=follow_up,
            promise=promise,
            promise_due=promise_due,
            open_since=open_since,
            open_since_precision=open_since_precision,
            open_since_note=open_since_note,
            recurrence_of=recurrence_of,
            is_illustrative=is_illustrative,
            classification=classification,
            code=code,
            state=FindingState.STATED,
            stated_at=at or clock.now(),
        ),
        causes=causes,
        responsible=responsible,
        by=by,
        at=at,
    )
    if dossier is not None:
        show_to_superior(finding, dossier)
    journal.record("findings.stated", finding, by=by, at=at, data=_told(finding), also=[dossier] if dossier else [])
    return finding


def adopt_finding(
    finding: Finding, *, by: Actor, revision: int | None = None, at: dt.datetime | None = None
) -> Finding:
    """The head of the body takes its own draft into follow-up. It stays the body's own: the superior sees a count."""
    if finding.state != FindingState.DRAFT:
        raise Refused(_("Only a draft can be taken into follow-up."))
    finding.take_revision(revision, ())
    finding.state, finding.stated_at = FindingState.STATED, at or clock.now()
    finding.save(update_fields=["state", "stated_at"])
    for one in finding.responsibilities.select_related("person"):
        finding.involve(person=one.person, capacity=Capacity.RESPONSIBLE)
    journal.record("findings.adopted", finding, by=by, at=at, data=_told(finding))
    return finding


def refuse_incomplete(finding: Finding) -> None:
    """What every finding must say, drafts too. Of a code-only one only the code is here."""
    if finding.is_code_only:
        if not finding.code:
            raise Refused(_("Give the code this matter is known by."), field="code")
        if any(getattr(finding, name) for name in Finding.secret_fields):
            raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="statement")
    elif not finding.statement:
        raise Refused(_("Say in one or two sentences what the limitation is."), field="statement")
    elif finding.nature == Nature.REQUIREMENT and not finding.derived_limitation:
        raise Refused(
            _("A requirement says what should be; write also which limitation follows from it."),
            field="derived_limitation",
        )
    elif finding.track == Track.COMMITMENT and not finding.promise:
        raise Refused(_("A commitment needs what is promised."), field="promise")
    if finding.track == Track.COMMITMENT and finding.promise_due is None:
        raise Refused(_("A commitment needs the date it is promised for."), field="promise_due")
    if finding.recurrence_of_id is not None and finding.recurrence_of_id == finding.pk:
        raise Refused(_("A finding cannot be a recurrence of itself."), field="recurrence_of")


def compose(finding: Finding) -> None:
    """Bring the typed texts into the one stored form, without blank ends."""
    for name in ("statement", "derived_limitation", "promise", "open_since_note", "code"):
        setattr(finding, name, nfc(getattr(finding, name)).strip())


def _enter(
    finding: Finding, *, causes: Causes, responsible: Iterable[Person], by: Actor, at: dt.datetime | None
) -> Finding:
    compose(finding)
    refuse_incomplete(finding)
    finding.created_by, finding.created_at = by.person, at or clock.now()
    finding.save()
    level = {"classification": finding.classification, "code": finding.code}
    for kind, text in causes:
        FindingCause.objects.create(finding=finding, kind=kind, text=nfc(text).strip(), **level)
    finding.involve(unit=finding.address, capacity=Capacity.ADDRESS)
    for person in responsible:
        FindingResponsibility.objects.create(finding=finding, person=person, **level)
        if finding.state != FindingState.DRAFT:
            finding.involve(person=person, capacity=Capacity.RESPONSIBLE)
    return finding


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "title": finding.shown_title,
        "body": finding.address,
        "field": finding.field.label_vi,
        "document": finding.concluding_document,
    }
