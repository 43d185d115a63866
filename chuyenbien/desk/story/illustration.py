"""What happens at the illustrative bodies: every turn a matter can take, each at a body of its own."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.conferences import operations as conferences
from chuyenbien.core import clock
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action, Plan
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import DelegationMember, ReviewCycle, ReviewDossier

from . import courses, turns
from .cycles import dossier_of
from .people import Body, World, code

TURNS: dict[int, courses.Course] = {11: turns.reopened, 13: turns.by_directive}
"""Beside :data:`courses.COURSES`, by the number of the illustrative body."""
EXPLAINED = "Tập thể nhận thấy nội dung gợi ý là đúng; nguyên nhân chủ quan là chính, đã xác định người phụ trách."
STATEMENTS = {
    "dau-tu-cong": "Tỷ lệ giải ngân vốn đầu tư công thấp hơn kế hoạch được giao.",
    "cai-cach-hanh-chinh": "Còn hồ sơ thủ tục hành chính giải quyết quá hạn tại bộ phận một cửa.",
    "trat-tu-xay-dung": "Một số vi phạm trật tự xây dựng tồn đọng chưa được xử lý xong.",
    "ve-sinh-moi-truong": "Còn điểm tập kết rác thải tự phát chưa được giải tỏa.",
    "dat-dai": "Việc cấp giấy chứng nhận quyền sử dụng đất còn chậm so với kế hoạch.",
}
WORK = {
    "dau-tu-cong": ("Lập biểu tiến độ giải ngân từng dự án và giao ban hằng tháng", "Biểu tiến độ được ký ban hành"),
    "cai-cach-hanh-chinh": ("Rà soát, giải quyết dứt điểm hồ sơ quá hạn", "Số hồ sơ quá hạn bằng 0"),
    "trat-tu-xay-dung": ("Xử lý xong các vi phạm trong danh mục tồn đọng", "Biên bản xử lý từng trường hợp"),
    "ve-sinh-moi-truong": ("Giải tỏa các điểm tập kết rác tự phát", "Danh mục điểm đã giải tỏa có ảnh"),
    "dat-dai": ("Cấp giấy chứng nhận cho các hồ sơ đủ điều kiện", "Danh sách hồ sơ đã cấp"),
}


def last_year(world: World, cycle: ReviewCycle) -> None:
    """2021: four bodies were reviewed; one finding was closed, three stayed open, one of these recurs in 2022."""
    for place, body in enumerate(world.reviewed_before):
        dossier = dossier_of(cycle, body)
        review(world, dossier, body, dt.date(2021, 12, 6), delegated=False)
        finding = _state(world, dossier, body, "trat-tu-xay-dung", dt.date(2021, 12, 22))
        plan = _plan(world, dossier, body, [finding], dt.date(2022, 1, 10), due=dt.date(2022, 9, 30))
        if place == 2:
            _promise(world, dossier, body, dt.date(2021, 12, 23))
        if place == 0:
            courses.closed_last_year(world, body, finding, plan)


def this_year(world: World, cycle: ReviewCycle) -> None:
    """2022: the first bodies each take another course; the rest stand at some step of the review."""
    day = dt.date(2022, 12, 12)
    for place, body in enumerate(world.bodies):
        dossier = dossier_of(cycle, body)
        if place >= 24:
            continue  # these have not submitted yet
        with clock.at(dt.date(2022, 12, 2)), journal.recording(by=world.by(body.editor)):
            if place < 3:
                findings.carry_into(dossier, by=world.by(body.editor))
        if place >= 21:
            _submit(world, dossier, body, day, answered=place == 23)
            continue
        review(world, dossier, body, day + dt.timedelta(days=place % 9), delegated=True)
        if place >= 18:
            continue  # held, not concluded
        field = list(STATEMENTS)[place % 5]
        concluded = day + dt.timedelta(days=place % 9 + 4)
        finding = _conclude(world, dossier, body, field, concluded)
        if place == 17:
            turns.by_code(world, finding)
        if place >= 14:
            continue  # concluded, plan awaited
        plan = _plan(world, dossier, body, [finding], dt.date(2023, 1, 4), due=dt.date(2023, 6, 30))
        course = TURNS.get(place + 1) or courses.COURSES.get(place + 1)
        if course is not None:
            course(world, body, finding, plan)


def own_limitation(world: World, cycle: ReviewCycle) -> None:
    """Body 01 found a limitation itself, follows it up by itself and may send it up."""
    body = world.bodies[0]
    head = world.by(body.head)
    with clock.at(dt.date(2022, 12, 1)), journal.recording(by=head):
        finding = findings.draft_finding(
            dossier_of(cycle, body),
            by=head,
            field=code(CodeList.FIELD, "cai-cach-hanh-chinh"),
            nature="limitation",
            statement="Lịch tiếp công dân định kỳ chưa được niêm yết đầy đủ tại các bộ phận.",
            is_illustrative=True,
        )
        findings.adopt_finding(finding, by=head)
        action = remediation.add_action(
            by=head,
            finding=finding,
            task="Niêm yết lịch tiếp công dân tại tất cả các bộ phận và trên trang thông tin điện tử.",
            lead_person=body.doer,
            lead_unit=body.office,
            due_on=dt.date(2023, 2, 15),
            deliverable="Lịch tiếp công dân được niêm yết",
            acceptance_criterion="Đủ tại các bộ phận, có ảnh chụp kèm theo",
            authority=body.unit,
            authority_basis="Thẩm quyền của đơn vị",
        )
        remediation.issue_action(action, by=head)


def _submit(world: World, dossier: ReviewDossier, body: Body, day: dt.date, *, answered: bool) -> None:
    editor, head = world.by(body.editor), world.by(body.head)
    with clock.at(day), journal.recording(by=editor):
        reviews.write_section(
            dossier,
            "I.2",
            "Hoàn thành phần lớn chỉ tiêu được giao trong năm; số liệu cụ thể kèm theo biểu.",
            by=editor,
        )
        reviews.write_section(
            dossier, "V", "Tập thể nhận trách nhiệm; trách nhiệm cá nhân nêu trong từng hạn chế.", by=editor
        )
        if answered:
            for suggestion in dossier.suggestions.all():
                for item in suggestion.items.all():
                    reviews.explain(
                        item, text=EXPLAINED, cause="Phân công chưa rõ, đôn đốc chưa thường xuyên.", by=editor
                    )
        reviews.submit_dossier(dossier, by=head)


def review(world: World, dossier: ReviewDossier, body: Body, day: dt.date, *, delegated: bool) -> None:
    """Submitted, scheduled, held; by the delegation's secretary where there is one, else by the office."""
    _submit(world, dossier, body, day - dt.timedelta(days=6), answered=True)
    officer = world.by(world.officer)
    secretary = officer
    if delegated and dossier.delegation is not None:
        seat = dossier.delegation.members.get(role="secretary")
        secretary = world.by(seat.person)
    with clock.at(day - dt.timedelta(days=3)), journal.recording(by=officer):
        dossier.refresh_from_db()
        conference = conferences.schedule(
            dossier,
            clock.moment_of(day, 8),
            clock.moment_of(day, 17),
            "Phòng họp (minh họa)",
            by=officer,
            chair=body.head,
        )
    with clock.at(day), journal.recording(by=secretary):
        conferences.record_attendance(conference, by=secretary, present=[body.head, body.editor])
        conferences.write_minutes(
            conference, "Hội nghị nghe báo cáo, thảo luận, giải trình các nội dung được gợi ý (minh họa).", by=secretary
        )
        if delegated:
            for text, key in (("Nêu rõ trách nhiệm người đứng đầu và thời hạn khắc phục.", None),):
                conferences.record_direction(dossier, text, by=secretary, field=key)
        conferences.mark_held(conference, by=secretary)


