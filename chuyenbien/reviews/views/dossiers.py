"""The dossier of one body: its page, its report, section by section, the explanations of suggested points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien.core.draw.course import course
from chuyenbien.core.verdict import Stale, Text, Verdict, require
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.timelines import TimelineEntry, timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor, actor_of, standing_of

from .. import locks, operations, queries, rules, transitions
from ..enums import WRITABLE, CycleState, DossierState, Move, Section, SuggestionState
from ..forms import ExplainForm, JudgeForm, SectionForm
from ..models import DossierSection, DossierVersion, Explanation, ReviewDossier, SuggestionItem
from ..operations.explanations import EXPLAINABLE, JUDGEABLE
from ..sheet import heading_of, written_keys
from .fetching import acted_by, visible_dossier


@dataclass(frozen=True, slots=True)
class Button:
    """A verb of the page: ``verdict`` says whether it is possible now."""

    name: str
    label: Text
    verdict: Verdict
    is_post: bool = False
    style: str = "secondary"


def _buttons(actor: Actor, dossier: ReviewDossier) -> list[Button]:
    """The verbs that begin where the dossier stands and that are this person's to do or to enter for another."""
    found = []
    for verb in (Move.SUBMIT, Move.COMMENT, Move.ASK_MORE, Move.CLOSE, Move.REOPEN):
        row = transitions.of(verb)
        if dossier.state not in row.sources or not _theirs(actor, dossier, verb):
            continue
        style = "primary" if verb in (Move.SUBMIT, Move.CLOSE) else "secondary"
        verdict = transitions.possible(dossier, verb)
        found.append(Button(verb.value, verb.label, verdict, is_post=verb == Move.CLOSE, style=style))
    if _may_be_taken_out(dossier) and rules.can_run_cycle(actor, dossier.cycle):
        label = _("Take out of the cycle")
        found.append(Button("withdraw", label, operations.can_be_withdrawn(dossier), style="quiet"))
    return found


def _may_be_taken_out(dossier: ReviewDossier) -> bool:
    """Whether it stands where a mistake in the list of bodies shows; later nobody asks for this."""
    is_open = dossier.cycle.state == CycleState.OPEN
    return is_open and dossier.state == DossierState.PREPARING and dossier.round == 1


def _theirs(actor: Actor, dossier: ReviewDossier, verb: str) -> Verdict:
    people = rules.people_as(transitions.of(verb).who, dossier)
    return directly_or_for(actor, lambda by: rules.may_move(by, dossier, verb), people=people)


