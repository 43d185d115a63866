"""Drafting the notice of conclusion: strengths, and what it does with each finding, line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.findings.enums import FindingState, FollowUpLevel, Nature, Precision, Source, Track
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code, Person, Unit
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier, SuggestionItem

from ..enums import Disposition, Effect
from ..models import Conclusion, ConclusionLine, Direction
from .directions import refuse_concluded

_FACTS = ("strengths", "summary", "plan_due")

AMENDED = (
    "statement",
    "derived_limitation",
    "nature",
    "follow_up",
    "address",
    "field",
    "open_since",
    "open_since_note",
)
"""What an amending line may say anew; what it leaves empty stays as it is."""


def draft_conclusion(
    dossier: ReviewDossier,
    *,
    by: Actor,
    strengths: str = "",
    summary: str = "",
    plan_due: dt.date | None = None,
    at: dt.datetime | None = None,
) -> Conclusion:
    """Begin the conclusion of the present round, once the conference has been held."""
    if dossier.state != DossierState.HELD:
        raise Refused(_("A conclusion is drafted after the conference has been held."))
    if Conclusion.objects.filter(dossier=dossier, round=dossier.round).exists():
        raise Refused(_("The conclusion of this round has already been begun; continue that one."))
    conclusion = Conclusion(
        dossier=dossier,
        round=dossier.round,
        strengths=nfc(strengths).strip(),
        summary=nfc(summary).strip(),
        plan_due=plan_due,
        prepared_by=by.person,
        classification=dossier.classification,
        code=dossier.code,
        is_illustrative=dossier.is_illustrative,
    )
    _refuse_text_of_a_code(conclusion)
    conclusion.save()
    data = {"body": dossier.body, "round": dossier.round}
    journal.record("conferences.conclusion_drafted", conclusion, by=by, at=at, data=data, also=[dossier])
    return conclusion


def edit_conclusion(
    conclusion: Conclusion,
    *,
    by: Actor,
    strengths: str,
    summary: str,
    plan_due: dt.date | None,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> Conclusion:
    """Change the draft's text and the day by which the plan is to be issued.

    Events of the draft name no dossier, whose timeline the body reads.
    """
    refuse_issued(conclusion)
    conclusion.take_revision(revision, _FACTS)
    conclusion.strengths, conclusion.summary = nfc(strengths).strip(), nfc(summary).strip()
    conclusion.plan_due = plan_due
    _refuse_text_of_a_code(conclusion)
    conclusion.save(update_fields=[*_FACTS])
    data = {"body": conclusion.dossier.body}
    journal.record("conferences.conclusion_edited", conclusion, by=by, at=at, data=data)
    return conclusion


def add_line(
    conclusion: Conclusion,
    *,
    by: Actor,
    effect: str,
    finding: Finding | None = None,
    direction: Direction | None = None,
    statement: str = "",
    derived_limitation: str = "",
    nature: str = "",
    source: str = "",
    follow_up: str = "",
    address: Unit | None = None,
    field: Code | None = None,
    responsible: Iterable[Person] = (),
    suggestion_item: SuggestionItem | None = None,
    open_since: dt.date | None = None,
    open_since_precision: str = Precision.DAY,
    open_since_note: str = "",
    note: str = "",
    at: dt.datetime | None = None,
) -> ConclusionLine:
    """One finding in the conclusion: a new one stated, or an existing one confirmed, amended or withdrawn.

    What a conclusion states is followed up in full. A direction or a suggested point may be named as what led to it;
    the direction counts as taken into the conclusion.
    """
    refuse_issued(conclusion)
    states = effect == Effect.STATES
    line = ConclusionLine(
        conclusion=conclusion,
        effect=effect,
        finding=finding,
        direction=direction,
        statement=nfc(statement).strip(),
        derived_limitation=nfc(derived_limitation).strip(),
        nature=nature or (Nature.LIMITATION if states else ""),
        source=source or (_source(direction, suggestion_item) if states else ""),
        follow_up=follow_up or (FollowUpLevel.REGULAR if states else ""),
        track=Track.FULL if states else "",
        address=address or (conclusion.dossier.body if states else None),
        field=field or (_field(direction, suggestion_item) if states else None),
        suggestion_item=suggestion_item,
        open_since=open_since,
        open_since_precision=open_since_precision,
        open_since_note=nfc(open_since_note).strip(),
        note=nfc(note).strip(),
        classification=conclusion.classification,
        code=conclusion.code,
        is_illustrative=conclusion.is_illustrative,
    )
    _refuse_incomplete(line)
    line.save()
    line.responsible.set(responsible)
    if direction is not None:
        refuse_concluded(direction)
        direction.disposition, direction.explanation = Disposition.TAKEN, ""
        direction.save(update_fields=["disposition", "explanation"])
    data = {"title": line.statement or (finding.shown_title if finding else "")}
    # the line itself is a subject, so that what is said of it is emptied with it when its matter becomes code-only
    also = [line, direction] if direction is not None else [line]
    journal.record(f"conferences.line_added.{effect}", conclusion, by=by, at=at, data=data, also=also)
    return line


def remove_line(line: ConclusionLine, *, by: Actor, at: dt.datetime | None = None) -> None:
    """Take a line out of the draft; a direction it took up is open again."""
    conclusion, direction = line.conclusion, line.direction
    refuse_issued(conclusion)
    title = line.statement or (line.finding.shown_title if line.finding else "")
    gone, _rows = ConclusionLine.objects.filter(pk=line.pk).delete()
    if not gone:
        raise Refused(_("This line has already been taken out."))
    if direction is not None and not direction.lines.exists():
        direction.disposition = Disposition.OPEN
        direction.save(update_fields=["disposition"])
    journal.record("conferences.line_removed", conclusion, by=by, at=at, data={"title": title})


def refuse_issued(conclusion: Conclusion) -> None:
    if conclusion.issued_at is not None:
        raise Refused(_("The conclusion has been issued; it is changed only by that of a further round."))


def _refuse_text_of_a_code(conclusion: Conclusion) -> None:
    if conclusion.is_code_only and (conclusion.strengths or conclusion.summary):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="summary")


def _refuse_incomplete(line: ConclusionLine) -> None:
    if line.effect not in Effect.values:
        raise ValueError(f"no such effect: {line.effect}")
    if line.is_code_only and any(getattr(line, name) for name in line.secret_fields):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="statement")
    if line.effect == Effect.STATES:
        _refuse_incomplete_statement(line)
        return
    if line.finding is None:
        raise Refused(_("Choose the finding this line is about."), field="finding")
    if line.conclusion.lines.filter(finding=line.finding).exists():
        raise Refused(_("The draft already has a line about this finding."), field="finding")
    open_states = (
        (FindingState.STATED, FindingState.CLOSED) if line.effect == Effect.CONFIRMS else (FindingState.STATED,)
    )
    if line.finding.state not in open_states:
        raise Refused(_("Only a stated finding that is still open can be amended or withdrawn."), field="finding")
    if line.effect == Effect.AMENDS and not any(getattr(line, name) for name in AMENDED):
        raise Refused(_("Write what the finding is to say instead."), field="statement")
    if line.effect in (Effect.AMENDS, Effect.WITHDRAWS) and not line.note and not line.is_code_only:
        raise Refused(_("Give the reason; it stays beside the former value."), field="note")


def _refuse_incomplete_statement(line: ConclusionLine) -> None:
    if line.finding is not None:
        raise Refused(_("A line that states a new finding names no existing one."), field="finding")
    if line.field is None:
        raise Refused(_("Choose the field."), field="field")
    if line.is_code_only:
        return
    if not line.statement:
        raise Refused(_("Say in one or two sentences what the limitation is."), field="statement")
    if line.nature == Nature.REQUIREMENT and not line.derived_limitation:
        raise Refused(
            _("A requirement says what should be; write also which limitation follows from it."),
            field="derived_limitation",
        )


def _source(direction: Direction | None, item: SuggestionItem | None) -> str:
    if item is not None:
        return Source.SUGGESTION
    return Source.DELEGATION if direction is not None else Source.SELF


def _field(direction: Direction | None, item: SuggestionItem | None) -> Code | None:
    for one in (direction, item):
        if one is not None and one.field is not None:
            return one.field
    return None
