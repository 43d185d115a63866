"""A report beside the one of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from chuyenbien.core.models import Classification
from chuyenbien.orgs.access import Standing

from .. import similarity
from ..enums import DossierState
from ..models import ReviewDossier
from ..sheet import heading_of
from .report import sections_of


@dataclass(frozen=True, slots=True)
class Years:
    """``former`` is None where the body has no earlier report here; then there is nothing beside it."""

    former: ReviewDossier | None
    found: similarity.Similarity | None


def former_dossier(dossier: ReviewDossier) -> ReviewDossier | None:
    """The body's latest submitted review of an earlier period, under whatever superior."""
    rows = ReviewDossier.objects.filter(body=dossier.body_id, cycle__period_end__lt=dossier.cycle.period_end)
    known = rows.exclude(classification=Classification.CODE_ONLY).exclude(state=DossierState.PREPARING, round=1)
    return known.select_related("cycle", "body").order_by("-cycle__period_end", "-pk").first()


def beside_last_year(dossier: ReviewDossier, standing: Standing) -> Years:
    """What somebody may read of a report, beside the report before. Five queries."""
    former = None if dossier.is_code_only else former_dossier(dossier)
    if former is None:
        return Years(None, None)
    now = [similarity.Part(one.label, one.text) for one in sections_of(dossier, standing) if one.text]
    latest = {row.section: row for row in former.sections.order_by("round")}
    before = [
        similarity.Part(heading_of(former.cycle, row.section).label, row.text) for row in latest.values() if row.text
    ]
    phrases = (*similarity.statutory_phrases(), dossier.body.name, dossier.cycle.superior.name)
    return Years(former, similarity.compare(now, before, phrases=phrases))
