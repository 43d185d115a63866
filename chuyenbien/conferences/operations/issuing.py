"""Issuing the conclusion: its lines become findings with an address, in one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import Move

from ..enums import Effect
from ..models import Conclusion, ConclusionLine
from ..queries import open_directions, unsettled_findings
from .concluding import AMENDED, refuse_issued

NOTICE = "tb"
"""The kind of document a notice of conclusion is registered as."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The signed notice: its number and day, who signed, its scans."""

    number: str
    issued_on: dt.date
    signer: str = ""
    uploads: Sequence[UploadedFile[Any]] = ()


def issue_conclusion(
    conclusion: Conclusion, *, by: Actor, document: Document | None = None, at: dt.datetime | None = None
) -> Conclusion:
    """Issue the conclusion: state, confirm, amend and withdraw findings, and move the review to *concluded*.

    Refused while a direction is neither taken up nor explained, and in a further round while an existing finding is
    neither confirmed, amended nor withdrawn. Without a document it honestly has no number yet.
    """
    refuse_issued(conclusion)
    _refuse_open_ends(conclusion)
    moment = at or clock.now()
    claimed = Conclusion.objects.filter(pk=conclusion.pk, issued_at__isnull=True).update(
        issued_at=moment, issued_by=by.person, document=document
    )
    if not claimed:
        raise Refused(_("The conclusion has been issued; it is changed only by that of a further round."))
    conclusion.refresh_from_db()
    lines = conclusion.lines.select_related("finding", "direction", "suggestion_item", "field", "address")
    touched = [_carry_out(line, by=by, at=moment) for line in lines]
    if document is not None:
        _show(document, conclusion)
    reviews.move(conclusion.dossier, Move.CONCLUDE, by=by)
    data = {
        "body": conclusion.dossier.body,
        "count": len(touched),
        "document": document,
        "plan_due": conclusion.plan_due,
    }
    also = [conclusion.dossier, *touched]
    journal.record("conferences.concluded", conclusion, by=by, at=at, data=data, also=also)
    return conclusion


def issue_with_paper(conclusion: Conclusion, *, by: Actor, paper: Paper, at: dt.datetime | None = None) -> Conclusion:
    """Enter the notice in the register of the superior and issue the conclusion with it."""
    refuse_issued(conclusion)
    return issue_conclusion(conclusion, by=by, document=_register(conclusion, paper, by=by), at=at)


def attach_paper(conclusion: Conclusion, *, by: Actor, paper: Paper, at: dt.datetime | None = None) -> Conclusion:
    """Enter the notice of an issued conclusion in the register, now that it has its number."""
    return attach_document(conclusion, _register(conclusion, paper, by=by), by=by, at=at)


def attach_document(
    conclusion: Conclusion, document: Document, *, by: Actor, at: dt.datetime | None = None
) -> Conclusion:
    """Name the document of an issued conclusion once it has come back from the clerk; its findings quote it."""
    if conclusion.issued_at is None:
        raise Refused(_("Issue the conclusion first."))
    if conclusion.document_id is not None:
        raise Refused(_("The conclusion already has its document; correct that one in the register."))
    conclusion.document = document
    conclusion.save(update_fields=["document"])
    stated = Finding.objects.filter(concluded_in__conclusion=conclusion, concluded_in__effect=Effect.STATES)
    stated.update(concluding_document=document)
    _show(document, conclusion)
    data = {"document": document, "body": conclusion.dossier.body}
    also = [conclusion.dossier, document]
    journal.record("conferences.document_attached", conclusion, by=by, at=at, data=data, also=also)
    return conclusion