def _promise(world: World, dossier: ReviewDossier, body: Body, day: dt.date) -> None:
    """A commitment: promised for the end of 2022, to be judged at the review of 2022."""
    leader = world.by(world.leader)
    with clock.at(day), journal.recording(by=leader):
        findings.state_finding(
            dossier=dossier,
            address=body.unit,
            field=code(CodeList.FIELD, "cai-cach-hanh-chinh"),
            nature="limitation",
            source="self",
            statement="Lịch họp giao ban với cơ sở chưa được duy trì đều.",
            track="commitment",
            promise="Duy trì giao ban với cơ sở mỗi tháng một lần (minh họa).",
            promise_due=dt.date(2022, 12, 31),
            responsible=[body.head],
            by=leader,
            is_illustrative=True,
        )


def _state(world: World, dossier: ReviewDossier, body: Body, field: str, day: dt.date) -> Finding:
    """Concluded by the superior's board itself where no delegation attended."""
    leader = world.by(world.leader)
    with clock.at(day), journal.recording(by=leader):
        dossier.refresh_from_db()
        conclusion = conferences.draft_conclusion(
            dossier,
            by=leader,
            strengths="Đoàn kết, hoàn thành nhiệm vụ trọng tâm.",
            plan_due=day + dt.timedelta(days=30),
        )
        conferences.add_line(
            conclusion,
            by=leader,
            effect="states",
            statement=STATEMENTS[field],
            nature="limitation",
            source="self",
            address=body.unit,
            field=code(CodeList.FIELD, field),
            responsible=[body.head],
        )
        conferences.issue_conclusion(conclusion, by=leader)
    return Finding.objects.filter(dossier=dossier).latest("pk")


