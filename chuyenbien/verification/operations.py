"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards the state, records one event.

Only here are findings closed and reopened. Separation of duties is not left to the pages: these verbs ask the rules
themselves and raise :class:`chuyenbien.core.verdict.Forbidden`.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.models import Classified
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, Verdict, require
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action, Submission

from . import rules
from .enums import Judgment
from .models import Closure, ClosureException, IndependenceException, Reopening, Verification
from .queries import exception_used, figures, refuse_unless_closable, superiors_of


def accept(
    submission: Submission,
    *,
    by: Actor,
    reason: str = "",
    exceeded: bool = False,
    exceeded_reason: str = "",
    at: dt.datetime | None = None,
) -> Verification:
    """Confirm the result. The action counts as done at the time of the submission, however long this took.

    ``exceeded``: the result goes beyond what was asked for, and in what; ratings count it (QĐ 366-QĐ/TW, Điều 11).
    """
    _refuse(rules.is_pending(submission))
    action = submission.action
    require(rules.can_verify(by, action, on=_day(at)))
    beyond = _text(action, exceeded_reason, "exceeded_reason", _("Say in what it exceeds.") if exceeded else "")
    if beyond and not exceeded:
        raise Refused(_("Tick that the result exceeds what was asked for, or leave this empty."), field="exceeded")
    judged = _judge(submission, Judgment.ACCEPTED, _text(action, reason, "reason", ""), beyond, exceeded, by=by, at=at)
    remediation.complete(action, submission, by=by)
    _record("verification.accepted_beyond" if exceeded else "verification.accepted", action, judged, by=by, at=at)
    return judged


def return_to_doer(submission: Submission, *, by: Actor, reason: str, at: dt.datetime | None = None) -> Verification:
    """Send the work back, saying what is missing. It falls back to under way, and its date runs on."""
    _refuse(rules.is_pending(submission))
    action = submission.action
    require(rules.can_verify(by, action, on=_day(at)))
    reason = _text(action, reason, "reason", _("Say what is missing, so that it can be done."))
    judged = _judge(submission, Judgment.RETURNED, reason, by=by, at=at)
    remediation.return_submission(action, submission, by=by)
    _record("verification.returned", action, judged, by=by, at=at)
    return judged


def approve_independence_exception(
    action: Action, verifier: Person, *, by: Actor, reason: str, at: dt.datetime | None = None
) -> IndependenceException:
    """The board's leader lets a verifier confirm an action although the rule of independence excludes them."""
    require(rules.can_approve_independence_exception(by, action, verifier))
    units = superiors_of(action)
    if not Membership.objects.on(_day(at)).filter(person=verifier, role=Role.VERIFIER, unit_id__in=units).exists():
        raise Refused(_("Choose a verifier of the superior."), field="verifier")
    if not rules.needs_exception(verifier, action):
        raise Refused(_("This verifier is independent; no exception is needed."), field="verifier")
    reason = _text(action, reason, "reason", _("Say why nobody independent can confirm."))
    if IndependenceException.objects.filter(action=action, verifier=verifier).exists():
        raise Refused(_("This exception has already been let pass."), field="verifier")
    exception = IndependenceException.objects.create(
        action=action,
        verifier=verifier,
        reason=reason,
        approved_by=by.person,
        at=at or clock.now(),
        classification=action.classification,
        code=action.code,
    )
    data = {"title": action.shown_title, "verifier": verifier}
    journal.record(
        "verification.independence_exception", action, by=by, at=at, because=reason, data=data, also=_finding(action)
    )
    return exception


def ask_closure_exception(
    finding: Finding, *, by: Actor, reason: str, at: dt.datetime | None = None
) -> ClosureException:
    """Ask that a finding without an outcome condition may be closed, and why."""
    require(rules.can_ask_closure_exception(by, finding))
    reason = _text(finding, reason, "reason", _("Say why no figure can show the change, and what shows it instead."))
    exception = ClosureException.objects.create(
        finding=finding,
        reason=reason,
        asked_by=by.person,
        entered_by=by.entered_by,
        asked_at=at or clock.now(),
        classification=finding.classification,
        code=finding.code,
    )
    _record_finding("verification.closure_exception_asked", finding, reason, by=by, at=at)
    return exception


def accept_closure_exception(
    exception: ClosureException, *, by: Actor, at: dt.datetime | None = None
) -> ClosureException:
    """The leader of the superior's board accepts, and so answers for it."""
    require(rules.can_decide_closure_exception(by, exception))
    _decide(exception, by=by, accepted_at=at or clock.now())
    _record_finding("verification.closure_exception_accepted", exception.finding, "", by=by, at=at)
    return exception


