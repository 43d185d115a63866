"""Versions of a report: who may read them, to whom they went, what was said of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.queries import people_with

from .. import comparing, lead_time, rules
from ..lead_time import Warned
from ..models import DossierOpinion, DossierRecipient, DossierSending, DossierVersion, ReviewDossier


def visible_versions(standing: Standing) -> QuerySet[DossierVersion]:
    """The versions of the dossiers somebody sees, and those that were sent to them."""
    seen = ReviewDossier.objects.visible_to(standing).order_by().values("pk")
    sent = DossierRecipient.objects.filter(person_id=standing.person_id or 0).values("sending__version")
    mine = Q(pk__in=sent) if standing.person_id else Q(pk__in=[])
    return DossierVersion.objects.filter(Q(dossier__in=seen) | mine).select_related(
        "dossier__body", "dossier__cycle__superior", "dossier__delegation", "kept_by"
    )


def versions_of(dossier: ReviewDossier) -> list[DossierVersion]:
    """The versions of a dossier, the latest first, with their sendings and opinions. Five queries."""
    sendings = DossierSending.objects.prefetch_related("recipients__person")
    opinions = DossierOpinion.objects.select_related("person")
    rows = dossier.versions.select_related("kept_by").prefetch_related(
        Prefetch("sendings", queryset=sendings), Prefetch("opinions", queryset=opinions)
    )
    return list(rows.order_by("-number"))


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending with what is to be pointed out about its day."""

    sending: DossierSending
    recipients: list[DossierRecipient]
    warnings: list[Warned]


def sendings_of(version: DossierVersion) -> list[Sent]:
    """The sendings of a version with their recipients. The number of queries does not grow with them."""
    rows = list(version.sendings.prefetch_related("recipients__person"))
    dossier = version.dossier
    day, point = (lead_time.conference_day(dossier), lead_time.wanted(dossier)) if rows else (None, None)
    return [Sent(one, list(one.recipients.all()), lead_time.about(point, one.sent_on, day)) for one in rows]


def opinions_of(version: DossierVersion, standing: Standing) -> list[DossierOpinion]:
    """What was said of a version: all of it for whoever sees the dossier, one's own for whom it was sent to."""
    rows = version.opinions.select_related("person", "recorded_by")
    if not ReviewDossier.objects.visible_to(standing).filter(pk=version.dossier_id).exists():
        rows = rows.filter(person_id=standing.person_id or 0)
    return list(rows)


def expected(dossier: ReviewDossier) -> QuerySet[Person]:
    """To whom a draft is usually sent: the collective, and the delegation that attends."""
    collective = people_with(rules.BODY_READERS, dossier.body_id).order_by().values("pk")
    delegates = Person.objects.filter(delegation_seats__delegation=dossier.delegation_id or 0)
    return Person.objects.filter(Q(pk__in=collective) | Q(pk__in=delegates.order_by().values("pk")))


@dataclass(frozen=True, slots=True)
class SectionChange:
    label: str
    rows: list[comparing.Row]

    @property
    def is_changed(self) -> bool:
        return any(row.change != "same" for row in self.rows)


def changes_between(older: DossierVersion, newer: DossierVersion) -> list[SectionChange]:
    """Section by section what a newer version says otherwise. Two queries."""
    before = {one.section: one.text for one in older.texts.all()}
    return [
        SectionChange(one.label, comparing.side_by_side(before.get(one.section, ""), one.text))
        for one in newer.texts.all()
    ]
