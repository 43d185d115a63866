"""The page of one rating, the rows behind its facts, and the same subject under another pack."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.findings.models import Finding
from chuyenbien.journal.sentences import names_of
from chuyenbien.journal.timelines import TimelineEntry, timeline
from chuyenbien.orgs.acting import Actor, actor_of, standing_of
from chuyenbien.regulations import packs
from chuyenbien.remediation.models import Action

from .. import comparing, keeping, presenting, records, rules, weighing
from ..enums import Against, RatingState, Step
from ..forms import TaskFilter
from ..forms.preparing import keys_for
from ..models import Rating, RatingDecision, RatingPetition
from ..reading import book_of
from ..rules import Rule
from ..weighing import Weighing
from .fetching import visible_rating, withheld_rating

PER_PAGE = 50


@reads
def rating(request: HttpRequest, pk: int) -> HttpResponse:
    """The explanation of one rating: what counted, what each condition says, what would change it."""
    standing = standing_of(request)
    kept_back = withheld_rating(request, pk)
    if kept_back is not None:
        return render(request, "ratings/withheld.html", {"rating": kept_back, "own": own_assessment(kept_back)})
    one = visible_rating(request, pk)
    weighed = weighing.weigh(one, reader=standing)
    record = weighed.record if weighed else records.of(one)
    prepares = rules.prepares(standing, one.cycle)
    book = book_of(one.cycle)
    context: dict[str, Any] = {
        "rating": one,
        "book": book,
        "weighed": weighed,
        "record": record,
        "prepares": prepares,
        "verbs": verbs(actor_of(request), one),
        **in_place(actor_of(request), one),
        "entries": told(one, timeline(one, reader=standing, limit=20)),
        "decisions": list(one.decisions.select_related("document", "by")),
        "notices": one.notices.select_related("document", "decision"),
        "assessments": assessments(one),
        "hand": [(row, presenting.hand_words(row)) for row in one.hand_facts.select_related("document", "by")],
        "confirmations": one.confirmations.select_related("by", "withdrawn_by"),
        "petitions": petitions(request, one),
        "ballots": one.ballots.select_related("by").prefetch_related("files") if prepares else [],
        "earlier": has_earlier(one),
        "others": [other for other in packs.all_packs() if book is None or other.key != book.key],
    }
    if weighed is not None:
        context |= shown(one, weighed) | since(context["decisions"], weighed)
    return render(request, "ratings/rating.html", context)


def shown(one: Rating, weighed: Weighing) -> dict[str, Any]:
    parts = presenting.parts_of(one)
    return {
        "levels": presenting.levels(weighed),
        "knockouts": presenting.ruled_out(weighed, weighed.proposal.knockouts),
        "exemptions": presenting.ruled_out(weighed, weighed.proposal.exemptions),
        "review": presenting.shown(weighed, weighed.proposal.review),
        "gaps": presenting.gaps(weighed),
        "natural": weighed.proposal.natural,
        "original_chip": weighing.chip_of(weighed.by_original.outcome, weighed.by_original.level or ""),
        "approved_chip": weighing.chip_of(weighed.proposal.outcome, weighed.proposal.level or ""),
        "figures": [
            (label, presenting.figures(one, weighed.record, of=name), confirmed_for(weighed, name))
            for name, label in parts
        ],
    }


def since(decisions: list[RatingDecision], weighed: Weighing) -> dict[str, Any]:
    """What was proposed when it was decided, and what the record says otherwise since."""
    holds = next((row for row in decisions if row.replaced_at is None), None)
    if holds is None:
        return {}
    changed = keeping.changes(holds, weighed)
    rows = [(presenting.of_any(weighed, row.then), presenting.of_any(weighed, row.now)) for row in changed or []]
    chip = weighing.chip_of(holds.proposed_outcome, holds.proposed_level)
    return {"proposed_then": chip, "since": rows, "unchanged": changed == []}


def confirmed_for(weighed: Weighing, part: str) -> bool:
    """Whether the list behind some figures is confirmed."""
    record = weighed.record
    return (record.confirmation if part == "tasks" else record.led_confirmation) is not None


def verbs(actor: Actor, one: Rating) -> list[tuple[str, str, Verdict, str]]:
    """What the reader may do, or could were it not for the state: address, label, verdict, style."""
    given = [
        ("assess_self", rules.can_assess_self, _("Give the own rating"), "secondary"),
        ("appraise", rules.can_appraise, _("Appraise"), "secondary"),
        ("count_ballots", rules.can_count_ballots, _("Record the count of a vote"), "quiet"),
        ("decide", rules.can_decide, _("Decide the rating"), "primary"),
        ("publish", rules.can_publish, _("Publish"), "secondary"),
        ("notify", rules.can_notify, _("Record that the subject was told"), "secondary"),
        ("correct", rules.can_correct, _("Correct the decision"), "quiet"),
        ("petition", rules.can_petition, _("File a petition about the rating"), "secondary"),
        ("group", rules.can_group, _("Group of similar posts"), "quiet"),
    ]
    opened = one.state == RatingState.OPEN
    wanted = {"assess_self", "appraise", "count_ballots", "decide", "group"}
    found = []
    for name, rule, label, style in given:
        if opened != (name in wanted) or (name == "publish" and one.state == RatingState.PUBLISHED):
            continue
        verdict = may(actor, rule, one)
        if verdict is not None:
            found.append((reverse(f"ratings:{name}", args=[one.pk]), label, verdict, style))
    return found


def in_place(actor: Actor, one: Rating) -> dict[str, Any]:
    """The acts whose buttons stand beside what they are about, where the reader may do them now."""
    book = book_of(one.cycle)
    return {
        "can_confirm": may(actor, rules.can_confirm, one),
        "can_withdraw": may(actor, rules.can_withdraw_confirmation, one),
        "can_enter": may(actor, rules.can_enter_fact, one),
        "asks_by_hand": bool(book and keys_for(book, one)),
    }


def may(actor: Actor, rule: Rule, one: Rating) -> Verdict | None:
    """The verdict on a button; None where the act is no business of the reader."""
    who = directly_or_for(actor, lambda by: rule.who(by, one), people=rule.people(one))
    return rule.stands(one) if who else None


def assessments(one: Rating) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Own rating and appraisal, the ones that count first, each with its criteria in words."""
    book = book_of(one.cycle)
    rows = one.assessments.select_related("by", "entered_by").order_by("replaced_at", "-step", "-at", "-pk")
    told = [(row, presenting.marks_words(book, one, row) if book else []) for row in rows]
    return sorted(told, key=lambda pair: pair[0].replaced_at is not None)