def refuse_closure_exception(
    exception: ClosureException, *, by: Actor, because: str, at: dt.datetime | None = None
) -> ClosureException:
    """The leader of the superior's board does not accept; the finding needs an outcome condition."""
    require(rules.can_decide_closure_exception(by, exception))
    because = _text(exception, because, "because", _("Say why the exception is not accepted."))
    _decide(exception, by=by, refused_at=at or clock.now(), refused_because=because)
    _record_finding("verification.closure_exception_refused", exception.finding, because, by=by, at=at)
    return exception


def close(finding: Finding, *, by: Actor, reason: str = "", at: dt.datetime | None = None) -> Closure:
    """Close a finding: all guards hold, and the settled figures are kept with it as they were."""
    Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    finding.refresh_from_db()
    refuse_unless_closable(finding)
    require(rules.can_close(by, finding, on=_day(at)))
    reason = _text(finding, reason, "reason", "")
    closure = Closure.objects.create(
        finding=finding,
        reason=reason,
        figures="" if finding.is_code_only else figures(finding),
        exception=exception_used(finding),
        by=by.person,
        at=at or clock.now(),
        classification=finding.classification,
        code=finding.code,
    )
    findings.close_finding(finding, by=by, at=at)
    remediation.let_go(finding, on=_day(at))
    _record_finding("verification.closed", finding, reason, by=by, at=at)
    return closure


def reopen(finding: Finding, *, by: Actor, because: str, at: dt.datetime | None = None) -> Reopening:
    """Open a closed finding again. Its closing ends and stays readable with its figures."""
    require(rules.can_reopen(by, finding))
    because = _text(finding, because, "because", _("Say why the finding is opened again."))
    closure = Closure.objects.filter(finding=finding, ended_at=None).first()
    if closure is None or not Closure.objects.filter(pk=closure.pk, ended_at=None).update(ended_at=at or clock.now()):
        raise Refused(_("The finding has already been reopened."))
    reopening = Reopening.objects.create(
        closure=closure,
        reason=because,
        by=by.person,
        at=at or clock.now(),
        classification=finding.classification,
        code=finding.code,
    )
    findings.reopen_finding(finding, by=by, at=at)
    remediation.take_over(finding=finding, unit=finding.address, by=by, at=at)
    _record_finding("verification.reopened", finding, because, by=by, at=at)
    return reopening


def _judge(
    submission: Submission,
    judgment: Judgment,
    reason: str,
    beyond: str = "",
    exceeded: bool = False,
    *,
    by: Actor,
    at: dt.datetime | None,
) -> Verification:
    action = submission.action
    return Verification.objects.create(
        submission=submission,
        judgment=judgment,
        reason=reason,
        exceeded=exceeded,
        exceeded_reason=beyond,
        by=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
        classification=action.classification,
        code=action.code,
    )


def _decide(exception: ClosureException, *, by: Actor, **facts: object) -> None:
    """Of two decisions at the same time one is refused."""
    open_ones = ClosureException.objects.filter(pk=exception.pk, accepted_at=None, refused_at=None)
    if "accepted_at" in facts:
        facts["accepted_by"] = by.person
    else:
        facts["refused_by"] = by.person
    if not open_ones.update(**facts):
        raise Refused(_("This exception has already been decided."))
    exception.refresh_from_db()


def _record(type: str, action: Action, judged: Verification, *, by: Actor, at: dt.datetime | None) -> None:
    data = {"title": action.shown_title, "submitted_at": judged.submission.at}
    because = "\n".join(filter(None, (judged.reason, judged.exceeded_reason)))
    journal.record(type, action, by=by, at=at, because=because, data=data, also=_finding(action))


def _record_finding(type: str, finding: Finding, because: str, *, by: Actor, at: dt.datetime | None) -> None:
    journal.record(type, finding, by=by, at=at, because=because, data={"title": finding.shown_title})


def _finding(action: Action) -> list[Finding]:
    return [action.finding] if action.finding is not None else []


def _refuse(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)


def _text(row: Classified, text: str, field: str, wanted: str) -> str:
    """The text in the one stored form. A code-only matter keeps none; elsewhere ``wanted`` says what is missing."""
    text = nfc(text).strip()
    if row.is_code_only and text:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field=field)
    if wanted and not text and not row.is_code_only:
        raise Refused(wanted, field=field)
    return text


def _day(at: dt.datetime | None) -> dt.date:
    return clock.local_date(at) if at else clock.today()
