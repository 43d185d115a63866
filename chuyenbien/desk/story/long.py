"""A matter that is older than the program: who had it before, told as far as somebody recorded it. An illustration."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.escalation import operations as escalation
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action

from .people import Body, World, code

CONCLUDED = dt.date(2022, 12, 19)
"""From the conclusion on it is recorded who has the matter."""
ENTERED = dt.date(2023, 1, 9)


def long_history(world: World, body: Body, finding: Finding) -> None:
    """Open since 2016: until the conclusion nobody recorded who had it, then the body, then its division."""
    leader, head = world.by(world.leader), world.by(body.head)
    with clock.at(ENTERED), journal.recording(by=leader):
        findings.amend_finding(
            finding,
            by=leader,
            because="Bổ sung thời điểm phát sinh theo hồ sơ của đơn vị (minh họa)",
            open_since=dt.date(2016, 1, 1),
            open_since_precision="year",
        )
    with clock.at(ENTERED), journal.recording(by=head):
        finding.refresh_from_db()
        remediation.record_unknown_holding(
            finding,
            since=dt.date(2016, 1, 1),
            until=CONCLUDED,
            precision="year",
            note="hồ sơ giai đoạn trước không còn (minh họa)",
            by=head,
        )
        remediation.record_receipt(
            finding, unit=body.office, on=dt.date(2023, 1, 5), note="lập hồ sơ kiến nghị (minh họa)", by=head
        )


def asked_for_more(world: World, body: Body, action: Action) -> None:
    """A second petition of the same matter: the authority has asked for more and waits for the body."""
    doer, head, officer = world.by(body.doer), world.by(body.head), world.by(world.officer)
    with clock.at(dt.date(2023, 1, 12)), journal.recording(by=doer):
        obstacle = escalation.raise_obstacle(
            action,
            by=doer,
            kind=code(CodeList.OBSTACLE_KIND, "nguon-von"),
            text="Chưa xác định được nguồn vốn hỗ trợ di dời (minh họa).",
            within_authority=False,
            is_illustrative=True,
        )
        request = escalation.draft_request(
            obstacle,
            by=head,
            authority=world.inspectorate,
            own_efforts="Đã rà soát nguồn chi của đơn vị, không cân đối được.",
            request="Đề nghị cho ý kiến về nguồn vốn hỗ trợ.",
            is_illustrative=True,
        )
    with clock.at(dt.date(2023, 1, 13)), journal.recording(by=head):
        escalation.send_request(request, by=head, sent_on=dt.date(2023, 1, 13))
    with clock.at(dt.date(2023, 1, 17)), journal.recording(by=officer):
        escalation.receive_request(request, by=officer, received_on=dt.date(2023, 1, 17))
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=officer):
        escalation.answer_request(
            request,
            by=officer,
            kind="more_asked",
            text="Đề nghị bổ sung dự toán chi tiết.",
            answered_on=dt.date(2023, 1, 30),
        )


def _open_matter(body: Body) -> Finding:
    return Finding.objects.open().filter(address=body.unit).latest("pk")


def hard_lists(world: World) -> None:
    """The list of 2022 approved, that of 2023 being prepared. Matters of illustrative bodies only."""
    leader, officer = world.by(world.leader), world.by(world.officer)
    matters = ((2022, 4, dt.date(2022, 12, 27)), (2023, 7, dt.date(2023, 1, 18)))
    for year, number, day in matters:
        matter = _open_matter(world.bodies[number - 1])
        with clock.at(day), journal.recording(by=officer):
            on_list = escalation.begin_list(world.city, year=year, by=officer, is_illustrative=True)
            escalation.put_on_list(
                on_list,
                matter,
                by=officer,
                sponsor=world.leader,
                reason="Kéo dài qua nhiều kỳ, cần tập trung chỉ đạo (minh họa).",
                target="Có phương án được cấp có thẩm quyền thống nhất (minh họa).",
                target_on=dt.date(2023, 6, 30),
            )
        if year == 2022:
            with clock.at(day), journal.recording(by=leader):
                paper = documents.register(
                    kind=code(CodeList.DOCUMENT_KIND, "qd"),
                    issuer=world.city,
                    unit=world.city,
                    by=officer,
                    number="15-QĐ/TU (minh họa)",
                    issued_on=day,
                    abstract="Phê duyệt danh mục việc khó, tồn đọng (số, ngày, nội dung: minh họa)",
                    is_illustrative=True,
                )
                escalation.approve_list(on_list, by=leader, document=paper)