@reads
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the review stands, who is next, the suggested points, the report, and what higher rooms add."""
    one, standing, actor = visible_dossier(request, pk), standing_of(request), actor_of(request)
    points = queries.points_of(one, standing)
    prepares = rules.sees_preparation(standing, one.cycle)
    left = any(not point.is_current for point in points)
    context: dict[str, Any] = {
        "dossier": one,
        "course": course(queries.steps_of(one), label=_("Course of the review")),
        "round_label": _("round %(round)s") % {"round": one.round},
        "next_steps": queries.next_steps(one),
        "buttons": _buttons(actor, one),
        "points": points,
        "points_heading": heading_of(one.cycle, Section.IV),
        "sections": queries.sections_of(one, standing),
        "data_state": locks.state_of(one.cycle),
        "topics": one.topics.all(),
        "versions": _versions(one),
        "can_compare_years": rules.can_compare_years(actor, one),
        "can_read": rules.can_read_report(standing, one),
        "suggestions": queries.visible_suggestions(standing).filter(dossier=one).select_related("letter", "dossier"),
        "rounds": one.rounds.select_related("opened_by"),
        "overrides": one.hold_overrides.select_related("by"),
        "can_write": _writes(request, one) if one.state in WRITABLE else None,
        "can_choose": one.state in WRITABLE and bool(rules.can_write_report(actor, one)),
        "can_explain": _writes(request, one) if points and one.state in EXPLAINABLE else None,
        "can_judge": _judges(request, one) if points and one.state in JUDGEABLE else None,
        "can_override": _overrides(request, one) if left and one.state in _BEFORE_HELD else None,
        "can_suggest": prepares and one.state in (DossierState.PREPARING, *_BEFORE_HELD),
        "can_assign": prepares and one.state in (DossierState.PREPARING, *_BEFORE_HELD),
        "can_reclassify": not one.is_code_only and bool(rules.can_reclassify(actor, one)),
        "entries": _told(one, standing),
    }
    return render(request, "reviews/dossier.html", context)


def _versions(dossier: ReviewDossier) -> list[tuple[DossierVersion, DossierVersion | None, int]]:
    """Each version, the one before it and to how many people it went; the latest first."""
    rows = queries.versions_of(dossier)
    sent = [sum(len(one.recipients.all()) for one in row.sendings.all()) for row in rows]
    return list(zip(rows, [*rows[1:], None], sent, strict=False))


def _told(dossier: ReviewDossier, standing: Standing) -> list[TimelineEntry]:
    """What happened, as the reader may know it: a body's own findings are told to its people only."""
    entries = timeline(dossier, reader=standing, limit=40)
    if standing.holds_any(rules.BODY_READERS, dossier.body_id):
        return entries
    return [entry for entry in entries if not entry.type.startswith("findings.")]


_BEFORE_HELD = (DossierState.SUBMITTED, DossierState.COMMENTED, DossierState.SCHEDULED)


def _writes(request: HttpRequest, dossier: ReviewDossier) -> Verdict:
    verdict: Verdict = writing(request, dossier)["verdict"]
    return verdict


def _judges(request: HttpRequest, dossier: ReviewDossier) -> Verdict:
    return directly_or_for(actor_of(request), lambda by: rules.can_judge(by, dossier), people=rules.judges_of(dossier))


def _overrides(request: HttpRequest, dossier: ReviewDossier) -> Verdict:
    return directly_or_for(
        actor_of(request), lambda by: rules.can_override(by, dossier), people=rules.leaders_of(dossier.cycle)
    )


def writing(request: HttpRequest, dossier: ReviewDossier, **form_kwargs: Any) -> dict[str, Any]:
    """What a form of the report takes: it may be filled in for those who write for the body."""
    return acted_by(request, lambda by: rules.can_write_report(by, dossier), rules.writers_of(dossier), **form_kwargs)


@reads
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on paper."""
    one, standing = visible_dossier(request, pk), standing_of(request)
    require(rules.can_read_report(standing, one))
    sections, points = queries.sections_of(one, standing), queries.points_of(one, standing)
    if points and not any(section.section == Section.IV for section in sections):
        # Suggested points are answered in the report, whatever form the office chose.
        sections.append(queries.SectionText(heading_of(one.cycle, Section.IV), None))
    context = {
        "dossier": one,
        "sections": sections,
        "points": points,
        "topics": one.topics.all(),
        "round": rules.readable_round(standing, one),
    }
    return render(request, "reviews/report.html", context)


@asks
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write one section of the report."""
    one = visible_dossier(request, pk)
    if key not in written_keys(one.cycle):
        raise Http404
    heading = heading_of(one.cycle, key)
    verdict = queries.may_go_on_writing(standing_of(request), one, "reviews.section_written", one)
    if not verdict and one.sections.filter(round=one.round).exists():
        require(verdict)
    stored = one.sections.filter(section=key, round=one.round).first()
    former = one.sections.filter(section=key).order_by("-round").first()
    autosave = f"section-{standing_of(request).person_id}-{one.pk}-{one.round}-{key}"
    return ask(
        request,
        SectionForm,
        title=heading.plain,
        subject=one,
        template="reviews/section.html",
        context={"heading": heading, "place": f"dossier.section.{key}", "dossier": one},
        initial={"text": former.text if former else ""},
        perform=lambda form, by: operations.write_section(
            one,
            key,
            form.cleaned_data["text"],
            by=by,
            revision=form.cleaned_data["revision"],
            uploads=form.cleaned_data.get("attached", ()),
        ),
        back=f"{one.get_absolute_url()}#section-{key}",
        revision_of=stored or DossierSection(),
        on_stale=lambda form, stale: _put_together(one, key, form, stale),
        **writing(request, one, autosave=autosave, hidden=one.is_code_only),
    )


