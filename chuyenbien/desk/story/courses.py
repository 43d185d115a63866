"""The courses a matter can take after its plan, each told at one illustrative body."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.escalation import operations as escalation
from chuyenbien.findings.models import Finding
from chuyenbien.followup import operations as followup
from chuyenbien.indicators import operations as indicators
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.verification import operations as verification

from .long import asked_for_more, long_history
from .people import Body, World, code

Course = Callable[[World, Body, Finding, Plan], None]


def _action(plan: Plan) -> Action:
    return plan.actions.get()


def _report(
    world: World, body: Body, action: Action, day: dt.date, percent: int, text: str, *, paper: bool = False
) -> None:
    doer = world.by(body.doer)
    files = [SimpleUploadedFile("minh-hoa.txt", "Danh mục minh họa".encode(), "text/plain")] if paper else []
    with clock.at(day), journal.recording(by=doer):
        remediation.report_progress(action, by=doer, text=text, percent=percent, done_on=day, files=files)


def _indicator(
    world: World, body: Body, finding: Finding, name: str, measure: str, start: int, threshold: int
) -> Indicator:
    officer = world.by(world.officer)
    made = indicators.create_indicator(
        body.unit,
        name,
        "decrease",
        by=officer,
        finding=finding,
        measure=code(CodeList.MEASURE, measure),
        baseline=Decimal(start),
        baseline_on=clock.today(),
        is_illustrative=True,
    )
    indicators.set_condition(finding, made, "lte", Decimal(threshold), by=officer)
    return made


def _decision(world: World, abstract: str) -> Document:
    return documents.register(
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=world.city,
        unit=world.city,
        by=world.by(world.officer),
        number="05-QĐ/TU (minh họa)",
        issued_on=clock.today(),
        abstract=abstract,
        is_illustrative=True,
    )


def closed_last_year(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """2021 → 2022 at body 01: reported, returned once, accepted, closed on a settled figure."""
    action, doer, verifier = _action(plan), world.by(body.doer), world.by(world.verifier)
    with clock.at(dt.date(2022, 1, 20)), journal.recording(by=world.by(world.officer)):
        figure = _indicator(world, body, finding, "Vi phạm trật tự xây dựng tồn đọng", "vu", 14, 0)
    for month, percent, left in ((3, 30, 9), (6, 70, 4), (8, 100, 1)):
        day = dt.date(2022, month, 15)
        _report(world, body, action, day, percent, f"Đã xử lý, còn {left} trường hợp.", paper=percent == 100)
        with clock.at(day), journal.recording(by=doer):
            indicators.measure(
                figure, by=doer, as_of=day, value=Decimal(left), is_estimate=True, source="Báo cáo đơn vị"
            )
    with clock.at(dt.date(2022, 8, 20)), journal.recording(by=doer):
        submission = remediation.submit(action, by=doer, note="Đã xử lý xong các trường hợp trong danh mục.")
    with clock.at(dt.date(2022, 8, 29)), journal.recording(by=verifier):
        verification.return_to_doer(submission, by=verifier, reason="Còn một trường hợp chưa có biên bản xử lý.")
    _report(world, body, action, dt.date(2022, 9, 12), 100, "Đã bổ sung biên bản trường hợp còn lại.", paper=True)
    with clock.at(dt.date(2022, 9, 14)), journal.recording(by=doer):
        action.refresh_from_db()
        submission = remediation.submit(action, by=doer, note="Bổ sung đủ biên bản.")
    with clock.at(dt.date(2022, 9, 26)), journal.recording(by=verifier):
        verification.accept(submission, by=verifier, reason="Đủ biên bản, đúng tiêu chí.")
        indicators.measure(
            figure, by=world.by(world.officer), as_of=dt.date(2022, 9, 20), value=Decimal(0), source="Số liệu kiểm tra"
        )
    with clock.at(dt.date(2022, 10, 3)), journal.recording(by=verifier):
        finding.refresh_from_db()
        verification.close(finding, by=verifier, reason="Đã giải quyết dứt điểm, số liệu đã quyết toán.")


def under_way(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 01: well under way, estimate awaiting its settled figure."""
    action, doer = _action(plan), world.by(body.doer)
    _report(world, body, action, dt.date(2023, 1, 16), 40, "Đã lập biểu tiến độ của 6/9 dự án.", paper=True)
    with clock.at(dt.date(2023, 1, 16)), journal.recording(by=doer):
        figure = _indicator(world, body, finding, "Dự án chậm tiến độ giải ngân", "du-an", 9, 0)
        indicators.measure(
            figure, by=doer, as_of=dt.date(2023, 1, 16), value=Decimal(3), is_estimate=True, source="Báo cáo đơn vị"
        )


