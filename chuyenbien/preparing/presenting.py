"""What the pages of the signals show, and what is proposed when a matter is taken into a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Text
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation.models import Action
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from chuyenbien.reviews.queries import visible_suggestions

from . import signals
from .enums import OF_ACTIONS, OF_FINDINGS, Signal, source_column
from .models import TakenSource


@dataclass(frozen=True, slots=True)
class Cell:
    """One number and where its rows are."""

    label: Text
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One body. Of a dossier known by a code nothing is counted: ``cells`` is empty."""

    dossier: ReviewDossier
    cells: tuple[Cell, ...]


def lines(cycle: ReviewCycle, dossiers: Iterable[ReviewDossier]) -> list[Line]:
    """The bodies with their numbers, in the order given."""
    listed = list(dossiers)
    told = signals.counts(cycle, [one.body_id for one in listed if not one.is_code_only])
    found = []
    for one in listed:
        own = told.get(one.body_id) or {}
        cells = tuple(
            Cell(kind.label, own.get(kind.value, 0), reverse("preparing:rows", args=[one.pk, kind.value]))
            for kind in Signal
        )
        found.append(Line(one, () if one.is_code_only else cells))
    return found


def with_what_is_shown(kind: str, rows: Any) -> Any:
    """The rows of a signal with what the page shows of them, the oldest first."""
    if kind in OF_ACTIONS:
        return rows.select_related("lead_unit", "finding__field", "directive_task__field").order_by("due_on", "pk")
    if kind in OF_FINDINGS:
        return rows.select_related("field", "dossier__cycle", "concluding_document", "recurrence_of__dossier__cycle")
    return rows.select_related("finding__field", "unit", "measure").order_by("pk")


@dataclass(frozen=True, slots=True)
class Taken:
    """A matter that was taken into a draft. ``title`` and the addresses are empty where the reader may not see."""

    row: TakenSource
    title: str
    url: str
    draft_url: str


def taken_rows(rows: Iterable[TakenSource], standing: Standing) -> list[Taken]:
    """What was taken, as far as the reader sees it. Four queries, whatever the number of rows."""
    listed = list(rows)
    seen: dict[str, set[int]] = {}
    for name, model in (("finding", Finding), ("action", Action), ("indicator", Indicator)):
        keys = {getattr(row, f"{name}_id") for row in listed} - {None}
        found: Any = model._default_manager.all()
        seen[name] = set(found.visible_to(standing).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    drafts = {row.suggestion_id for row in listed}
    opened = set(visible_suggestions(standing).filter(pk__in=drafts).order_by().values_list("pk", flat=True))
    told = []
    for row in listed:
        name = source_column(row.kind)
        source = getattr(row, name)
        shown = source.pk in seen[name]
        url = row.suggestion.get_absolute_url() if row.suggestion_id in opened else ""
        told.append(Taken(row, source.shown_title if shown else "", source.get_absolute_url() if shown else "", url))
    return told


def proposal(kind: str, row: Any) -> dict[str, Any]:
    """The point and its basis as they could be written; the preparer changes them. Of a code-only matter, its code."""
    if kind in OF_ACTIONS:
        origin = row.finding or row.directive_task
        field = origin.field_id if origin is not None else None
    else:
        field = (row.finding.field_id if row.finding_id else None) if kind == Signal.BELOW_PLAN else row.field_id
    text = "" if row.is_code_only else _POINTS[Signal(kind)] % {"title": row.shown_title}
    return {"text": text, "field": field, "basis": _basis(kind, row)}


_POINTS = {
    Signal.OVERDUE: "Trách nhiệm trong việc để quá hạn nhiệm vụ: %(title)s",
    Signal.LADDER: "Trách nhiệm trong việc chậm thực hiện nhiệm vụ đã được đôn đốc: %(title)s",
    Signal.REPLANNED: "Việc phải gia hạn mà chưa hoàn thành nhiệm vụ: %(title)s",
    Signal.RECURRING: "Việc tái diễn hạn chế, khuyết điểm: %(title)s",
    Signal.BELOW_PLAN: "Chỉ tiêu thực hiện chưa đạt kế hoạch: %(title)s",
    Signal.LONG_STANDING: "Việc khắc phục hạn chế, khuyết điểm kéo dài: %(title)s",
    Signal.CONCLUDED: "Việc khắc phục nội dung đã được kết luận: %(title)s",
}
"""Users' text, which is Vietnamese whatever the language of the page."""


def _basis(kind: str, row: Any) -> str:
    today = clock.today().strftime("%d/%m/%Y")
    name = row.shown_title
    if kind in OF_ACTIONS:
        due = row.due_on.strftime("%d/%m/%Y") if row.due_on else "…"
        if kind == Signal.LADDER:
            return f"Theo dõi khắc phục đến {today}: nhiệm vụ “{name}”, thời hạn {due}, đã được đôn đốc nhiều lần."
        return f"Theo dõi khắc phục đến {today}: nhiệm vụ “{name}”, thời hạn {due}, chưa hoàn thành."
    if kind == Signal.BELOW_PLAN:
        return f"Số liệu đến {today}: chỉ tiêu “{name}” chưa đạt kế hoạch giao."
    cycle = f", nêu trong {row.dossier.cycle.name}" if row.dossier_id else ""
    paper = row.concluding_document
    document = f", {paper.shown_title}" if paper is not None and not row.is_code_only else ""
    return f"Hạn chế, khuyết điểm “{name}”{cycle}{document}; đến {today} chưa được xác nhận khắc phục xong."