def own_assessment(one: Rating) -> Any:
    """The own rating that counts; it is the subject's own word, so nothing withholds it from them."""
    return one.assessments.filter(step=Step.SELF, replaced_at=None).select_related("by").first()


def has_earlier(one: Rating) -> bool:
    """Whether anything has been replaced or taken back."""
    replaced = (one.assessments, one.decisions)
    return any(rows.filter(replaced_at__isnull=False).exists() for rows in replaced) or (
        one.confirmations.filter(withdrawn_at__isnull=False).exists()
    )


def petitions(request: HttpRequest, one: Rating) -> list[tuple[Any, Verdict]]:
    actor = actor_of(request)
    rows = one.petitions.select_related("by", "answer_document", "answered_by", "rating__cycle")
    people = rules.people_of_cycle(one.cycle)
    found = []
    for row in rows:
        rule = partial(_may_answer, row)
        found.append((row, directly_or_for(actor, rule, people=people)))
    return found


def _may_answer(petition: RatingPetition, by: Actor) -> Verdict:
    return rules.can_answer(by, petition)


def names_rows(one: Rating) -> bool:
    """Whether the rows behind the facts may be named: those of a person known by a code would name the person."""
    return not (one.is_code_only and one.is_of_person)


def told(one: Rating, entries: list[TimelineEntry]) -> list[TimelineEntry]:
    """What happened; where the person rated is known by a code, the code stands for the name of who acted."""
    if names_rows(one):
        return entries
    own = names_of([one.person_id or 0]).get(one.person_id or 0, "")
    return [
        replace(
            entry,
            actor_name=one.code if entry.actor_name == own else entry.actor_name,
            on_behalf_name=one.code if entry.on_behalf_name == own else entry.on_behalf_name,
        )
        for entry in entries
    ]


@reads
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """The tasks behind the facts. Named are those the reader may see; the others are a number."""
    one, standing = visible_rating(request, pk), standing_of(request)
    filters = TaskFilter(request)
    chosen = filters.read()
    record = records.of(one)
    of = request.GET.get("of", "tasks")
    counts = {"tasks": record.own, "led": record.led, "unit": record.unit}.get(of, record.own)
    count = counts[chosen["against"] or Against.APPROVED]
    wanted = count.by[chosen["mark"]] if chosen["mark"] else count.all
    named = Action.objects.visible_to(standing) if names_rows(one) else Action.objects.none()
    rows = named.filter(pk__in=wanted).order_by("due_on", "pk")
    page = Paginator(rows.select_related("lead_person", "lead_unit"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rating": one,
        "filters": filters,
        "of": of if of in ("tasks", "led", "unit") else "tasks",
        "page": page,
        "base": count.base,
        "count": len(wanted),
        "hidden": len(wanted) - page.paginator.count,
        "confirmed": record.confirmation,
    }
    return render(request, "ratings/tasks.html", context)


@reads
def prior(request: HttpRequest, pk: int) -> HttpResponse:
    """The earlier findings that count."""
    one, standing = visible_rating(request, pk), standing_of(request)
    found = records.of(one).prior
    named = Finding.objects.visible_to(standing) if names_rows(one) else Finding.objects.none()
    rows = named.filter(pk__in=found.all).select_related("address", "dossier__cycle")
    page = Paginator(rows.order_by("stated_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    book = book_of(one.cycle)
    point = book.point("prior_sources") if book else None
    context = {
        "rating": one,
        "page": page,
        "rows": [(row, row.pk in found.remedied) for row in page.object_list],
        "count": len(found.all),
        "remedied": len(found.remedied),
        "hidden": len(found.all) - page.paginator.count,
        "sources": [entry.label for entry in point.entries if entry.key in (found.sources or ())] if point else [],
        "point": point,
    }
    return render(request, "ratings/prior.html", context)


@reads
def under(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What another pack would say of the same record. It decides nothing."""
    one = visible_rating(request, pk)
    book = packs.find(key)
    here = weighing.weigh(one, reader=standing_of(request))
    if book is None or here is None:
        raise Http404
    there = weighing.weigh_record(here.record, book)
    rows = comparing.differences(here, there)
    context = {
        "rating": one,
        "here": here,
        "there": there,
        "rows": [(row, chips(row.here, row.part), chips(row.there, row.part)) for row in rows],
        "differing": sum(row.differs for row in rows),
        "others": packs.all_packs(),
    }
    return render(request, "ratings/under.html", context)


def chips(check: Any, part: str) -> tuple[str, str, str] | None:
    if check is None:
        return None
    return presenting.chip(check.state, ruling=part in (comparing.KNOCKOUT, comparing.EXEMPTION))