def overdue(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Bodies 02 and 03 carry an action of 2021 whose date has passed: a meeting urges and asks for an extension."""
    late = Action.objects.filter(address=body.unit, state="active").order_by("due_on").first()
    if late is None:
        return
    head = world.by(body.head)
    with clock.at(dt.date(2023, 1, 12)), journal.recording(by=head):
        meeting = followup.plan_meeting(
            unit=body.unit,
            title="Họp kiểm điểm tiến độ tháng 01/2023 (minh họa)",
            starts_at=clock.moment_of(dt.date(2023, 1, 17), 8),
            chair=body.head,
            secretary=body.editor,
            place="Phòng họp (minh họa)",
            by=head,
            is_illustrative=True,
        )
    with clock.at(dt.date(2023, 1, 17)), journal.recording(by=head):
        item = meeting.items.get(action=late)
        if body is world.bodies[1]:
            followup.expect(meeting, [body.head, body.doer], by=head)
            followup.record_attendance(
                meeting,
                by=head,
                present=[body.head],
                absent={body.doer: "Đi công tác (minh họa)"},
                substitutes={body.doer: body.editor},
            )
            until = dt.date(2023, 2, 28)
            followup.decide(
                item, by=head, decision="urge", note="Hoàn thành hồ sơ trước ngày 28/02/2023.", due_by=until
            )
            followup.hold_meeting(meeting, by=head, minutes="Đôn đốc nhiệm vụ quá hạn (minh họa).")
        else:
            followup.decide(
                item,
                by=head,
                decision="extend",
                note="Còn ba trường hợp đang chờ kết luận của cơ quan chuyên môn.",
                to_date=dt.date(2023, 3, 31),
            )


def beyond_authority(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 04: a long matter; an obstacle beyond own authority, sent up to an authority outside, reply overdue."""
    long_history(world, body, finding)
    action, doer, head = _action(plan), world.by(body.doer), world.by(body.head)
    with clock.at(dt.date(2023, 1, 11)), journal.recording(by=doer):
        obstacle = escalation.raise_obstacle(
            action,
            by=doer,
            kind=code(CodeList.OBSTACLE_KIND, "phap-luat"),
            text="Quy định về hỗ trợ di dời điểm tập kết chưa thống nhất giữa hai văn bản.",
            within_authority=False,
            is_illustrative=True,
        )
        request = escalation.draft_request(
            obstacle,
            by=head,
            authority=world.inspectorate,
            own_efforts="Đã họp với cơ quan chuyên môn hai lần, đã có văn bản đề nghị hướng dẫn.",
            legal_basis="Thẩm quyền hướng dẫn thuộc bộ quản lý ngành (minh họa).",
            request="Đề nghị hướng dẫn thống nhất mức hỗ trợ di dời.",
            answer_due=dt.date(2023, 1, 25),
            is_illustrative=True,
        )
    with clock.at(dt.date(2023, 1, 13)), journal.recording(by=head):
        escalation.send_request(request, by=head, sent_on=dt.date(2023, 1, 13))
    asked_for_more(world, body, action)


def monthly(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 05: a first report, and an obstacle within own authority that was solved."""
    action, doer, head = _action(plan), world.by(body.doer), world.by(body.head)
    _report(world, body, action, dt.date(2023, 1, 18), 20, "Đã rà soát 120 hồ sơ, phân loại theo mức độ đủ điều kiện.")
    with clock.at(dt.date(2023, 1, 19)), journal.recording(by=doer):
        obstacle = escalation.raise_obstacle(
            action,
            by=doer,
            kind=code(CodeList.OBSTACLE_KIND, "nhan-luc"),
            text="Thiếu người đo đạc tại hai địa bàn.",
            within_authority=True,
            is_illustrative=True,
        )
    with clock.at(dt.date(2023, 1, 24)), journal.recording(by=head):
        escalation.resolve_obstacle(obstacle, by=head, how="Điều động hai cán bộ hỗ trợ trong tháng 02/2023.")


def submitted(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 06: submitted, waiting for confirmation."""
    action, doer = _action(plan), world.by(body.doer)
    _report(world, body, action, dt.date(2023, 1, 20), 100, "Đã hoàn thành toàn bộ danh mục.", paper=True)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=doer):
        action.refresh_from_db()
        remediation.submit(action, by=doer, note="Đề nghị xác nhận kết quả.")


def paused(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 07: the deadline rests by a decision with its document."""
    leader = world.by(world.leader)
    with clock.at(dt.date(2023, 1, 20)), journal.recording(by=leader):
        document = _decision(world, "Tạm dừng thời hạn trong khi chờ phê duyệt quy hoạch")
        remediation.pause_action(
            _action(plan), by=leader, because="Chờ phê duyệt quy hoạch theo quyết định kèm theo.", document=document
        )


def extended(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 08: an extension asked for, waiting for the leader's decision."""
    action, head = _action(plan), world.by(body.head)
    with clock.at(dt.date(2023, 1, 26)), journal.recording(by=head):
        remediation.ask_extension(
            action, by=head, to_date=dt.date(2023, 9, 30), because="Phải bổ sung khảo sát hiện trạng trước khi xử lý."
        )


def returned_plan(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 10: the superior asked for more; the plan is back with the body."""
    officer = world.by(world.officer)
    with clock.at(dt.date(2023, 1, 11)), journal.recording(by=officer):
        remediation.ask_plan_more(plan, by=officer, because="Đề nghị bổ sung mốc trung gian và sản phẩm từng quý.")


def done(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Bodies 09 and 11: confirmed as done; not closed, for the figure has not been settled."""
    with clock.at(dt.date(2023, 1, 16)), journal.recording(by=world.by(body.doer)):
        _indicator(world, body, finding, "Trường hợp tồn đọng", "vu", 6, 0)
    _confirmed(world, body, plan)


def settled(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 12: confirmed as done and the figure settled; the finding can be closed."""
    officer = world.by(world.officer)
    with clock.at(dt.date(2023, 1, 16)), journal.recording(by=world.by(body.doer)):
        figure = _indicator(world, body, finding, "Hồ sơ quá hạn chưa giải quyết", "ho-so", 6, 0)
    _confirmed(world, body, plan)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=officer):
        day = dt.date(2023, 1, 25)
        indicators.measure(figure, by=officer, as_of=day, value=Decimal(0), source="Số liệu kiểm tra (minh họa)")


def excepted(world: World, body: Body, finding: Finding, plan: Plan) -> None:
    """Body 14: confirmed as done, no figure can show it; an exception waits for the leader."""
    verifier = world.by(world.verifier)
    _confirmed(world, body, plan)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=verifier):
        finding.refresh_from_db()
        verification.ask_closure_exception(
            finding,
            by=verifier,
            reason="Đã có đủ ảnh và biên bản từng điểm; chưa có số liệu thống kê riêng (minh họa).",
        )


def _confirmed(world: World, body: Body, plan: Plan) -> None:
    action, doer, verifier = _action(plan), world.by(body.doer), world.by(world.verifier)
    _report(world, body, action, dt.date(2023, 1, 15), 100, "Đã hoàn thành theo danh mục.", paper=True)
    with clock.at(dt.date(2023, 1, 16)), journal.recording(by=doer):
        action.refresh_from_db()
        submission = remediation.submit(action, by=doer, note="Hoàn thành trước hạn.")
    with clock.at(dt.date(2023, 1, 26)), journal.recording(by=verifier):
        verification.accept(submission, by=verifier, reason="Sản phẩm đúng tiêu chí.")


COURSES: dict[int, Course] = {
    1: under_way,
    2: overdue,
    3: overdue,
    4: beyond_authority,
    5: monthly,
    6: submitted,
    7: paused,
    8: extended,
    9: done,
    10: returned_plan,
    12: settled,
    14: excepted,
}
"""By the number of the illustrative body."""