def _conclude(world: World, dossier: ReviewDossier, body: Body, field: str, day: dt.date) -> Finding:
    members = DelegationMember.objects.filter(delegation=dossier.delegation).select_related("person")
    seats = {seat.role: seat.person for seat in members}
    secretary, head = world.by(seats["secretary"]), world.by(seats["head"])
    with clock.at(day), journal.recording(by=head):
        dossier.refresh_from_db()
        conclusion = conferences.draft_conclusion(
            dossier,
            by=secretary,
            strengths="Tập thể đoàn kết; các chỉ tiêu chủ yếu cơ bản hoàn thành (minh họa).",
            plan_due=day + dt.timedelta(days=20),
        )
        item = dossier.suggestions.get().items.order_by("number").first()
        conferences.add_line(
            conclusion,
            by=secretary,
            effect="states",
            direction=dossier.directions.get(),
            statement=STATEMENTS[field],
            nature="limitation",
            source="suggestion",
            suggestion_item=item,
            follow_up="key" if field == "dau-tu-cong" else "regular",
            address=body.unit,
            field=code(CodeList.FIELD, field),
            responsible=[body.head],
        )
        conferences.issue_conclusion(conclusion, by=head)
    return Finding.objects.filter(dossier=dossier).latest("pk")


def _plan(
    world: World, dossier: ReviewDossier, body: Body, stated: list[Finding], day: dt.date, *, due: dt.date
) -> Plan:
    """Drafted and issued by the body, accepted by the superior."""
    editor, head, leader = world.by(body.editor), world.by(body.head), world.by(world.leader)
    with clock.at(day), journal.recording(by=editor):
        dossier.refresh_from_db()
        plan = remediation.draft_plan(
            dossier,
            by=editor,
            title=f"Kế hoạch khắc phục hạn chế, khuyết điểm — {body.unit.name}",
            is_illustrative=True,
        )
        for finding in stated:
            _work(world, plan, finding, body, due)
    with clock.at(day + dt.timedelta(days=2)), journal.recording(by=head):
        remediation.issue_plan(plan, by=head)
    if body not in (world.bodies[9], world.bodies[12]):  # these two wait for the superior's word
        with clock.at(day + dt.timedelta(days=6)), journal.recording(by=leader):
            plan.refresh_from_db()
            remediation.accept_plan(plan, by=leader)
    plan.refresh_from_db()
    return plan


def _work(world: World, plan: Plan, finding: Finding, body: Body, due: dt.date) -> Action:
    key = finding.field.code
    task, criterion = WORK[key]
    return remediation.add_action(
        plan,
        by=world.by(body.editor),
        finding=finding,
        task=task,
        lead_person=body.doer,
        lead_unit=body.office,
        supervising_leader=body.head,
        due_on=due,
        deliverable="Báo cáo kết quả kèm danh mục",
        acceptance_criterion=criterion,
        authority=body.unit,
        authority_basis="Thẩm quyền của đơn vị",
    )
