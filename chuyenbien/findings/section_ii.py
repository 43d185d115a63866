"""Section II of a review report: each limitation the body wrote down itself, with its causes and who answers for it.

A limitation is shown to whoever sees it on its own page, and to nobody else: as long as the body keeps one to itself,
its superior reads a report without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chuyenbien.reviews.models import ReviewDossier

from .enums import FindingState, Source
from .models import Finding, FindingCause, FindingResponsibility
from .models.finding import FindingQuerySet
from .presenting import causes_of
from .queries import shown_to_superiors


@dataclass(frozen=True, slots=True)
class Limitation:
    """One row: the finding, its causes by kind, the persons named."""

    finding: Finding
    causes: list[tuple[str, list[FindingCause]]]
    responsible: list[FindingResponsibility]


def _own(rows: FindingQuerySet, dossier: ReviewDossier) -> list[Limitation]:
    """What the body wrote down in this review and has not withdrawn. Three queries whatever their number."""
    if dossier.is_code_only:
        return []
    found = (
        rows.filter(dossier=dossier, address_id=dossier.body_id, source=Source.SELF)
        .exclude(state=FindingState.WITHDRAWN)
        .select_related("field")
        .prefetch_related("causes", "responsibilities__person")
        .order_by("pk")
    )
    return [Limitation(one, causes_of(one), list(one.responsibilities.all())) for one in found]


def of_report(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """Part of the report and of its editor: the limitations that the reader sees, one a row."""
    standing: Any = request.standing  # type: ignore[attr-defined]
    rows = _own(Finding.objects.visible_to(standing), dossier)
    if not rows:
        return SafeString("")
    return render_to_string("findings/parts/section_ii.html", {"rows": rows}, request=request)


def as_text(dossier: ReviewDossier) -> str:
    """The same in words, for a version of the report that is kept; without what the body keeps to itself."""
    with translation.override("vi"):
        rows = _own(Finding.objects.filter(shown_to_superiors()), dossier)
        return "\n\n".join(_told(place, row) for place, row in enumerate(rows, start=1))


def _told(place: int, row: Limitation) -> str:
    lines = [f"{place}. {row.finding.shown_title}"]
    since = ", ".join(filter(None, (row.finding.open_since_note, row.finding.since_words)))
    if since:
        lines.append(_("Open since: %(since)s") % {"since": since})
    if row.finding.is_code_only:
        return lines[0]
    lines += [f"{label}: {'; '.join(cause.text for cause in causes)}" for label, causes in row.causes]
    if row.responsible:
        names = "; ".join(one.person.shown_title for one in row.responsible)
        lines.append(_("Responsible persons: %(names)s") % {"names": names})
    return "\n".join(lines)
