"""Toàn cảnh: what changed, what is stuck, how matters are handled, beginning with what the reader is charged with."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chuyenbien.core import clock
from chuyenbien.core.draw import buckets as drawing
from chuyenbien.core.draw.matrix import Cell, Column, Matrix, Row
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.findings.enums import FindingState, Kept, Track
from chuyenbien.indicators.models import Indicator
from chuyenbien.indicators.queries import with_figures
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.models import Charge, Code, Unit
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.remediation import queries as remediation
from chuyenbien.remediation.enums import ActionState, Bucket
from chuyenbien.remediation.models import Action

from .scope import Scope

_KINDS: dict[str, drawing.Kind] = {
    Bucket.DONE_ON_TIME: "done",
    Bucket.DONE_LATE: "late",
    Bucket.IN_TIME: "open",
    Bucket.OVERDUE: "overdue",
    Bucket.PAUSED: "paused",
}

MATRIX_ROWS = 40
"""Units on one page of the field × unit table."""


def bucket_parts(scope: Scope, counts: dict[Bucket, int], against: str) -> list[drawing.Part]:
    """The buckets as parts of a drawing, each leading to its rows; empty ones beside the four are left out."""
    parts = []
    for bucket in Bucket:
        count = counts.get(bucket, 0)
        if count or bucket in list(_KINDS)[:4]:
            href = scope.link("remediation:list", bucket=bucket.value, against="" if against == "approved" else against)
            parts.append(drawing.Part(_KINDS.get(bucket, "other"), bucket.label, count, href))
    return parts


def handling_matrix(scope: Scope, *, page: int = 1) -> tuple[Matrix, bool]:
    """Field × unit: how open findings are being handled. Units in official order; says whether a next page follows."""
    pks, cells = scope.figure("handled", page, count=lambda: _page_of_cells(scope, page))
    more, known = len(pks) > MATRIX_ROWS, Unit.objects.in_bulk(pks)
    units = [known[pk] for pk in pks[:MATRIX_ROWS] if pk in known]
    fields = list(Code.objects.filter(pk__in={field for _unit, field in cells}).order_by("order", "code"))
    rows = [
        Row(
            unit.label,
            [_cell(scope, unit, field, cells.get((unit.pk, field.pk))) for field in fields],
            href=scope.link("findings:list", unit=unit.pk),
        )
        for unit in units
    ]
    columns = [Column(field.label, scope.link("findings:list", field=field.pk), lang="") for field in fields]
    return Matrix(_("How matters are being handled, by unit and field"), _("Unit"), columns, rows, _legend(rows)), more


@dataclass
class _Tally:
    unplanned: int = 0
    overdue: int = 0
    running: int = 0
    closed: int = 0

    @property
    def total(self) -> int:
        return self.unplanned + self.overdue + self.running + self.closed


def _page_of_cells(scope: Scope, page: int) -> tuple[list[int], dict[tuple[int, int], _Tally]]:
    """The units of one page, and one more where a next page follows; and how their findings are being handled."""
    first = (page - 1) * MATRIX_ROWS
    units = Unit.objects.filter(pk__in=scope.findings().order_by().values("address_id"))
    pks = units.order_by("official_order", "id").values_list("pk", flat=True)[first : first + MATRIX_ROWS + 1]
    return list(pks), _handled(scope, list(pks)[:MATRIX_ROWS])


def _handled(scope: Scope, units: list[int]) -> dict[tuple[int, int], _Tally]:
    on_paper = Q(plan__document__isnull=False)  # issued by its document, and being entered
    issued = Action.objects.filter(~Q(state=ActionState.DRAFT) | on_paper, finding_id=OuterRef("pk"))
    late = issued.filter(state=ActionState.ACTIVE, due_on__lt=clock.today())
    grouped = (
        scope.findings()
        .filter(address_id__in=units)
        .exclude(state=FindingState.WITHDRAWN)
        .order_by()
        .annotate(has_late=Exists(late), has_issued=Exists(issued))
        .values("address_id", "field_id", "state", "track", "promise_kept", "has_late", "has_issued")
        .annotate(n=Count("id"))
    )
    cells: dict[tuple[int, int], _Tally] = defaultdict(_Tally)
    for row in grouped:
        tally = cells[row["address_id"], row["field_id"]]
        promised = row["track"] == Track.COMMITMENT  # it needs no plan; the next review judges it
        if row["state"] == FindingState.CLOSED or (promised and row["promise_kept"] == Kept.DONE):
            tally.closed += row["n"]
        elif row["has_late"]:
            tally.overdue += row["n"]
        elif row["has_issued"] or promised:
            tally.running += row["n"]
        else:
            tally.unplanned += row["n"]
    return dict(cells)


def _cell(scope: Scope, unit: Unit, field: Code, tally: _Tally | None) -> Cell:
    """One cell says the state of handling that needs the reader most; the link opens all of its findings."""
    if tally is None:
        return Cell()
    href = scope.link("findings:list", unit=unit.pk, field=field.pk)
    about = f"{unit.label}, {field.label}"
    for kind, count, words in (
        ("bad", tally.overdue, ngettext("%(n)s with overdue work", "%(n)s with overdue work", tally.overdue)),
        ("neutral", tally.unplanned, _("%(n)s awaiting a plan")),
        ("info", tally.running, _("%(n)s being remedied")),
        ("done", tally.closed, _("%(n)s closed")),
    ):
        if count:
            shown = str(count) if count == tally.total else f"{count}/{tally.total}"
            return Cell(words % {"n": shown}, kind, href, about, shown)
    return Cell()


def _legend(rows: list[Row]) -> list[tuple[str, str]]:
    """What the marks of the table mean, those that stand in it."""
    words = {
        "bad": _("with overdue work"),
        "neutral": _("awaiting a plan"),
        "info": _("being remedied"),
        "done": pgettext("finding", "closed"),
    }
    there = {cell.kind for row in rows for cell in row.cells}
    return [(kind, text) for kind, text in words.items() if kind in there]


@dataclass(frozen=True)
class Charged:
    """A field or an area the reader is charged with, and how it stands."""

    label: str
    open_findings: int
    overdue: int
    href: str
    overdue_href: str


def charged(standing: Standing) -> list[Charged]:
    """What the reader is charged with, in official order. Two queries per charge; a leader has a handful."""
    if standing.person is None:
        return []
    rows = Charge.objects.filter(holds_on(clock.today()), person=standing.person).select_related("field", "area")
    found = []
    for row in rows:
        scope = Scope(standing, unit=row.area_id, field=row.field_id)
        label = row.area.label if row.area else row.field.label if row.field else ""
        found.append(
            Charged(
                label,
                scope.stated(),
                scope.overdue(),
                scope.link("findings:list", state="open"),
                scope.link("remediation:list", bucket=Bucket.OVERDUE),
            )
        )
    return found


@dataclass(frozen=True)
class Stuck:
    """A request that waits for an authority."""

    request: AuthorityRequest
    days: int


def stuck_requests(scope: Scope, *, limit: int = 8) -> list[Stuck]:
    """Petitions not answered yet, longest waiting first."""
    rows = AuthorityRequest.objects.visible_to(scope.standing).filter(
        state__in=(RequestState.SENT, RequestState.RECEIVED)
    )
    if scope.unit:
        rows = rows.filter(obstacle__action__address_id=scope.unit)
    today = clock.today()
    found = []
    shown = AuthorityRequest.objects.select_related("authority", "asker", "obstacle__action")
    for one in scope.first("unanswered", rows.order_by("sent_on", "id"), shown, limit):
        since: dt.date = one.received_on or one.sent_on or today
        found.append(Stuck(one, (today - since).days))
    return found


def stuck_actions(scope: Scope, *, limit: int = 8) -> list[Action]:
    """Overdue or blocked actions, in official order of their address."""
    rows = scope.actions().filter(state=ActionState.ACTIVE)
    rows = rows.filter(Q(due_on__lt=clock.today()) | Q(has_open_obstacle=True))
    shown = Action.objects.select_related("lead_unit", "lead_person", "address")
    return scope.first("stuck", rows.order_by("due_on", "id"), shown, limit)


def indicators(scope: Scope, *, limit: int = 10) -> list[Indicator]:
    """The first indicators the reader may see, with their figures."""
    return scope.first(
        "indicators", Indicator.objects.visible_to(scope.standing), with_figures(Indicator.objects.all()), limit
    )


def counts_of(scope: Scope, *, against: str) -> dict[Bucket, int]:
    """How many actions of the scope are in each bucket today, against the approved or the original date."""
    today = clock.today()
    return scope.figure("buckets", against, count=lambda: remediation.bucket_counts(scope.actions(), today, against))