def _put_together(dossier: ReviewDossier, key: str, form: SectionForm, stale: Stale) -> dict[str, Any]:
    """Two people wrote the same section: both versions, and the form holding both in one text."""
    typed, stored = form.cleaned_data["text"], str(stale.stored.get("text", ""))
    told = queries.conflict_of(
        dossier, key, revision=form.cleaned_data.get("revision") or 0, typed=typed, stored=stored
    )
    form.data["text"] = told.merged.text  # type: ignore[index]  # a copy that may be written, see journal.web
    form.autosave = ""
    return {"stale_template": "reviews/merge.html", "conflict": told}


@asks
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one suggested point."""
    item = _visible_item(request, pk)
    one = item.suggestion.dossier
    told = item.explanations.order_by("-round", "-pk")
    if not queries.may_go_on_writing(standing_of(request), one, "reviews.explained", item):
        told = told.filter(round__lte=rules.readable_round(standing_of(request), one))
    latest = told.first()
    autosave = f"explain-{standing_of(request).person_id}-{item.pk}-{one.round}"
    return ask(
        request,
        ExplainForm,
        title=_("Explain point %(number)s") % {"number": item.number},
        subject=one,
        initial={name: getattr(latest, name, "") for name in ("text", "cause", "responsibility")},
        perform=lambda form, by: operations.explain(
            item,
            by=by,
            text=form.cleaned_data.get("text", ""),
            cause=form.cleaned_data.get("cause", ""),
            responsibility=form.cleaned_data.get("responsibility", ""),
        ),
        back=f"{one.get_absolute_url()}#point-{item.pk}",
        template="reviews/explain.html",
        context={"item": item},
        **writing(request, one, autosave=autosave, hidden=item.is_code_only),
    )


@asks
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether an explanation suffices."""
    rows = Explanation.objects.select_related(
        "item__suggestion__dossier__body", "item__suggestion__dossier__cycle", "item__suggestion__dossier__delegation"
    )
    seen = ReviewDossier.objects.visible_to(standing_of(request)).order_by().values("pk")
    told = get_object_or_404(rows, pk=pk, item__suggestion__dossier__in=seen)
    one = told.item.suggestion.dossier
    if told.round > rules.readable_round(standing_of(request), one):
        raise Http404
    return ask(
        request,
        JudgeForm,
        title=_("Judge the explanation of point %(number)s") % {"number": told.item.number},
        subject=one,
        initial={"judged": told.judged, "because": told.judged_because},
        perform=lambda form, by: operations.judge_explanation(
            told, by=by, judged=form.cleaned_data["judged"], because=form.cleaned_data["because"]
        ),
        back=f"{one.get_absolute_url()}#point-{told.item_id}",
        template="reviews/judge.html",
        context={"item": told.item, "explanation": told},
        **acted_by(request, lambda by: rules.can_judge(by, one), rules.judges_of(one)),
    )


def _visible_item(request: HttpRequest, pk: int) -> SuggestionItem:
    seen = ReviewDossier.objects.visible_to(standing_of(request)).order_by().values("pk")
    rows = SuggestionItem.objects.filter(
        suggestion__dossier__in=seen, suggestion__state=SuggestionState.ISSUED
    ).select_related("suggestion__dossier__body", "suggestion__dossier__cycle", "suggestion__dossier__delegation")
    return get_object_or_404(rows, pk=pk)
