"""How the tests of this room come to a finding, and how they act through the pages."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from chuyenbien import journal
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.findings import operations
from chuyenbien.findings.enums import Nature, Source
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from tests.cast import Cast, by, code
from tests.reviews.conftest import Review

STATEMENT = "Đất dịch vụ chậm được giao cho các hộ dân"


def draft(review: Review, **facts: Any) -> Finding:
    """A limitation the body wrote down itself."""
    actor = by(review.cast.editor)
    told = {"nature": Nature.LIMITATION, "statement": STATEMENT, "field": code(CodeList.FIELD, "dat-dai"), **facts}
    with journal.recording(by=actor):
        return operations.draft_finding(review.dossier, by=actor, **told)


def state(review: Review, **facts: Any) -> Finding:
    """A finding its superior stated."""
    actor = by(review.cast.leader)
    told = {
        "dossier": review.dossier,
        "address": review.cast.body,
        "nature": Nature.LIMITATION,
        "source": Source.SUGGESTION,
        "statement": STATEMENT,
        "field": code(CodeList.FIELD, "dat-dai"),
        **facts,
    }
    with journal.recording(by=actor):
        return operations.state_finding(by=actor, **told)


def document(cast: Cast, number: str = "15-TB/TU") -> Document:
    actor = by(cast.officer)
    with journal.recording(by=actor):
        return documents.register(
            kind=code(CodeList.DOCUMENT_KIND, "tb"),
            issuer=cast.superior,
            unit=cast.superior,
            by=actor,
            number=number,
            abstract="Thông báo kết luận kiểm điểm",
        )


def facts_typed(**facts: Any) -> dict[str, Any]:
    """What the form of a finding's facts is sent with."""
    return {
        "statement": STATEMENT,
        "nature": Nature.LIMITATION,
        "field": code(CodeList.FIELD, "dat-dai").pk,
        "follow_up": "regular",
        "track": "full",
        "source": Source.SELF,
        "classification": "internal",
        **facts,
    }


def post(client: Client, url: str, data: dict[str, Any] | None = None, command: str = "") -> Any:
    """Send a form as the page does, with the command's identity."""
    return client.post(url, {"command_id": command or str(uuid.uuid4()), **(data or {})})
