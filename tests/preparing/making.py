"""How the tests of this room come to a cycle that is being prepared, and to each kind of signal. Through the verbs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations as indicators
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person
from chuyenbien.preparing import operations
from chuyenbien.preparing.models import Preparer, SuggestionDecision
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from tests.cast import Cast, by, code
from tests.remediation import making as remedy

TODAY = dt.date(2023, 9, 29)
START, END = dt.date(2023, 1, 1), dt.date(2023, 12, 31)


@dataclass
class Prepared:
    """A cycle of 2023 with its two bodies under review; the officer is named to prepare it."""

    cast: Cast
    cycle: ReviewCycle
    dossier: ReviewDossier
    other: ReviewDossier

    @property
    def preparer(self) -> Preparer:
        return Preparer.objects.current().get(cycle=self.cycle, person=self.cast.officer)


def act(person: Person, verb: Any, *args: Any, on: dt.date = TODAY, **facts: Any) -> Any:
    with clock.at(on), journal.recording(by=by(person)):
        return verb(*args, by=by(person), **facts)


def make(cast: Cast, *, named: bool = True) -> Prepared:
    cycle = act(cast.officer, reviews.open_cycle, cast.superior, "Kiểm điểm năm 2023", START, END, "132-2018")
    dossiers = [act(cast.officer, reviews.add_body, cycle, unit) for unit in (cast.body, cast.other_body)]
    if named:
        act(cast.leader, operations.name_preparer, cycle, cast.officer)
    return Prepared(cast, cycle, *dossiers)


def paper(cast: Cast, number: str = "21-QĐ/TU") -> Document:
    found = Document.objects.filter(number=number).first()
    if found is not None:
        return found
    made: Document = act(
        cast.officer,
        documents.register,
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=cast.superior,
        unit=cast.superior,
        number=number,
        issued_on=dt.date(2023, 9, 20),
        abstract="Quyết định danh sách tập thể được gợi ý kiểm điểm",
    )
    return made


def decide(one: Prepared, *suggested: ReviewDossier, **facts: Any) -> SuggestionDecision:
    told = {"document": paper(one.cast), **facts}
    made: SuggestionDecision = act(one.cast.leader, operations.decide_bodies, one.cycle, suggested, **told)
    return made


def overdue(cast: Cast, **facts: Any) -> Action:
    """An action of 2022's review, due on 30/06/2023 and not done."""
    finding = Finding.objects.filter(dossier__cycle__name__contains="2022").first() or stated(cast)
    assert finding.dossier is not None
    with clock.at(remedy.TODAY):
        plan = Plan.objects.filter(dossier=finding.dossier).first() or remedy.make_plan(cast, finding.dossier)
        if plan.state == "issued":
            Plan.objects.filter(pk=plan.pk).update(state="more_asked")
            plan.refresh_from_db()
        action = remedy.add(cast, plan, finding, **facts)
        remedy.issue(cast, plan)
    return Action.objects.get(pk=action.pk)


def extended(cast: Cast) -> Action:
    """Its date was moved to the end of the year."""
    action = overdue(cast, task="Chi trả hỗ trợ cho các hộ dân")
    asked = act(
        cast.doer,
        remediation.ask_extension,
        action,
        on=dt.date(2023, 6, 1),
        to_date=dt.date(2023, 12, 20),
        because="Chờ văn bản của bộ",
    )
    act(cast.leader, remediation.decide_extension, asked, on=dt.date(2023, 6, 5), decision="approved", because="Đồng ý")
    return Action.objects.get(pk=action.pk)


def stated(cast: Cast, **facts: Any) -> Finding:
    """A limitation the superior stated in the review of 2022."""
    with clock.at(remedy.TODAY):
        dossier = ReviewDossier.objects.filter(cycle__name__contains="2022").first() or remedy.make_dossier(cast)
        return remedy.make_finding(cast, dossier, **facts)


def below(cast: Cast, finding: Finding | None = None, **facts: Any) -> Indicator:
    told = {
        "name": "Tỷ lệ hồ sơ đúng hạn",
        "direction": "increase",
        "planned": Decimal(95),
        "planned_for": dt.date(2023, 6, 30),
        **facts,
    }
    made: Indicator = act(cast.editor, indicators.create_indicator, cast.body, finding=finding, **told)
    act(cast.editor, indicators.measure, made, as_of=dt.date(2023, 6, 30), value=Decimal(90), source="Báo cáo")
    return made