def _register(conclusion: Conclusion, paper: Paper, *, by: Actor) -> Document:
    dossier, hidden = conclusion.dossier, conclusion.is_code_only
    return documents.register(
        kind=Code.objects.get(list=CodeList.DOCUMENT_KIND, code=NOTICE),
        issuer=dossier.cycle.superior,
        unit=dossier.cycle.superior,
        recipients=[dossier.body],
        by=by,
        number="" if hidden else paper.number,
        issued_on=paper.issued_on,
        abstract="" if hidden else f"Thông báo kết luận kiểm điểm: {dossier.body.name}",
        signer="" if hidden else paper.signer,
        uploads=() if hidden else paper.uploads,
        classification=conclusion.classification,
        code=conclusion.code,
        is_illustrative=conclusion.is_illustrative,
    )


def _refuse_open_ends(conclusion: Conclusion) -> None:
    directions = open_directions(conclusion.dossier).count()
    if directions:
        raise Refused(
            ngettext(
                "%(count)s direction of the delegation is neither taken into the conclusion nor explained.",
                "%(count)s directions of the delegation are neither taken into the conclusion nor explained.",
                directions,
            )
            % {"count": directions}
        )
    unsettled = unsettled_findings(conclusion).count()
    if unsettled:
        raise Refused(
            ngettext(
                "%(count)s finding of the earlier round must be confirmed, amended or withdrawn.",
                "%(count)s findings of the earlier round must be confirmed, amended or withdrawn.",
                unsettled,
            )
            % {"count": unsettled}
        )
    empty = not conclusion.lines.exists() and not conclusion.summary and not conclusion.strengths
    if empty and not conclusion.is_code_only:
        raise Refused(_("The conclusion says nothing yet: write strengths, a summary, or add a line."))


def _carry_out(line: ConclusionLine, *, by: Actor, at: dt.datetime) -> Finding:
    dossier = line.conclusion.dossier
    if line.effect == Effect.STATES:
        return _state(line, by=by, at=at)
    finding = line.finding
    if finding is None:  # the database forbids it
        raise ValueError("a line that states nothing new must name its finding")
    if line.effect == Effect.CONFIRMS:
        findings.confirm_finding(finding, by=by, dossier=dossier, at=at)
    elif line.effect == Effect.AMENDS:
        findings.amend_finding(finding, by=by, because=line.note or line.code, at=at, **_changes(line))
    else:
        findings.withdraw_finding(finding, by=by, because=line.note or line.code, at=at)
    return finding


def _state(line: ConclusionLine, *, by: Actor, at: dt.datetime) -> Finding:
    if line.field is None or line.address is None:  # asked when the line was added
        raise Refused(_("Choose the field."), field="field")
    conclusion = line.conclusion
    code = f"{conclusion.code}-{line.pk}" if conclusion.is_code_only else ""
    line.finding = findings.state_finding(
        dossier=conclusion.dossier,
        address=line.address,
        field=line.field,
        nature=line.nature,
        statement=line.statement,
        derived_limitation=line.derived_limitation,
        source=line.source,
        track=line.track,
        follow_up=line.follow_up,
        open_since=line.open_since,
        open_since_precision=line.open_since_precision,
        open_since_note=line.open_since_note,
        responsible=line.responsible.all(),
        concluding_document=conclusion.document,
        suggestion_item=line.suggestion_item,
        is_illustrative=line.is_illustrative,
        classification=conclusion.classification,
        code=code,
        by=by,
        at=at,
    )
    line.save(update_fields=["finding"])
    return line.finding


def _changes(line: ConclusionLine) -> dict[str, Any]:
    """What an amending line says anew; an empty field leaves the finding as it is."""
    changes = {name: getattr(line, name) for name in AMENDED if getattr(line, name)}
    if line.open_since:
        changes["open_since_precision"] = line.open_since_precision
    return changes


def _show(document: Document, conclusion: Conclusion) -> None:
    """Let those whom the conclusion concerns read its document."""
    dossier = conclusion.dossier
    document.involve(unit=dossier.body, capacity=Capacity.ADDRESS)
    document.involve(unit=dossier.cycle.superior, capacity=Capacity.SUPERIOR)
    if dossier.delegation is not None:
        for seat in dossier.delegation.members.select_related("person"):
            document.involve(person=seat.person, capacity=Capacity.DELEGATION)
