"""Letters that come with a request or its answer and are not in the register yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from chuyenbien.documents import operations as documents
from chuyenbien.documents.enums import Direction
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Code, Unit

from ..models import AuthorityRequest

_LETTER = "cv"


@dataclass(frozen=True, slots=True)
class Paper:
    """Number, date and scan of a letter, as typed."""

    number: str
    issued_on: dt.date | None
    abstract: str = ""
    uploads: Sequence[UploadedFile[Any]] = ()


def outgoing(request: AuthorityRequest, paper: Paper, *, by: Actor) -> Document:
    """Enter the asker's letter in its register; the authority sees it."""
    return _register(request, paper, Direction.OUT, request.asker, request.asker, (request.authority,), by=by)


def incoming(request: AuthorityRequest, paper: Paper, *, by: Actor) -> Document:
    """Enter the authority's answer in the register of who records it; the asker sees it."""
    inside = not request.authority.is_outside
    unit = request.authority if inside else _own_register(request, by)
    direction = Direction.OUT if inside else Direction.IN
    return _register(request, paper, direction, request.authority, unit, (request.asker,), by=by)


def _own_register(request: AuthorityRequest, by: Actor) -> Unit:
    """The unit of whoever records it, if it follows the request; else that of the asker."""
    mine = request.involvements.filter(unit_id__in=list(by.standing.roles), until=None).select_related("unit").first()
    return mine.unit if mine is not None and mine.unit is not None else request.asker


def _register(
    request: AuthorityRequest,
    paper: Paper,
    direction: str,
    issuer: Unit,
    unit: Unit,
    recipients: Sequence[Unit],
    *,
    by: Actor,
) -> Document:
    return documents.register(
        kind=Code.objects.get(list=CodeList.DOCUMENT_KIND, code=_LETTER),
        direction=direction,
        number=paper.number,
        issued_on=paper.issued_on,
        issuer=issuer,
        abstract=paper.abstract or request.request,
        unit=unit,
        recipients=recipients,
        uploads=paper.uploads,
        by=by,
        is_illustrative=request.is_illustrative,
    )
