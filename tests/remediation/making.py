"""How the tests of this room come to a plan, an action, an issued one. All through the verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import DirectiveTask, Document
from chuyenbien.findings import operations as findings
from chuyenbien.findings.enums import Nature, Source
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.remediation import operations
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from tests.cast import Cast, by, code

TODAY = dt.date(2023, 1, 31)
DUE = dt.date(2023, 6, 30)


def make_dossier(cast: Cast, state: str = DossierState.CONCLUDED) -> ReviewDossier:
    """A review of ``cast.body`` as it stands after the conclusion."""
    cycle, _made = ReviewCycle.objects.get_or_create(
        superior=cast.superior,
        name="Kiểm điểm năm 2022 (minh họa)",
        period_start=dt.date(2022, 1, 1),
        period_end=dt.date(2022, 12, 31),
        rule_pack="2018",
    )
    dossier = ReviewDossier.objects.create(cycle=cycle, body=cast.body, state=state)
    dossier.involve(unit=cast.body, capacity=Capacity.ADDRESS)
    dossier.involve(unit=cast.superior, capacity=Capacity.SUPERIOR)
    return dossier


def make_finding(cast: Cast, dossier: ReviewDossier | None = None, **facts: Any) -> Finding:
    """A finding that the superior stated of ``cast.body``."""
    with journal.recording(by=by(cast.leader)):
        return findings.state_finding(
            dossier=dossier,
            address=cast.body,
            field=code(CodeList.FIELD, "dat-dai"),
            by=by(cast.leader),
            **{
                "nature": Nature.LIMITATION,
                "source": Source.SUGGESTION,
                "statement": "Đất dịch vụ chậm được giao cho người dân",
                **facts,
            },
        )


def make_plan(cast: Cast, dossier: ReviewDossier | None = None, **facts: Any) -> Plan:
    with journal.recording(by=by(cast.editor)):
        return operations.draft_plan(
            dossier or make_dossier(cast),
            by=by(cast.editor),
            **{"title": "Kế hoạch khắc phục hạn chế, khuyết điểm", **facts},
        )


def clear(cast: Cast, **facts: Any) -> dict[str, Any]:
    """An action clear in six ways."""
    return {
        "task": "Hoàn thành hồ sơ hỗ trợ bằng đất dịch vụ gửi cấp có thẩm quyền",
        "lead_person": cast.doer,
        "lead_unit": cast.lead_unit,
        "due_on": DUE,
        "deliverable": "Tờ trình kèm hồ sơ",
        "acceptance_criterion": "Có văn bản tiếp nhận",
        **facts,
    }


def add(cast: Cast, plan: Plan | None, finding: Finding | None = None, **facts: Any) -> Action:
    with journal.recording(by=by(cast.editor)):
        return operations.add_action(plan, by=by(cast.editor), finding=finding, **clear(cast, **facts))


def issue(cast: Cast, plan: Plan, at: dt.datetime | None = None) -> Plan:
    with journal.recording(by=by(cast.head)):
        return operations.issue_plan(plan, by=by(cast.head), at=at)


def active(cast: Cast, **facts: Any) -> Action:
    """An issued action of an issued plan, for a finding that the superior follows."""
    with clock.at(TODAY):
        dossier = ReviewDossier.objects.filter(body=cast.body).first() or make_dossier(cast)
        finding = Finding.objects.filter(dossier=dossier).first() or make_finding(cast, dossier)
        plan = Plan.objects.filter(dossier=dossier).first() or make_plan(cast, dossier)
        if plan.state == "issued":
            Plan.objects.filter(pk=plan.pk).update(state="more_asked")
            plan.refresh_from_db()
        action = add(cast, plan, finding, **facts)
        issue(cast, plan)
    return Action.objects.get(pk=action.pk)


def report(cast: Cast, action: Action, text: str = "Đã gửi hồ sơ", **facts: Any) -> Any:
    with journal.recording(by=by(cast.doer)):
        return operations.report_progress(action, by=by(cast.doer), text=text, **facts)


def submit(cast: Cast, action: Action, at: dt.datetime | None = None) -> Any:
    with journal.recording(by=by(cast.doer)):
        return operations.submit(action, by=by(cast.doer), note="Đã có văn bản tiếp nhận", at=at)


def decision(cast: Cast) -> Document:
    """A registered decision of the superior."""
    with journal.recording(by=by(cast.officer)):
        return documents.register(
            kind=code(CodeList.DOCUMENT_KIND, "qd"),
            number="12-QĐ/TU",
            issued_on=dt.date(2023, 1, 20),
            issuer=cast.superior,
            abstract="Tạm dừng nhiệm vụ (minh họa)",
            by=by(cast.officer),
            unit=cast.superior,
        )


def make_task(cast: Cast) -> DirectiveTask:
    """A task that a programme of the superior assigns to ``cast.body``."""
    with journal.recording(by=by(cast.officer)):
        directive = documents.register_directive(
            kind=code(CodeList.DOCUMENT_KIND, "qd"),
            number="05-CTr/TU",
            issued_on=dt.date(2023, 1, 5),
            issuer=cast.superior,
            abstract="Chương trình công tác (minh họa)",
            by=by(cast.officer),
            unit=cast.superior,
        )
        return documents.assign_task(directive, text="Rà soát thủ tục hành chính", unit=cast.body, by=by(cast.officer))
