"""Further turns: opened again after closing, a task from a directive, a matter known by its code only."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations as indicators
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Plan
from chuyenbien.verification import operations as verification

from . import courses
from .people import Body, World, code


def reopened(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 11: closed on a settled figure, then opened again because it came back."""
    courses.done(world, body, finding, plan)
    officer, leader, verifier = world.by(world.officer), world.by(world.leader), world.by(world.verifier)
    figure = Indicator.objects.get(finding=finding)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=verifier):
        indicators.measure(
            figure, by=officer, as_of=dt.date(2023, 1, 26), value=Decimal(0), source="Số liệu kiểm tra (minh họa)"
        )
        finding.refresh_from_db()
        verification.close(finding, by=verifier, reason="Số liệu đã quyết toán, không còn trường hợp tồn đọng.")
    with clock.at(dt.date(2023, 1, 31)), journal.recording(by=leader):
        finding.refresh_from_db()
        verification.reopen(finding, by=leader, because="Phát sinh trường hợp mới cùng nội dung (minh họa).")


def by_directive(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 13: beside its plan, a task that a programme of the superior assigns, done every month until June."""
    officer, editor, head = world.by(world.officer), world.by(body.editor), world.by(body.head)
    with clock.at(dt.date(2023, 1, 5)), journal.recording(by=officer):
        programme = documents.register_directive(
            kind=code(CodeList.DOCUMENT_KIND, "ctr"),
            number="03-CTr/TU (minh họa)",
            issued_on=dt.date(2023, 1, 5),
            issuer=world.city,
            unit=world.city,
            abstract="Chương trình công tác năm 2023 (minh họa)",
            by=officer,
            is_illustrative=True,
        )
        task = documents.assign_task(
            programme,
            text="Đối thoại định kỳ với người dân về thủ tục hành chính",
            unit=body.unit,
            by=officer,
            field=code(CodeList.FIELD, "cai-cach-hanh-chinh"),
            number="1",
            is_illustrative=True,
        )
    with clock.at(dt.date(2023, 1, 9)), journal.recording(by=editor):
        action = remediation.add_action(
            by=editor,
            directive_task=task,
            task="Tổ chức đối thoại với người dân mỗi tháng một lần",
            lead_person=body.doer,
            lead_unit=body.office,
            supervising_leader=body.head,
            start_on=dt.date(2023, 1, 1),
            due_on=dt.date(2023, 6, 30),
            rhythm="monthly",
            deliverable="Biên bản đối thoại",
            acceptance_criterion="Mỗi tháng một biên bản",
            authority=body.unit,
            authority_basis="Thẩm quyền của đơn vị",
            is_illustrative=True,
        )
    with clock.at(dt.date(2023, 1, 10)), journal.recording(by=head):
        remediation.issue_action(action, by=head)
    with clock.at(dt.date(2023, 1, 20)), journal.recording(by=world.by(body.doer)):
        remediation.report_progress(
            action,
            by=world.by(body.doer),
            text="Đã tổ chức đối thoại tháng 01, 45 người dự.",
            done_on=dt.date(2023, 1, 20),
            occurrence=action.occurrences.order_by("number").first(),
        )


def by_code(world: World, finding: Finding) -> None:
    """Body 18: a matter known by its code only; nothing of it is kept here."""
    leader = world.by(world.leader)
    with clock.at(dt.date(2023, 1, 12)), journal.recording(by=leader):
        documents.reclassify(
            finding, level="code_only", code="M-18", by=leader, because="Thuộc danh mục phải bảo vệ (minh họa)"
        )
