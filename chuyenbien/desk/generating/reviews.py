"""One cycle of the board: delegations, a dossier of every body, what was suggested, concluded, planned and assigned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from chuyenbien.conferences.enums import ConferenceState
from chuyenbien.conferences.models import Conclusion, Conference
from chuyenbien.core.clock import moment_of
from chuyenbien.documents.enums import Direction
from chuyenbien.documents.models import DirectiveTask, Document, DocumentInvolvement, TaskInvolvement
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code, Person
from chuyenbien.remediation.enums import PlanReviewKind, PlanState
from chuyenbien.remediation.models import Plan, PlanReview
from chuyenbien.reviews.enums import Answer, DelegationRole, DossierState, MilestoneKind, SuggestionState
from chuyenbien.reviews.models import (
    CycleInvolvement,
    Delegation,
    DelegationMember,
    DossierInvolvement,
    Explanation,
    Milestone,
    ReviewCycle,
    ReviewDossier,
    Suggestion,
    SuggestionItem,
)

from . import words
from .organisation import Body, Organisation
from .sizes import Clock, Sizes
from .writing import Writer

PACK = "366-2025"
_SUGGESTED = 0.3
_STAGES: dict[int, tuple[str, str | None]] = {
    3: (DossierState.PREPARING, None),
    4: (DossierState.SUBMITTED, None),
    5: (DossierState.CONCLUDED, PlanState.DRAFT),
    6: (DossierState.CONCLUDED, PlanState.ISSUED),
    7: (DossierState.CONCLUDED, PlanState.MORE_ASKED),
}
"""Of every twenty bodies, those that have not come to an accepted plan: state of dossier and of plan."""


@dataclass
class Review:
    """A body's review, and the days that what follows from it is dated by."""

    body: Body
    dossier: ReviewDossier
    seats: list[Person]
    concluded_on: dt.date | None = None
    conclusion: Conclusion | None = None
    document: Document | None = None
    plan: Plan | None = None
    issued_on: dt.date | None = None
    items: list[SuggestionItem] = field(default_factory=list)


@dataclass
class Assigned:
    """A task of a directive and the review of the body it was assigned to."""

    task: DirectiveTask
    review: Review


