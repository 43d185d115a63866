"""A plan is drafted and issued by the body and sent up; the superior comments, asks for more, or accepts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DossierState, Move
from chuyenbien.reviews.models import ReviewDossier

from ..enums import ActionState, PlanReviewKind, PlanState
from ..models import Plan, PlanReview
from .actions import open_action
from .guards import keep, origin, want_reason

TEXTS = ("title", "purpose", "organisation")


def draft_plan(
    dossier: ReviewDossier | None = None,
    body: Unit | None = None,
    *,
    by: Actor,
    title: str = "",
    issuer: Unit | None = None,
    purpose: str = "",
    organisation: str = "",
    document: Document | None = None,
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> Plan:
    """Begin a plan: of a review, or of a body for tasks that directives assign to it.

    ``document``: it has been issued on paper and is being entered; who sees the dossier sees it from now on.
    """
    body = body or (dossier.body if dossier else None)
    if body is None:
        raise ValueError("a plan is of a dossier or of a body")
    if dossier is not None:
        if dossier.state == DossierState.CLOSED:
            raise Refused(_("The review is closed; open the next one first."))
        if Plan.objects.filter(dossier=dossier).exists():
            raise Refused(_("This review has its plan already. Go on writing that one."))
    plan = Plan(
        dossier=dossier,
        body=body,
        issuer=issuer or body,
        document=document,
        is_illustrative=is_illustrative or bool(dossier and dossier.is_illustrative),
        classification=dossier.classification if dossier else "internal",
        code=dossier.code if dossier else "",
    )
    _write(plan, {"title": title, "purpose": purpose, "organisation": organisation})
    plan.save()
    data = {"title": plan.shown_title, "body": body}
    journal.record("remediation.plan_drafted", plan, by=by, at=at, data=data, also=_above(plan))
    return plan


def edit_plan(
    plan: Plan, *, by: Actor, revision: int | None = None, at: dt.datetime | None = None, **changes: str
) -> Plan:
    """Edit the words around the table, as long as the plan does not lie with the superior."""
    unknown = set(changes) - set(TEXTS)
    if unknown:
        raise ValueError(f"cannot change {sorted(unknown)}")
    if plan.state not in (PlanState.DRAFT, PlanState.MORE_ASKED):
        raise Refused(_("This plan is issued. It can be changed when the superior asks for more."))
    plan.take_revision(revision, TEXTS)
    before = {name: getattr(plan, name) for name in changes}
    _write(plan, changes)
    plan.save(update_fields=list(changes) or None)
    changed = sorted(name for name in changes if before[name] != getattr(plan, name))
    if changed:
        data = {"title": plan.shown_title, "fields": changed}
        journal.record("remediation.plan_edited", plan, by=by, at=at, data=data)
    return plan


def issue_plan(plan: Plan, *, by: Actor, document: Document | None = None, at: dt.datetime | None = None) -> Plan:
    """Issue the plan, or issue it again after the superior asked for more: every draft in it becomes a promise."""
    dossier = plan.dossier
    allowed = [PlanState.DRAFT, PlanState.MORE_ASKED]
    if dossier is not None:
        if dossier.state not in (DossierState.CONCLUDED, DossierState.REMEDYING):
            raise Refused(_("The plan is issued after the conclusion of the review. Draft on, and issue it then."))
        if dossier.state == DossierState.CONCLUDED:
            allowed.append(PlanState.ACCEPTED)  # a further round: the plan goes up once more
    drafts = list(plan.actions.filter(state=ActionState.DRAFT).select_related("lead_unit", "lead_person", "finding"))
    if not drafts and not plan.actions.exists():
        raise Refused(_("The plan has no action yet. Add at least one."))
    again = plan.state != PlanState.DRAFT
    _move(plan, PlanState.ISSUED, within=allowed, issued_at=plan.issued_at or at or clock.now(), accepted_at=None)
    if document is not None:
        plan.document = document
        plan.save(update_fields=["document"])
    for action in drafts:
        open_action(action, by=by, at=at)
    data = {"title": plan.shown_title, "count": len(drafts), "document": document}
    findings = {origin(action).pk: origin(action) for action in drafts}
    journal.record(
        "remediation.plan_issued_again" if again else "remediation.plan_issued",
        plan,
        by=by,
        at=at,
        data=data,
        also=[*_above(plan), *findings.values(), *drafts],
    )
    return plan


def comment_plan(plan: Plan, *, by: Actor, text: str, at: dt.datetime | None = None) -> PlanReview:
    """The superior says something of the plan; nothing changes by that."""
    want_reason(plan, text, field="text")
    if plan.state not in (PlanState.ISSUED, PlanState.MORE_ASKED) or plan.dossier_id is None:
        raise Refused(_("Comments are given on a plan that was sent up and is not accepted yet."))
    review = _review(plan, PlanReviewKind.COMMENT, text, by=by, at=at)
    _record("remediation.plan_commented", plan, by=by, at=at, because=text)
    return review


def ask_plan_more(plan: Plan, *, by: Actor, because: str, at: dt.datetime | None = None) -> PlanReview:
    """The superior asks for more; the body edits and issues again."""
    want_reason(plan, because)
    _want_sent_up(plan)
    _move(plan, PlanState.MORE_ASKED, within=[PlanState.ISSUED])
    review = _review(plan, PlanReviewKind.ASK_MORE, because, by=by, at=at)
    _record("remediation.plan_more_asked", plan, by=by, at=at, because=because)
    return review


def accept_plan(plan: Plan, *, by: Actor, text: str = "", at: dt.datetime | None = None) -> Plan:
    """The superior accepts; the review goes over into being remedied."""
    _want_sent_up(plan)
    _move(plan, PlanState.ACCEPTED, within=[PlanState.ISSUED], accepted_at=at or clock.now())
    _review(plan, PlanReviewKind.ACCEPT, text, by=by, at=at)
    dossier = plan.dossier
    if dossier is not None and dossier.state == DossierState.CONCLUDED:
        reviews.move(dossier, Move.REMEDY, by=by)
    _record("remediation.plan_accepted", plan, by=by, at=at, because=text)
    return plan


def _want_sent_up(plan: Plan) -> None:
    if plan.dossier_id is None:
        raise Refused(_("A plan for tasks of directives alone needs no acceptance."))


def _write(plan: Plan, texts: dict[str, str]) -> None:
    for name, value in texts.items():
        setattr(plan, name, nfc(value).strip())
    if plan.is_code_only:
        keep(plan, **{name: getattr(plan, name) for name in TEXTS})
    elif not plan.title:
        raise Refused(_("Give the plan a title."), field="title")


def _move(plan: Plan, to: str, *, within: list[PlanState], **facts: Any) -> None:
    moved = Plan.objects.filter(pk=plan.pk, state__in=within).update(state=to, revision=F("revision") + 1, **facts)
    if not moved:
        plan.refresh_from_db()
        raise Refused(_("This cannot be done while the plan is “%(state)s”.") % {"state": plan.get_state_display()})
    for name, value in {"state": to, "revision": plan.revision + 1, **facts}.items():
        setattr(plan, name, value)


def _review(plan: Plan, kind: str, text: str, *, by: Actor, at: dt.datetime | None) -> PlanReview:
    return PlanReview.objects.create(plan=plan, kind=kind, by=by.person, at=at or clock.now(), **keep(plan, text=text))


def _record(type: str, plan: Plan, *, by: Actor, at: dt.datetime | None, because: str) -> None:
    data = {"title": plan.shown_title}
    journal.record(type, plan, by=by, at=at, because=because, data=data, also=_above(plan))


def _above(plan: Plan) -> list[Any]:
    return [plan.dossier] if plan.dossier else [plan.body]
