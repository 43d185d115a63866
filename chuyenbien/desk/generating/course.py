"""What followed an action: reports, submissions, judgments, other dates, decisions, obstacles, who had it."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from chuyenbien.core.clock import moment_of
from chuyenbien.documents.models import Document
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest, Obstacle, RequestInvolvement
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code
from chuyenbien.remediation import occurrences
from chuyenbien.remediation.enums import Decision, HoldingKind, Rhythm, RulingKind
from chuyenbien.remediation.models import (
    ActionOccurrence,
    Extension,
    Holding,
    Pause,
    Progress,
    Ruling,
    Submission,
)
from chuyenbien.verification.enums import Judgment
from chuyenbien.verification.models import Verification

from . import words
from .fates import DONE, SUBMITTED, ActionFate
from .organisation import Organisation
from .sizes import Clock
from .works import REPORTED, Made
from .writing import Writer

_RULINGS = {
    ActionFate.CANCELLED: RulingKind.CANCELLED,
    ActionFate.TRANSFERRED: RulingKind.TRANSFERRED,
    ActionFate.AWAITING: RulingKind.AWAITING,
}
_WITHDRAWN = 0.01
_CORRECTED = 0.01
_RETURNED = 0.1
_PENDING = 0.02
_OUTSIDE = 0.4


class Follower:
    """Writes the rows that follow an issued action."""

    def __init__(
        self, writer: Writer, dice: Random, clock: Clock, organisation: Organisation, decision: Document
    ) -> None:
        self.writer, self.dice, self.clock, self.organisation = writer, dice, clock, organisation
        self.decision = decision
        self.obstacles = list(Code.objects.of(CodeList.OBSTACLE_KIND))

    def follow(self, made: Made) -> None:
        if made.fate == ActionFate.DRAFT:
            return
        self.level = {"classification": made.action.classification, "code": made.action.code}
        self._report(made, self._turns(made))
        self._hold(made)
        if made.fate in DONE or made.fate in SUBMITTED:
            self._submit(made)
        if made.days.extended:
            self._extend(made)
        elif made.fate == ActionFate.IN_TIME and self.dice.random() < _PENDING:
            self._ask(made)
        if made.fate == ActionFate.PAUSED:
            self._pause(made)
        if made.fate in _RULINGS:
            self._rule(made)
        if made.action.has_open_obstacle:
            self._block(made)

    def _say(self, made: Made, text: str) -> str:
        return "" if made.action.is_code_only else text

    def _turns(self, made: Made) -> list[ActionOccurrence]:
        """The turns of a recurring action; as many of the first ones as there are reports are reported."""
        if made.action.rhythm == Rhythm.ONCE:
            return []
        start = made.days.start or made.days.issued
        due_days = occurrences.days(min(start, made.days.due), made.days.due, made.action.rhythm)
        turns = []
        for number, day in enumerate(due_days, start=1):
            report = made.reports[number - 1] if number <= len(made.reports) else None
            turns.append(
                self.writer.add(
                    ActionOccurrence(
                        action=made.action,
                        number=number,
                        due_on=day,
                        done_at=moment_of(report.day, REPORTED) if report else None,
                        reported_by=made.action.lead_person if report else None,
                    )
                )
            )
        return turns

    def _report(self, made: Made, turns: list[ActionOccurrence]) -> None:
        """A few entries were withdrawn, or corrected by the one after them; never the last one."""
        last = len(made.reports) - 1
        wrong = None
        for place, report in enumerate(made.reports):
            drawn = 1.0 if place == last or turns else self.dice.random()
            withdrawn = drawn < _WITHDRAWN
            entry = self.writer.add(
                Progress(
                    action_id=made.action.pk,
                    occurrence=turns[place] if place < len(turns) else None,
                    done_on=report.day,
                    text=self._say(made, words.report(self.dice)),
                    percent=report.percent,
                    author_id=made.action.lead_person_id or 0,
                    at=moment_of(report.day, REPORTED),
                    corrects=wrong,
                    withdrawn_at=moment_of(report.day, REPORTED + 1) if withdrawn else None,
                    withdrawn_because=self._say(made, words.reason(self.dice)) if withdrawn else "",
                    is_illustrative=True,
                    **self.level,
                )
            )
            wrong = entry if _WITHDRAWN <= drawn < _WITHDRAWN + _CORRECTED else None

    def _hold(self, made: Made) -> None:
        """Who leads has it since receipt; until the end, or until the pause that goes on."""
        ended = made.days.ended
        still = made.fate in SUBMITTED or ended is None
        self._holding(made, HoldingKind.WORK, made.days.received, None if still else ended)
        if made.fate == ActionFate.PAUSED and ended is not None:
            self._holding(made, HoldingKind.PAUSE, ended, None)

    def _holding(self, made: Made, kind: str, since: dt.date, until: dt.date | None) -> None:
        self.writer.add(
            Holding(
                action=made.action,
                unit=made.action.lead_unit,
                person=made.action.lead_person if kind == HoldingKind.WORK else None,
                kind=kind,
                since=since,
                until=until,
                is_illustrative=True,
                **self.level,
            )
        )

    def _submit(self, made: Made) -> None:
        submitted = made.action.submitted_at
        if submitted is None:
            return
        if self.dice.random() < _RETURNED:
            earlier = submitted - dt.timedelta(days=3)
            first = self._submission(made, at=earlier, returned_at=earlier + dt.timedelta(days=1))
            self._judge(made, first, Judgment.RETURNED, earlier + dt.timedelta(days=1))
        judged = submitted + dt.timedelta(hours=20) if made.fate in DONE else None
        last = self._submission(made, at=submitted, accepted_at=judged)
        if judged is not None:
            self._judge(made, last, Judgment.ACCEPTED, judged)

    def _submission(self, made: Made, **when: Any) -> Submission:
        note = self._say(made, self.dice.choice(words.NOTES))
        return self.writer.add(
            Submission(action=made.action, note=note, by=made.action.lead_person, **when, **self.level)
        )

    def _judge(self, made: Made, submission: Submission, judgment: str, at: dt.datetime) -> None:
        because = "Bổ sung biên bản nghiệm thu." if judgment == Judgment.RETURNED else ""
        self.writer.add(
            Verification(
                submission=submission,
                judgment=judgment,
                reason=self._say(made, because),
                by=self.organisation.verifier,
                at=at,
                **self.level,
            )
        )

    def _extend(self, made: Made) -> None:
        asked = max(made.days.issued, min(made.days.original - dt.timedelta(days=3), self.clock.ago(4)))
        self.writer.add(
            Extension(
                action=made.action,
                from_date=made.days.original,
                to_date=made.days.due,
                reason=self._say(made, words.reason(self.dice)),
                asked_by=made.action.lead_person,
                asked_at=moment_of(asked, 9),
                decision=Decision.APPROVED,
                decided_by=self.organisation.leader,
                decided_at=moment_of(asked + dt.timedelta(days=2), 9),
                decision_reason=self._say(made, "Đồng ý theo đề nghị."),
                **self.level,
            )
        )

    def _ask(self, made: Made) -> None:
        self.writer.add(
            Extension(
                action=made.action,
                from_date=made.days.due,
                to_date=made.days.due + dt.timedelta(days=30),
                reason=self._say(made, words.reason(self.dice)),
                asked_by=made.review.body.head,
                asked_at=moment_of(self.clock.ago(self.dice.randint(1, 9)), 9),
                **self.level,
            )
        )

    def _pause(self, made: Made) -> None:
        self.writer.add(
            Pause(
                action=made.action,
                since=made.days.ended or self.clock.today,
                reason=self._say(made, words.reason(self.dice)),
                decided_by=self.organisation.leader,
                decided_at=moment_of(made.days.ended or self.clock.today, 9),
                document=self.decision,
                **self.level,
            )
        )

    def _rule(self, made: Made) -> None:
        transferred = made.fate == ActionFate.TRANSFERRED
        self.writer.add(
            Ruling(
                action=made.action,
                kind=_RULINGS[made.fate],
                reason=self._say(made, words.reason(self.dice)),
                to_unit=self.dice.choice(self.organisation.bodies).unit if transferred else None,
                decided_by=self.organisation.leader,
                decided_at=moment_of(made.days.ended or self.clock.today, 9),
                document=self.decision,
                **self.level,
            )
        )

    def _block(self, made: Made) -> None:
        outside = self.dice.random() < _OUTSIDE
        raised = self.clock.ago(self.dice.randint(2, 60))
        obstacle = self.writer.add(
            Obstacle(
                action=made.action,
                kind=self.dice.choice(self.obstacles),
                text=self._say(made, words.obstacle(self.dice)),
                within_authority=not outside,
                raised_by=made.action.lead_person,
                raised_at=moment_of(max(raised, made.days.issued), 11),
                is_illustrative=True,
                **self.level,
            )
        )
        if outside:
            self._petition(made, obstacle)

    def _petition(self, made: Made, obstacle: Obstacle) -> None:
        """Sent and not answered yet; the work goes on at the lead unit meanwhile."""
        action, day = made.action, self.clock.ago(1)
        request = self.writer.add(
            AuthorityRequest(
                obstacle=obstacle,
                asker=action.address,
                authority=self.dice.choice(self.organisation.ministries),
                own_efforts=self._say(made, "Đã họp ba lần với các phòng và lập hồ sơ từng trường hợp."),
                legal_basis=self._say(made, "Thẩm quyền của cơ quan quản lý ngành."),
                request=self._say(made, words.obstacle(self.dice)),
                answer_due=self.clock.ago(-30),
                state=RequestState.SENT,
                drafted_by=made.review.body.editor,
                sent_by=made.review.body.head,
                sent_on=day,
                is_illustrative=True,
                **self.level,
            )
        )
        who: list[dict[str, Any]] = [
            {"unit": request.asker, "capacity": Capacity.ADDRESS},
            {"unit": action.lead_unit, "capacity": Capacity.LEAD},
            {"person": action.lead_person, "capacity": Capacity.RESPONSIBLE},
            {"unit": request.authority, "capacity": Capacity.AUTHORITY},
            {"unit": self.organisation.board, "capacity": Capacity.SUPERIOR},
        ]
        for one in who:
            self.writer.add(RequestInvolvement(matter=request, since=day, **one))