class Reviewing:
    """Makes the cycle and everything between it and the single finding."""

    def __init__(self, writer: Writer, dice: Random, sizes: Sizes, clock: Clock, organisation: Organisation) -> None:
        self.writer, self.dice, self.sizes, self.clock = writer, dice, sizes, clock
        self.organisation = organisation
        self.kinds = {one.code: one for one in Code.objects.of(CodeList.DOCUMENT_KIND)}
        self.fields = [one for one in Code.objects.of(CodeList.FIELD) if one.code in words.MATTERS]
        self.numbers = 0

    def review(self) -> list[Review]:
        first, last = self.clock.period
        board = self.organisation.board
        self.cycle = self.writer.add(
            ReviewCycle(
                superior=board,
                name=f"Kiểm điểm năm {first.year} (minh họa)",
                period_start=first,
                period_end=last,
                rule_pack=PACK,
                is_illustrative=True,
            )
        )
        self.writer.add(self._in_cycle(unit=board, capacity=Capacity.SUPERIOR))
        for kind, ago in ((MilestoneKind.SUGGEST, 380), (MilestoneKind.CONFERENCE, 330), (MilestoneKind.PLAN, 200)):
            self.writer.add(Milestone(cycle=self.cycle, kind=kind, due_on=self.clock.ago(ago)))
        self.delegations = [self._delegation(number) for number in range(1, self.sizes.delegations + 1)]
        return [self._review(place, body) for place, body in enumerate(self.organisation.bodies)]

    def assign(self, reviews: list[Review]) -> list[Assigned]:
        """Directives of the board and the tasks they assign."""
        directives = [
            self.document("nq", self.clock.ago(self.dice.randint(300, 900)), "Nghị quyết chuyên đề về {matter}")
            for _ in range(self.sizes.directives)
        ]
        seen: set[tuple[int, int]] = set()
        made = []
        for number in range(1, self.sizes.tasks + 1):
            directive, review = self.dice.choice(directives), self.dice.choice(reviews)
            made.append(self._task(directive, review, number))
            if (directive.pk, review.body.unit.pk) not in seen:
                seen.add((directive.pk, review.body.unit.pk))
                self.writer.add(
                    DocumentInvolvement(
                        matter=directive,
                        unit=review.body.unit,
                        capacity=Capacity.COORDINATE,
                        since=directive.issued_on or self.clock.today,
                    )
                )
        return made

    def document(self, kind: str, day: dt.date, abstract: str) -> Document:
        """A document of the board in its own register."""
        self.numbers += 1
        board, officer = self.organisation.board, self.organisation.officer
        code = self.kinds[kind]
        matter = self.dice.choice(words.MATTERS[self.dice.choice(self.fields).code])
        document = self.writer.add(
            Document(
                direction=Direction.OUT,
                kind=code,
                number=f"{self.numbers}-{kind.upper()}/TU (minh họa)",
                issued_on=day,
                issuer=board,
                issuer_name=board.name,
                abstract=abstract.format(matter=matter),
                registered_by=officer,
                registered_at=moment_of(day, 16),
                is_illustrative=True,
            )
        )
        for capacity in (Capacity.SUPERIOR, Capacity.ADDRESS):
            self.writer.add(DocumentInvolvement(matter=document, unit=board, capacity=capacity, since=day))
        self.writer.add(DocumentInvolvement(matter=document, person=officer, capacity=Capacity.RESPONSIBLE, since=day))
        return document

    def _delegation(self, number: int) -> Delegation:
        made = self.writer.add(
            Delegation(cycle=self.cycle, number=number, appointed_on=self.clock.ago(390), is_illustrative=True)
        )
        roles = (DelegationRole.HEAD, DelegationRole.SECRETARY, *([DelegationRole.MEMBER] * 3))
        for role, person in zip(roles, self._seats(number), strict=True):
            self.writer.add(DelegationMember(delegation=made, person=person, role=role))
            self.writer.add(self._in_cycle(person=person, capacity=Capacity.DELEGATION))
        return made

    def _seats(self, number: int) -> list[Person]:
        return self.organisation.delegates[(number - 1) * 5 : number * 5]

    def _in_cycle(self, **who: object) -> CycleInvolvement:
        return CycleInvolvement(matter=self.cycle, since=self.clock.ago(390), **who)

    def _review(self, place: int, body: Body) -> Review:
        state, planned = _STAGES.get(place % 20, (DossierState.REMEDYING, PlanState.ACCEPTED))
        delegation = self.dice.choice(self.delegations) if self.dice.random() < _SUGGESTED else None
        submitted = state != DossierState.PREPARING
        dossier = self.writer.add(
            ReviewDossier(
                cycle=self.cycle,
                body=body.unit,
                delegation=delegation,
                state=state,
                is_illustrative=True,
                submitted_at=moment_of(self.clock.ago(345)) if submitted else None,
            )
        )
        seats = self._seats(delegation.number) if delegation else []
        who: list[dict[str, object]] = [
            {"unit": body.unit, "capacity": Capacity.ADDRESS},
            {"unit": self.organisation.board, "capacity": Capacity.SUPERIOR},
            *({"person": person, "capacity": Capacity.DELEGATION} for person in seats),
        ]
        for one in who:
            self.writer.add(DossierInvolvement(matter=dossier, since=self.clock.ago(385), **one))
        self.writer.add(self._in_cycle(unit=body.unit, capacity=Capacity.ADDRESS))
        review = Review(body, dossier, seats)
        if delegation is not None:
            self._suggest(review, answered=submitted)
        if planned is not None:
            self._conclude(review)
            self._plan(review, planned)
        return review

    def _suggest(self, review: Review, *, answered: bool) -> None:
        board = self.organisation
        suggestion = self.writer.add(
            Suggestion(
                dossier=review.dossier,
                answer_by=self.clock.ago(350),
                state=SuggestionState.ISSUED,
                prepared_by=board.officer,
                issued_by=board.leader,
                issued_at=moment_of(self.clock.ago(380)),
                is_illustrative=True,
            )
        )
        for number in range(1, self.dice.randint(2, 5) + 1):
            code = self.dice.choice(self.fields)
            item = self.writer.add(
                SuggestionItem(
                    suggestion=suggestion,
                    number=number,
                    text=f"Làm rõ trách nhiệm trong {self.dice.choice(words.MATTERS[code.code])}",
                    field=code,
                    answer=Answer.EXPLAINED if answered else Answer.NONE,
                    is_illustrative=True,
                )
            )
            review.items.append(item)
            if answered:
                self.writer.add(
                    Explanation(
                        item=item,
                        text=words.statement(self.dice, code.code),
                        cause=words.cause(self.dice),
                        written_by=review.body.editor,
                        written_at=moment_of(self.clock.ago(355)),
                    )
                )

    def _conclude(self, review: Review) -> None:
        day = self.clock.ago(self.dice.randint(210, 330))
        review.concluded_on = day
        review.document = self.document("tb", day, f"Kết luận kiểm điểm đối với {review.body.unit.short_name}")
        who: list[dict[str, object]] = [{"unit": review.body.unit, "capacity": Capacity.ADDRESS}]
        who += [{"person": person, "capacity": Capacity.DELEGATION} for person in review.seats]
        for one in who:
            self.writer.add(DocumentInvolvement(matter=review.document, since=day, **one))
        chair, secretary = (*review.seats[:2], None, None)[:2]
        held = day - dt.timedelta(days=10)
        self.writer.add(
            Conference(
                dossier=review.dossier,
                starts_at=moment_of(held, 8),
                ends_at=moment_of(held, 17),
                place=f"Hội trường {review.body.unit.short_name}",
                chair=chair,
                secretary=secretary,
                state=ConferenceState.HELD,
                minutes="Biên bản hội nghị lưu tại văn phòng.",
                is_illustrative=True,
            )
        )
        review.conclusion = self.writer.add(
            Conclusion(
                dossier=review.dossier,
                document=review.document,
                summary="Kết luận theo biên bản hội nghị.",
                plan_due=day + dt.timedelta(days=30),
                prepared_by=self.organisation.officer,
                issued_by=self.organisation.leader,
                issued_at=moment_of(day, 15),
                is_illustrative=True,
            )
        )

    def _plan(self, review: Review, state: str) -> None:
        concluded = review.concluded_on or self.clock.today
        issued = None if state == PlanState.DRAFT else concluded + dt.timedelta(days=self.dice.randint(15, 40))
        accepted = issued + dt.timedelta(days=10) if issued and state == PlanState.ACCEPTED else None
        review.issued_on = issued
        review.plan = self.writer.add(
            Plan(
                dossier=review.dossier,
                body=review.body.unit,
                issuer=review.body.unit,
                title=f"Kế hoạch khắc phục sau kiểm điểm của {review.body.unit.short_name}",
                purpose="Khắc phục từng hạn chế đã được kết luận, rõ người, rõ việc, rõ thời hạn.",
                state=state,
                issued_at=moment_of(issued) if issued else None,
                accepted_at=moment_of(accepted) if accepted else None,
                is_illustrative=True,
            )
        )
        kinds = {PlanState.ACCEPTED: PlanReviewKind.ACCEPT, PlanState.MORE_ASKED: PlanReviewKind.ASK_MORE}
        kind = kinds.get(PlanState(state))
        if kind is not None and issued is not None:
            text = "" if kind == PlanReviewKind.ACCEPT else "Bổ sung tiêu chí nghiệm thu của từng việc."
            self.writer.add(
                PlanReview(
                    plan=review.plan,
                    kind=kind,
                    text=text,
                    by=self.organisation.officer if text else self.organisation.leader,
                    at=moment_of(issued + dt.timedelta(days=10)),
                )
            )

    def _task(self, directive: Document, review: Review, number: int) -> Assigned:
        code = self.dice.choice(self.fields)
        day = directive.issued_on or self.clock.today
        task = self.writer.add(
            DirectiveTask(
                directive=directive,
                number=str(number),
                text=f"Chủ trì {self.dice.choice(words.MATTERS[code.code])} tại {words.place(self.dice)}",
                field=code,
                unit=review.body.unit,
                due_on=self.clock.ago(self.dice.randint(-300, -30)),
                is_illustrative=True,
            )
        )
        who: list[dict[str, object]] = [
            {"unit": review.body.unit, "capacity": Capacity.ADDRESS},
            {"unit": self.organisation.board, "capacity": Capacity.SUPERIOR},
            {"person": self.organisation.officer, "capacity": Capacity.RESPONSIBLE},
        ]
        for one in who:
            self.writer.add(TaskInvolvement(matter=task, since=day, **one))
        return Assigned(task, review)
