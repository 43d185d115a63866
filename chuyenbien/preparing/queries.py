"""What the pages of the room read."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.models.dossier import ReviewDossierQuerySet
from chuyenbien.reviews.queries import narrowed
from chuyenbien.reviews.rules import PREPARERS, SUPERIORS

from . import signals
from .enums import Signal
from .models import BodyResult, Consultation, Opinion, OpinionRound, Preparer, RoundNotice
from .models.opinions import ANSWERING


def cycles(standing: Standing) -> QuerySet[ReviewCycle]:
    """The cycles whose preparation somebody runs (leaders and office of the superior) or is named for."""
    if standing.person_id is None:
        return ReviewCycle.objects.none()
    runs = Q(superior_id__in=standing.units_with(*PREPARERS))
    named = Preparer.objects.current().filter(person_id=standing.person_id).order_by().values("cycle")
    prepares = Q(pk__in=named, superior_id__in=standing.units_with(*SUPERIORS))
    return ReviewCycle.objects.filter(runs | prepares).select_related("superior").order_by("-period_end", "-pk")


def named_for(standing: Standing) -> set[int]:
    """Ids of the cycles somebody is named for."""
    rows = Preparer.objects.current().filter(
        person_id=standing.person_id or 0, cycle__superior_id__in=standing.units_with(*SUPERIORS)
    )
    return set(rows.order_by().values_list("cycle_id", flat=True))


def bodies(cycle: ReviewCycle, *, q: str = "", signal: str = "") -> ReviewDossierQuerySet:
    """The bodies of a cycle in official order; with ``signal`` only those that have such rows."""
    rows = narrowed(ReviewDossier.objects.filter(cycle=cycle), {"q": q})
    if signal in Signal.values:
        there = signals.rows(signal, cycle).order_by().values(signals.column_of(signal))
        rows = rows.filter(body_id__in=there).exclude(classification="code_only")
    return rows.select_related("body").order_by("body__official_order", "pk")


# --- opinions ----------------------------------------------------------------------------------------


def rounds_of(cycle: ReviewCycle, standing: Standing) -> QuerySet[OpinionRound]:
    """The rounds of a cycle that somebody sees, with how many opinions are asked, given and late."""
    given = Q(consultations__opinions__replaced_at=None) & ~Q(consultations__opinions__answer="")
    asked = Count("consultations__opinions", filter=Q(consultations__opinions__replaced_at=None))
    rows = OpinionRound.objects.visible_to(standing).filter(cycle=cycle)
    return rows.annotate(asked=asked, given=Count("consultations__opinions", filter=given))


def bodies_of(round: OpinionRound) -> ReviewDossierQuerySet:
    """The bodies opinions are asked about, in official order."""
    asked = Opinion.objects.filter(consultation__round=round, replaced_at=None).order_by().values("dossier")
    rows: ReviewDossierQuerySet = ReviewDossier.objects.filter(pk__in=asked).select_related("body")
    return rows.order_by("body__official_order", "pk")


def asked_of(standing: Standing) -> QuerySet[Consultation]:
    """What is or was asked of the units for which somebody answers, the latest first."""
    rows = Consultation.objects.filter(agency_id__in=standing.units_with(*ANSWERING))
    waiting = Q(opinions__replaced_at=None, opinions__answer="")
    counted = rows.annotate(
        asked=Count("opinions", filter=Q(opinions__replaced_at=None)), waiting=Count("opinions", filter=waiting)
    )
    return counted.select_related("round", "agency").order_by("-round__asked_on", "-pk")


def notices_to(standing: Standing) -> QuerySet[RoundNotice]:
    """What the units for which somebody answers were told, the latest first."""
    rows = RoundNotice.objects.filter(unit_id__in=standing.units_with(*ANSWERING))
    return rows.select_related("round", "unit").order_by("-at", "-pk")


def to_tell(round: OpinionRound) -> QuerySet[Unit]:
    """Agencies that were asked about a body that is settled, and the settled bodies, unless told since."""
    results = BodyResult.objects.filter(round=round, replaced_at=None)
    told = RoundNotice.objects.filter(round=round, unit=OuterRef("pk"), at__gte=OuterRef("settled_at"))
    latest = results.order_by("-at").values("at")[:1]
    agencies = Consultation.objects.filter(round=round, opinions__dossier__in=results.order_by().values("dossier"))
    either = Q(pk__in=agencies.order_by().values("agency")) | Q(pk__in=results.order_by().values("dossier__body"))
    rows = Unit.objects.filter(either).alias(settled_at=Subquery(latest))
    return rows.filter(~Exists(told)).order_by("official_order", "pk")


def results_for(notice: RoundNotice) -> QuerySet[BodyResult]:
    """What a notice tells: an agency the bodies it was asked about, a body itself."""
    rows = BodyResult.objects.filter(round=notice.round_id, replaced_at=None, at__lte=notice.at)
    asked = Opinion.objects.filter(consultation__round=notice.round_id, consultation__agency=notice.unit_id)
    own = Q(dossier__body=notice.unit_id)
    found = rows.filter(own | Q(dossier__in=asked.order_by().values("dossier")))
    return found.select_related("dossier__body", "document").order_by("dossier__body__official_order", "pk")
