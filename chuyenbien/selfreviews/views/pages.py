"""The page of a self-review, its paper, and its files. Each reading by another is noted first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chuyenbien.core.web import reads
from chuyenbien.documents import files
from chuyenbien.findings.models import Finding
from chuyenbien.journal.timelines import timeline
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.queries import readings
from chuyenbien.reviews.models import SuggestionItem
from chuyenbien.reviews.queries import visible_suggestions

from .. import rules, sheets
from ..enums import PaperState
from ..models import CheckedPaper, EarlierPoint, SelfReview
from .fetching import known_review, note_reading, visible_review


@dataclass(frozen=True, slots=True)
class Told:
    """An earlier commitment or limitation as the reader may know it."""

    point: EarlierPoint
    words: str
    where: str
    """The address of the limitation, for who sees it."""
    source: str


def earlier(review: SelfReview, standing: Standing) -> list[Told]:
    """What came from before. A limitation's words are for who sees it; a code-only one shows its code."""
    points = list(review.earlier_points.select_related("commitment__review__cycle", "finding"))
    keys = [one.finding_id for one in points if one.finding_id]
    seen = set(Finding.objects.visible_to(standing).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    return [told_of(one, seen) for one in points]


def told_of(point: EarlierPoint, seen: set[int]) -> Told:
    if point.commitment is not None:
        return Told(point, point.commitment.shown_title, "", point.commitment.review.cycle.name)
    if point.finding is not None and point.finding.pk in seen:
        return Told(point, point.finding.shown_title, point.finding.get_absolute_url(), "")
    return Told(point, "", "", "")


def suggested(review: SelfReview, standing: Standing) -> list[SuggestionItem]:
    """The suggested points of the body, so that the person sees what section IV may have to answer."""
    letters = visible_suggestions(standing).filter(dossier_id=review.dossier_id, state="issued")
    return list(SuggestionItem.objects.filter(suggestion__in=letters.order_by().values("pk")).order_by("pk"))


def _papers(review: SelfReview) -> list[tuple[Any, CheckedPaper | None]]:
    there = {one.key: one for one in review.papers.select_related("file")}
    return [(entry, there.get(entry.key)) for entry in sheets.papers_of(review.cycle)]


def _content(request: HttpRequest, review: SelfReview) -> dict[str, Any]:
    """What is written, as the page and the paper show it."""
    standing = standing_of(request)
    sheet = sheets.sheet_by_key(review.cycle, review.form)
    written = {one.key: one for one in review.sections.all()}
    return {
        "review": review,
        "sheet": sheet,
        "sections": [(entry, written.get(entry.key)) for entry in (sheet.sections if sheet else ())],
        "points": earlier(review, standing),
        "commitments": list(review.commitments.all()),
        "papers": _papers(review),
        "is_own": standing.person_id == review.person_id,
    }


@reads
def self_review(request: HttpRequest, pk: int) -> HttpResponse:
    one, actor = visible_review(request, pk), actor_of(request)
    note_reading(request, one)
    content = _content(request, one)
    own = content["is_own"]
    context = {
        **content,
        "suggested": suggested(one, standing_of(request)),
        "missing": sum(paper is None or paper.state == PaperState.MISSING for _entry, paper in content["papers"]),
        "can_write": rules.can_write(actor, one),
        "can_enter_paper": rules.can_enter_paper(actor, one),
        "can_return": rules.can_return(actor, one),
        "readings": readings(one) if own else [],
        "entries": timeline(one, limit=40),
    }
    return render(request, "selfreviews/self_review.html", context)


@reads
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """On paper, with what is written; lines for the hand where nothing is."""
    one = visible_review(request, pk)
    note_reading(request, one)
    return render(request, "selfreviews/print.html", {**_content(request, one), "is_blank": False})


@reads
def blank(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for the hand: whose it is and what is asked, nothing of what is written.

    For who keeps the list. Limitations stand on it as far as this reader sees them; commitments do not.
    """
    one = known_review(request, pk)
    sheet = sheets.sheet_by_key(one.cycle, one.form)
    points = [told for told in earlier(one, standing_of(request)) if told.where]
    context = {
        "review": one,
        "sheet": sheet,
        "sections": [(entry, None) for entry in (sheet.sections if sheet else ())],
        "points": points,
        "commitments": [],
        "papers": [(entry, None) for entry in sheets.papers_of(one.cycle)],
        "is_blank": True,
        "title": _("Form to be filled in by hand"),
    }
    return render(request, "selfreviews/print.html", context)


@reads
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_review(request, pk)
    if one.scan is None:
        raise Http404
    note_reading(request, one)
    return files.handed_over(one.scan, download="download" in request.GET)  # type: ignore[return-value]


@reads
def paper_file(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    one = visible_review(request, pk)
    there = {paper.key: paper.file for paper in one.papers.select_related("file")}
    stored = there.get(key)
    if stored is None:
        raise Http404
    note_reading(request, one)
    return files.handed_over(stored, download="download" in request.GET)  # type: ignore[return-value]
