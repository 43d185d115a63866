"""What the pages show, and the parts on a review's page: conference, directions, conclusion."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.orgs.acting import Actor
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from . import queries, rules
from .enums import Disposition
from .models import Conclusion, ConclusionLine, Conference, Direction

_DISPOSITIONS = {Disposition.OPEN: "warn", Disposition.TAKEN: "done", Disposition.EXPLAINED: "neutral"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar with the addresses of its neighbours, filters kept."""

    first: dt.date
    query: QueryDict

    @property
    def before(self) -> str:
        return self._address(self.first - dt.timedelta(days=1))

    @property
    def after(self) -> str:
        return self._address(self.first + dt.timedelta(days=32))

    @property
    def words(self) -> str:
        return self.first.strftime("%m/%Y")

    def _address(self, day: dt.date) -> str:
        query = self.query.copy()
        query["month"] = day.strftime("%m/%Y")
        return f"?{query.urlencode()}"


def lines_of(conclusion: Conclusion) -> list[ConclusionLine]:
    """The lines of a conclusion with what pages show of them."""
    rows: QuerySet[ConclusionLine] = conclusion.lines.select_related(
        "finding__address", "finding__field", "direction", "suggestion_item", "field", "address"
    ).prefetch_related("responsible")
    return list(rows)


def direction_chip(direction: Direction) -> tuple[str, str]:
    return _DISPOSITIONS[Disposition(direction.disposition)], direction.get_disposition_display()


def coverage_of(request: HttpRequest, cycle: ReviewCycle) -> SafeString:
    """Button on a cycle's page: how far all of it has come."""
    return render_to_string("conferences/parts/coverage_button.html", {"cycle": cycle}, request=request)


def conference_of(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """Part of a review's page: its conferences, newest round first."""
    actor, _standing = _who(request)
    context = {
        "dossier": dossier,
        "conferences": Conference.objects.filter(dossier=dossier).select_related("chair").order_by("-round", "-id"),
        "can_schedule": rules.can_schedule(actor, dossier),
    }
    return render_to_string("conferences/parts/conference.html", context, request=request)


def directions_of(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """Part of a review's page: what the delegation directed and what became of it."""
    actor, _standing = _who(request)
    rows = list(
        Direction.objects.filter(dossier=dossier).select_related("field", "given_by").order_by("-round", "number")
    )
    draft = Conclusion.objects.filter(dossier=dossier, round=dossier.round, issued_at=None).first()
    may_draft = draft is not None and bool(rules.can_edit(actor, draft))
    context = {
        "dossier": dossier,
        "rows": [(one, direction_chip(one)) for one in rows],
        "can_record": rules.can_record_direction(actor, dossier),
        "draft": draft if may_draft else None,
        "drafting": may_draft or bool(rules.can_draft(actor, dossier)),
    }
    return render_to_string("conferences/parts/directions.html", context, request=request)


def conclusion_of(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """Part of a review's page: its conclusions, the draft only for those who prepare it."""
    actor, standing = _who(request)
    context = {
        "dossier": dossier,
        "conclusions": queries.visible_conclusions(standing).filter(dossier=dossier).order_by("-round"),
        "can_draft": rules.can_draft(actor, dossier),
    }
    return render_to_string("conferences/parts/conclusion.html", context, request=request)


def _who(request: Any) -> tuple[Actor, Any]:
    return request.actor, request.standing
