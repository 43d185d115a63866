"""What follows from the steps that were taken: people are told, drafts are laid on desks, items proposed, signals kept.

Each step is carried out once, a chunk of matters in one transaction, so that a worker may be stopped at any point.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.models import Classification
from chuyenbien.escalation.enums import RequestState
from chuyenbien.notices import matters
from chuyenbien.notices import operations as notices
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.enums import ActionState

from ..addressing import Holders, Parties
from ..cases import CHUNK
from ..enums import DRAFTED, Outcome, StepForm
from ..models import Draft, LadderClock, TakenStep

REMINDER = "followup.reminder"
DECIDED = "followup.decided"
"""Kinds of notices: a step of a ladder; what a progress meeting decided about one’s work."""
_FIELDS = (
    "pk",
    "form",
    "due_on",
    "action_id",
    "request_id",
    "again",
    "step__roles",
    "action__state",
    "action__due_on",
    "action__lead_person_id",
    "action__lead_unit_id",
    "action__address_id",
    "action__supervising_leader_id",
    "action__classification",
    "action__code",
    "action__is_illustrative",
    "request__state",
    "request__answer_due",
    "request__asker_id",
    "request__classification",
    "request__code",
)
_AWAITED = (RequestState.SENT, RequestState.RECEIVED)


@dataclass
class Counts:
    told: int = 0
    drafts: int = 0
    proposed: int = 0
    signals: int = 0


def deliver(today: dt.date) -> int:
    """Carry out what was taken up to today. Of several reminders about one matter only the last is told."""
    counts, last = Counts(), 0
    while rows := _next(today, last):
        last = rows[-1]["action_id"]
        with transaction.atomic():
            ours = TakenStep.objects.select_for_update(skip_locked=True).filter(pk__in=[row["pk"] for row in rows])
            mine = set(ours.filter(outcome=Outcome.WAITING).values_list("pk", flat=True))
            _carry_out([row for row in rows if row["pk"] in mine], today, counts)
    if any(vars(counts).values()):
        with journal.recording(by=None):
            journal.record("followup.ladders_climbed", LadderClock.the(), by=None, data={"day": today, **vars(counts)})
    return counts.told


def _next(today: dt.date, after: int) -> list[dict[str, Any]]:
    """The next chunk of steps that wait, all those of a matter together, the latest first."""
    waiting = TakenStep.objects.filter(outcome=Outcome.WAITING, falls_on__lte=today, action_id__gt=after)
    ordered = waiting.order_by("action_id", "-falls_on", "-step__offset", "-pk")
    rows: list[dict[str, Any]] = list(ordered.values(*_FIELDS)[: CHUNK + 1])
    if len(rows) <= CHUNK:
        return rows
    last = rows[-1]["action_id"]
    whole = [row for row in rows if row["action_id"] != last]
    return whole or list(ordered.filter(action_id=last).values(*_FIELDS))


def _carry_out(rows: list[dict[str, Any]], today: dt.date, counts: Counts) -> None:
    parties = {row["pk"]: _parties(row) for row in rows}
    holders = Holders.of(parties.values(), today)
    outcomes: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    told: set[tuple[int, int | None]] = set()
    notes: list[notices.NoticeRow] = []
    drafts: list[Draft] = []
    signals: list[tuple[int, dt.date]] = []
    for row in rows:
        one, roles = parties[row["pk"]], row["step__roles"]
        matter = (row["action_id"], row["request_id"])
        desk = holders.desk(row["form"], roles, one)
        if not _is_pending(row):
            outcomes[Outcome.OVER, None].append(row["pk"])
        elif row["form"] == StepForm.REMINDER:
            people = holders.people(roles, one)
            outcome = Outcome.LATER_ONE if matter in told else Outcome.TOLD if people else Outcome.NOBODY
            if outcome == Outcome.TOLD:
                notes += [_notice(row, person, today) for person in people]
            told.add(matter)
            outcomes[outcome, None].append(row["pk"])
        elif row["form"] == StepForm.SIGNAL and desk is None:
            outcomes[Outcome.NOBODY, None].append(row["pk"])
        else:
            outcomes[Outcome.MADE, desk].append(row["pk"])
            if row["form"] in DRAFTED and desk is not None:
                drafts.append(_draft(row, one, desk, holders.signer(roles, one, desk), today))
            elif row["form"] == StepForm.SIGNAL:
                signals.append((one.action, row["due_on"]))
            else:
                counts.proposed += 1
    counts.told += notices.tell_all(notes)
    counts.drafts += len(Draft.objects.bulk_create(drafts, ignore_conflicts=True))
    counts.signals += len(signals)
    remediation.keep_signals(signals, on=today)
    for (became, place), keys in outcomes.items():
        TakenStep.objects.filter(pk__in=keys).update(outcome=became, done_on=today, desk_id=place)


def _is_pending(row: dict[str, Any]) -> bool:
    """Whether the matter still waits for the very date the step was taken against."""
    if row["request_id"] is not None:
        return bool(row["request__state"] in _AWAITED and row["request__answer_due"] == row["due_on"])
    return bool(row["action__state"] == ActionState.ACTIVE and row["action__due_on"] == row["due_on"])


def _parties(row: dict[str, Any]) -> Parties:
    """Of a petition the body that asked answers for it, not the one whose limitation it is."""
    return Parties(
        row["action_id"],
        row["action__lead_person_id"],
        row["action__lead_unit_id"],
        row["request__asker_id"] or row["action__address_id"],
        row["action__supervising_leader_id"],
    )


def _notice(row: dict[str, Any], person: int, today: dt.date) -> notices.NoticeRow:
    """The key names who led the work then, and how often it was told before: after a reassignment, or when work comes
    back, the reminder comes anew to those concerned."""
    times = row["again"]
    kind, pk = (
        ("escalation.authorityrequest", row["request_id"])
        if row["request_id"]
        else ("remediation.action", row["action_id"])
    )
    secret, code = _secrecy(row)
    route = "escalation:request" if row["request_id"] else "remediation:action"
    return notices.NoticeRow(
        person_id=person,
        kind=REMINDER,
        subject_kind=kind,
        subject_id=pk,
        code=code if secret == Classification.CODE_ONLY else matters.code_for(kind, pk),
        url=reverse(route, args=[pk]),
        on=today,
        key=f"ladder:{row['pk']}:{row['action__lead_person_id'] or 0}:{person}" + (f":{times}" if times else ""),
        due_on=row["due_on"],
        is_code_only=secret == Classification.CODE_ONLY,
    )


def _secrecy(row: dict[str, Any]) -> tuple[str, str]:
    """How confidential a step's matter is, and its code: what is stricter of a petition and its action."""
    own = (row["action__classification"], row["action__code"])
    if row["request_id"] is None or own[0] == Classification.CODE_ONLY:
        return own
    asked = (row["request__classification"], row["request__code"])
    return asked if asked[0] == Classification.CODE_ONLY or own[0] == Classification.OPEN else own


def _draft(row: dict[str, Any], one: Parties, desk: int, signer: int | None, today: dt.date) -> Draft:
    classification, code = _secrecy(row)
    return Draft(
        taken_id=row["pk"],
        action_id=one.action,
        request_id=row["request_id"],
        kind=row["form"],
        desk_id=desk,
        addressee_id=one.address if desk != one.address else one.lead_unit or one.address,
        signer_id=signer,
        prepared_on=today,
        classification=classification,
        code=code,
        is_illustrative=row["action__is_illustrative"],
    )
