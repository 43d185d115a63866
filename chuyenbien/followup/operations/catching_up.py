"""A matter that rested comes back: what fell due meanwhile is taken, and what was taken back is carried out anew.

Only the tick takes steps of running matters; without this, the days on which work lay with the superior to be
confirmed, or a petition with its asker, would be lost for good.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F

from chuyenbien.core import clock
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.notices import matters
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.queries import working_days
from chuyenbien.remediation.models import Action

from ..cases import Case
from ..enums import DraftState, Matter, Outcome, StepForm
from ..falling import falls_on
from ..models import Draft, TakenStep
from ..resolving import Resolver, takes_steps_on
from .delivering import REMINDER


def take_up_action(action: Action) -> None:
    """The action is under way. One that is just being resumed is taken up when its date has moved."""
    if action.issued_at is None or action.due_on is None or action.pauses.filter(until=None).exists():
        return
    begun = clock.local_date(action.issued_at)
    _take_up(action, Case(action.pk, None, action.address_id, begun, action.due_on), Matter.ACTION)


def take_up_request(request: AuthorityRequest) -> None:
    """The petition waits for its authority."""
    if request.sent_on is None or request.answer_due is None:
        return
    action = request.obstacle.action_id
    case = Case(action, request.pk, request.asker_id, request.sent_on, request.answer_due)
    _take_up(request, case, Matter.PETITION)


def again(steps: Any) -> None:
    """Have steps carried out once more by the next tick."""
    steps.update(outcome=Outcome.WAITING, done_on=None, again=F("again") + 1)


def _take_up(subject: Any, case: Case, matter: str) -> None:
    """Of reminders the tick tells the last only. One that was told and taken back is told again if none is missed."""
    _take_missed(case, matter)
    own = TakenStep.objects.filter(action=case.action, request=case.request, due_on=case.due)
    again(own.filter(outcome=Outcome.OVER))
    lapsed = Draft.objects.filter(taken__in=own.order_by().values("pk"), state=DraftState.LAPSED)
    lapsed.update(state=DraftState.OPEN, ended_at=None)
    reminders = own.filter(form=StepForm.REMINDER)
    last = reminders.filter(outcome=Outcome.TOLD).order_by("falls_on", "pk").last()
    if last is None or reminders.filter(outcome=Outcome.WAITING).exists():
        return
    told = Notice.objects.filter(subject_kind=matters.kind_of(subject), subject_id=subject.pk, kind=REMINDER)
    if not told.filter(due_on=case.due, withdrawn_at=None).exists():
        again(reminders.filter(pk=last.pk))


def _take_missed(case: Case, matter: str) -> None:
    """Write down the steps whose day has passed, as the tick would have on that day."""
    today = clock.today()
    ladder = Resolver.read(matter).ladder_of(case.unit, case.begun, today)
    if ladder is None:
        return
    calendar = working_days()
    missed = [(falls_on(case.due, step.offset, calendar), step) for step in ladder.steps.all()]
    TakenStep.objects.bulk_create(
        [
            TakenStep(
                step=step,
                action_id=case.action,
                request_id=case.request,
                form=step.form,
                due_on=case.due,
                falls_on=day,
            )
            for day, step in missed
            if case.begun < day <= today and takes_steps_on(ladder, day)
        ],
        ignore_conflicts=True,
    )
