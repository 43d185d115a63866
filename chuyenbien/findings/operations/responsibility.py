"""Why it came about and who answers for it. A degree is only ever a quotation."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person

from ..enums import CauseKind, FindingState
from ..models import Finding, FindingCause, FindingResponsibility


def set_responsible(
    finding: Finding,
    person: Person,
    *,
    by: Actor,
    degree: str = "",
    quoted_document: Document | None = None,
    quotation: str = "",
    at: dt.datetime | None = None,
) -> FindingResponsibility:
    """Name a responsible person, or say of a named one what a competent body's conclusion says of the degree."""
    _refuse_over(finding)
    quotation = nfc(quotation).strip()
    if finding.is_code_only and quotation:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="quotation")
    if degree and quoted_document is None:
        raise Refused(
            _("A degree may only be quoted. Choose the conclusion that states it, or leave the degree “not stated”."),
            field="quoted_document",
        )
    if degree and not quotation and not finding.is_code_only:
        raise Refused(_("Copy the sentence of the conclusion that states the degree."), field="quotation")
    if not degree:
        quoted_document, quotation = None, ""
    responsibility, _made = FindingResponsibility.objects.update_or_create(
        finding=finding,
        person=person,
        defaults={
            "degree": degree,
            "quoted_document": quoted_document,
            "quotation": quotation,
            "classification": finding.classification,
            "code": finding.code,
        },
    )
    if finding.state != FindingState.DRAFT:
        finding.involve(person=person, capacity=Capacity.RESPONSIBLE)
    data = {"person": person, "document": quoted_document, "quotation": quotation}
    type = "findings.degree_quoted" if degree else "findings.responsible_named"
    journal.record(type, finding, by=by, at=at, data=data, also=[person])
    return responsibility


def drop_responsible(
    finding: Finding, person: Person, *, by: Actor, because: str, at: dt.datetime | None = None
) -> None:
    """Take back that a person is responsible; the journal keeps that it was said."""
    _refuse_over(finding)
    if not because.strip():
        raise Refused(_("Give the reason."), field="because")
    gone, _rows = FindingResponsibility.objects.filter(finding=finding, person=person).delete()
    if not gone:
        raise Refused(_("This person is no longer named as responsible."))
    finding.release(person=person, capacity=Capacity.RESPONSIBLE)
    journal.record(
        "findings.responsible_dropped", finding, by=by, at=at, because=because, data={"person": person}, also=[person]
    )


def add_cause(finding: Finding, *, kind: str, text: str, by: Actor, at: dt.datetime | None = None) -> FindingCause:
    """Add one cause, objective or subjective."""
    _refuse_over(finding)
    if kind not in CauseKind.values:
        raise Refused(_("Say whether the cause is objective or subjective."), field="kind")
    if finding.is_code_only:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text")
    text = nfc(text).strip()
    if not text:
        raise Refused(_("Write the cause."), field="text")
    cause = FindingCause.objects.create(
        finding=finding, kind=kind, text=text, classification=finding.classification, code=finding.code
    )
    journal.record(f"findings.cause_added.{kind}", finding, by=by, at=at, data={"cause": text})
    return cause


def remove_cause(cause: FindingCause, *, by: Actor, at: dt.datetime | None = None) -> None:
    """Strike out a cause; the journal keeps its text."""
    finding = cause.finding
    _refuse_over(finding)
    gone, _rows = FindingCause.objects.filter(pk=cause.pk).delete()
    if not gone:
        raise Refused(_("This cause has already been removed."))
    journal.record("findings.cause_removed", finding, by=by, at=at, data={"cause": cause.text})


def _refuse_over(finding: Finding) -> None:
    if finding.state not in (FindingState.DRAFT, FindingState.STATED):
        raise Refused(_("The finding is closed or withdrawn; nothing of it can be changed."))
