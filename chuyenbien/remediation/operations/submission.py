"""The lead person submits; until somebody independent judges, what was submitted in time is in time."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor

from ..enums import ActionState
from ..models import Action, Progress, Submission
from .guards import day_of, keep, let_superior_see, move, origin, want_state
from .holdings import let_go


def submit(action: Action, *, by: Actor, note: str = "", at: dt.datetime | None = None) -> Submission:
    """Say that the product is there, to whoever confirms from above. Every turn must have been reported."""
    want_state(action, (ActionState.ACTIVE,))
    if not Progress.objects.filter(action=action, withdrawn_at=None, corrected_by=None).exists():
        raise Refused(_("Report first what was done; the confirmation looks at that."))
    unreported = action.occurrences.filter(done_at=None).count()
    if unreported:
        raise Refused(
            ngettext(
                "%(count)s turn is not reported yet. Report it first.",
                "%(count)s turns are not reported yet. Report them first.",
                unreported,
            )
            % {"count": unreported}
        )
    moment = at or clock.now()
    kept = keep(action, note=note)
    let_superior_see(action)
    move(action, ActionState.SUBMITTED, within=(ActionState.ACTIVE,), submitted_at=moment)
    submission = Submission.objects.create(action=action, by=by.person, entered_by=by.entered_by, at=moment, **kept)
    data = {"title": action.shown_title, "note": note}
    journal.record("remediation.action_submitted", action, by=by, at=at, data=data, also=[origin(action)])
    return submission


def withdraw_submission(action: Action, *, by: Actor, because: str = "", at: dt.datetime | None = None) -> Action:
    """Take the submission back before it is judged, to report or mend something."""
    move(action, ActionState.ACTIVE, within=(ActionState.SUBMITTED,), submitted_at=None)
    action.submissions.filter(returned_at=None, accepted_at=None).update(
        returned_at=at or clock.now(), was_withdrawn=True
    )
    data = {"title": action.shown_title}
    journal.record(
        "remediation.submission_withdrawn", action, by=by, at=at, because=because, data=data, also=[origin(action)]
    )
    return action


def complete(action: Action, submission: Submission, *, by: Actor, at: dt.datetime | None = None) -> Action:
    """Only for the verification room, whose event tells it: done at the time of the submission that was accepted."""
    _want_pending(action, submission)
    move(
        action,
        ActionState.DONE,
        within=(ActionState.SUBMITTED,),
        completed_at=submission.at,
        submitted_at=submission.at,
        percent=100,
    )
    submission.accepted_at = at or clock.now()
    submission.save(update_fields=["accepted_at"])
    let_go(action, on=day_of(at))
    return action


def return_submission(action: Action, submission: Submission, *, by: Actor, at: dt.datetime | None = None) -> Action:
    """Only for the verification room, whose event tells it: not accepted, the work goes on as if not submitted."""
    _want_pending(action, submission)
    move(action, ActionState.ACTIVE, within=(ActionState.SUBMITTED,), submitted_at=None)
    submission.returned_at = at or clock.now()
    submission.save(update_fields=["returned_at"])
    return action


def _want_pending(action: Action, submission: Submission) -> None:
    pending = Submission.objects.filter(pk=submission.pk, action=action, returned_at=None, accepted_at=None)
    if not pending.exists():
        raise Refused(_("This submission is judged already or was taken back."))
