"""What an act does to what is pending by a ladder: it stops, or moves to the new date or the new person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien.core import clock
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.notices import operations as notices
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action

from ..enums import DraftState, Outcome, StepForm
from ..models import Draft, TakenStep
from .catching_up import again, take_up_action, take_up_request
from .delivering import DECIDED, REMINDER

_GOES_ON = (ActionState.ACTIVE, ActionState.SUBMITTED)


def follow_action(action: Action, what: str) -> None:
    """Called by the verbs of ``remediation`` in their own transaction, after the action has changed."""
    if action.issued_at is None or action.due_on is None:
        return
    if what == "lead" or action.state not in (ActionState.ACTIVE, ActionState.PAUSED):
        notices.withdraw(subject=action, kinds=[DECIDED], because="reassigned" if what == "lead" else str(action.state))
    steps = TakenStep.objects.filter(action=action, request=None)
    if what == "lead":
        _move_to_new_lead(action, steps)
        return
    if action.state != ActionState.ACTIVE:
        _take_back(action, steps, str(action.state))
    if action.state not in _GOES_ON:
        _lapse(Draft.objects.filter(action=action, request=None))
    _take_back_of_other_dates(action, action.due_on, steps)
    if action.state == ActionState.ACTIVE:
        take_up_action(action)


def follow_request(request: AuthorityRequest) -> None:
    """An answered petition is waited for no longer; nor is one whose authority waits for the asker. Another date has
    its own steps."""
    due = request.answer_due
    if request.state in (RequestState.SENT, RequestState.RECEIVED):
        if due is not None:
            _take_back(request, TakenStep.objects.filter(request=request).exclude(due_on=due), "extended")
            _lapse(Draft.objects.filter(request=request).exclude(taken__due_on=due))
            take_up_request(request)
    else:
        _take_back(request, TakenStep.objects.filter(request=request), request.state)
        _lapse(Draft.objects.filter(request=request))
        proposed = TakenStep.objects.filter(request=request, form=StepForm.MEETING, outcome=Outcome.MADE)
        proposed.update(outcome=Outcome.OVER)


def _take_back(matter: Any, steps: Any, because: str) -> None:
    if not steps.exists():
        return
    notices.withdraw(subject=matter, kinds=[REMINDER], because=because)
    steps.filter(outcome=Outcome.WAITING).update(outcome=Outcome.OVER, done_on=clock.today())


def _take_back_of_other_dates(action: Action, due: dt.date, steps: Any) -> None:
    """Another date has its own steps; what was pending against the former one is not pending any more."""
    former = steps.exclude(due_on=due)
    _take_back(action, former, "extended")
    _lapse(Draft.objects.filter(action=action, request=None).exclude(taken__due_on=due))


def _move_to_new_lead(action: Action, steps: Any) -> None:
    """The reminders of the former lead person are taken back; the last one is told anew, to those concerned now."""
    last = steps.filter(form=StepForm.REMINDER, outcome=Outcome.TOLD, due_on=action.due_on).last()
    notices.withdraw(subject=action, kinds=[REMINDER], because="reassigned")
    if last is not None and action.state == ActionState.ACTIVE:
        again(TakenStep.objects.filter(pk=last.pk))


def _lapse(drafts: Any) -> None:
    drafts.filter(state=DraftState.OPEN).update(state=DraftState.LAPSED, ended_at=clock.now())
