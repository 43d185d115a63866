"""What waits for a person's decision or act, across the rooms. Each row says what, since when, and where to do it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuyenbien.conferences.models import Conclusion
from chuyenbien.core import clock
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.preparing.models import Consultation, Opinion
from chuyenbien.remediation.enums import PlanState
from chuyenbien.remediation.models import ActionInvolvement, Extension, Plan
from chuyenbien.reviews.enums import CycleState, DossierState, SuggestionState
from chuyenbien.reviews.models import ReviewDossier, Suggestion
from chuyenbien.selfreviews.enums import UNSEALED
from chuyenbien.selfreviews.models import SelfReview
from chuyenbien.verification.models import ClosureException

from . import waiting_drafts, waiting_meetings, waiting_people, waiting_ratings
from .figures_cache import of_reader
from .waiting_row import SHOWN, Waiting


def _since(moment: dt.datetime | None) -> dt.date | None:
    return clock.local_date(moment) if moment else None


def for_leader(standing: Standing) -> list[Waiting]:
    """What only the leader of a board decides: extensions, plans, exceptions, requests from below, drafts to issue."""
    units = standing.units_with(Role.BOARD_LEADER)
    if not units:
        return []
    return of_reader("waiting for a leader", standing, get_language(), count=lambda: _before_a_leader(units))


def _before_a_leader(units: list[int]) -> list[Waiting]:
    rows = [*_extensions(units), *_plans(units), *_exceptions(units), *_requests(units), *_suggestions(units)]
    rows += waiting_ratings.for_leader(units)
    rows += waiting_drafts.on_desks(units)
    return sorted(rows, key=lambda one: (one.since or clock.today(), one.title))


def _extensions(units: list[int]) -> Iterator[Waiting]:
    supervised = ActionInvolvement.objects.filter(
        matter_id=OuterRef("action_id"), unit_id__in=units, capacity=Capacity.SUPERIOR, until__isnull=True
    )
    pending = Extension.objects.filter(Exists(supervised), decision="").select_related("action__address")[:SHOWN]
    for one in pending:
        yield Waiting(
            _("Extension asked until %(date)s") % {"date": one.to_date.strftime("%d/%m/%Y")},
            one.action.shown_title,
            one.action.address.name,
            _since(one.asked_at),
            reverse("remediation:decide_extension", args=[one.pk]),
            one.action.is_illustrative,
        )


def _plans(units: list[int]) -> Iterator[Waiting]:
    issued = Plan.objects.filter(state=PlanState.ISSUED, dossier__cycle__superior_id__in=units)
    for one in issued.select_related("body")[:SHOWN]:
        yield Waiting(
            _("Plan to be accepted"),
            one.shown_title,
            one.body.name,
            _since(one.issued_at),
            one.get_absolute_url(),
            one.is_illustrative,
        )


def _exceptions(units: list[int]) -> Iterator[Waiting]:
    asked = ClosureException.objects.filter(
        accepted_at__isnull=True, refused_because="", finding__dossier__cycle__superior_id__in=units
    )
    for one in asked.select_related("finding__address")[:SHOWN]:
        yield Waiting(
            _("Exception asked for closing without a figure"),
            one.finding.shown_title,
            one.finding.address.name,
            _since(one.asked_at),
            one.finding.get_absolute_url(),
            one.finding.is_illustrative,
        )


def _requests(units: list[int]) -> Iterator[Waiting]:
    sent = AuthorityRequest.objects.filter(authority_id__in=units, state__in=(RequestState.SENT, RequestState.RECEIVED))
    for one in sent.select_related("asker")[:SHOWN]:
        yield Waiting(
            _("Petition to be answered"),
            one.shown_title,
            one.asker.name,
            one.received_on or one.sent_on,
            one.get_absolute_url(),
            one.is_illustrative,
        )


def _suggestions(units: list[int]) -> Iterator[Waiting]:
    drafts = Suggestion.objects.filter(state=SuggestionState.DRAFT, dossier__cycle__superior_id__in=units)
    for one in drafts.select_related("dossier__body", "dossier__cycle")[:SHOWN]:
        yield Waiting(
            _("Suggestion to be issued"),
            one.dossier.body.name,
            one.dossier.cycle.name,
            None,
            one.get_absolute_url(),
            one.is_illustrative,
        )


def _opinions(units: list[int]) -> Iterator[Waiting]:
    open_ones = Opinion.objects.current().filter(consultation=OuterRef("pk"), answer="")
    asked = Consultation.objects.filter(Exists(open_ones), agency_id__in=units).select_related("round", "agency")
    for one in asked.order_by("round__answer_by", "pk")[:SHOWN]:
        yield Waiting(
            _("Opinion to be given by %(date)s") % {"date": one.round.answer_by.strftime("%d/%m/%Y")},
            one.shown_title,
            one.agency.name,
            one.round.asked_on,
            one.get_absolute_url(),
            one.round.is_illustrative,
        )


def for_body(standing: Standing) -> list[Waiting]:
    """What a body's head and editors have before them: the review to prepare, the plan to issue, what was returned.

    Of whoever is rated: the own rating.
    """
    rows = list(waiting_ratings.for_body(standing))
    units = standing.units_with(Role.HEAD, Role.EDITOR)
    if not units:
        return rows
    rows += _opinions(units)
    rows += waiting_drafts.on_desks(units)
    rows += waiting_meetings.petitions_to_send(units)
    rows += waiting_people.left_behind(units)
    preparing = ReviewDossier.objects.filter(body_id__in=units, state=DossierState.PREPARING)
    for dossier in preparing.select_related("body", "cycle")[:SHOWN]:
        rows.append(
            Waiting(
                _("Review report to prepare and submit"),
                dossier.cycle.name,
                dossier.body.name,
                None,
                dossier.get_absolute_url(),
                dossier.is_illustrative,
            )
        )
    for plan in Plan.objects.filter(
        body_id__in=units, state__in=(PlanState.DRAFT, PlanState.MORE_ASKED)
    ).select_related("body")[:SHOWN]:
        what = _("Plan to complete") if plan.state == PlanState.MORE_ASKED else _("Plan to issue")
        rows.append(
            Waiting(what, plan.shown_title, plan.body.name, None, plan.get_absolute_url(), plan.is_illustrative)
        )
    concluded = ReviewDossier.objects.filter(body_id__in=units, state=DossierState.CONCLUDED, plans__isnull=True)
    for dossier in concluded.select_related("body", "cycle")[:SHOWN]:
        rows.append(
            Waiting(
                _("Remediation plan to draft"),
                dossier.cycle.name,
                dossier.body.name,
                None,
                dossier.get_absolute_url(),
                dossier.is_illustrative,
            )
        )
    return rows


def for_person(standing: Standing) -> list[Waiting]:
    """What nobody can do for the person: the self-reviews they owe in open cycles, and what a meeting asked of them."""
    owed = SelfReview.objects.filter(
        person_id=standing.person_id or 0, state__in=UNSEALED, cycle__state=CycleState.OPEN
    ).select_related("cycle", "dossier__body")
    written = [
        Waiting(
            _("Self-review to write and hand in"),
            one.cycle.name,
            one.dossier.shown_name,
            _since(one.returned_at or one.opened_at),
            one.get_absolute_url(),
            one.is_illustrative,
        )
        for one in owed.order_by("cycle__period_end", "pk")[:SHOWN]
    ]
    return [*written, *waiting_meetings.decided_for(standing)]


def for_office(standing: Standing) -> list[Waiting]:
    """What the office has on its desk: plans to read, outside answers awaited, conclusions not issued."""
    units = standing.units_with(Role.OFFICE_OFFICER)
    if not units:
        return []
    rows = [*_plans(units), *waiting_ratings.for_office(units), *waiting_drafts.on_desks(units)]
    outside = (
        AuthorityRequest.objects.visible_to(standing)
        .filter(
            Q(obstacle__action__finding__dossier__cycle__superior_id__in=units) | Q(asker_id__in=units),
            state=RequestState.SENT,
            authority__is_outside=True,
        )
        .select_related("authority", "asker")
    )
    for one in outside.distinct()[:SHOWN]:
        rows.append(
            Waiting(
                _("Answer of an authority outside the system awaited"),
                one.shown_title,
                one.authority.name,
                one.sent_on,
                one.get_absolute_url(),
                one.is_illustrative,
            )
        )
    drafts = Conclusion.objects.filter(issued_at__isnull=True, dossier__cycle__superior_id__in=units)
    for draft in drafts.select_related("dossier__body", "dossier__cycle")[:SHOWN]:
        rows.append(
            Waiting(
                _("Conclusion drafted, not yet issued"),
                draft.dossier.body.name,
                draft.dossier.cycle.name,
                None,
                draft.get_absolute_url(),
                draft.is_illustrative,
            )
        )
    return rows


__all__ = ["Waiting", "for_body", "for_leader", "for_office", "for_person"]
