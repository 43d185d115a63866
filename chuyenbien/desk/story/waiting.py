"""What waits for somebody on the story's day, each at an illustrative body of its own."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.conferences import operations as conferences
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.escalation import operations as escalation
from chuyenbien.findings import operations as findings
from chuyenbien.followup import operations as followup
from chuyenbien.journal import redaction
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.models import Action
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import DelegationMember, ReviewCycle, ReviewDossier

from . import illustration
from .cycles import dossier_of
from .people import Body, World, code


def leave(world: World, cycle: ReviewCycle) -> None:
    """Drafts, calls and questions that nobody has decided yet."""
    _task(world, world.bodies[0])
    _meeting_held(world, world.bodies[0])
    _meeting(world, world.bodies[0])
    _meeting_on_paper(world, world.bodies[5])
    _petition(world, world.bodies[4])
    _plan_begun(world, dossier_of(cycle, world.bodies[15]), world.bodies[15])
    _conclusion_begun(world, dossier_of(cycle, world.bodies[18]), world.bodies[18])
    _second_round(world, dossier_of(cycle, world.bodies[17]), world.bodies[17])
    _conference_called(world, dossier_of(cycle, world.bodies[21]))
    _report_begun(world, dossier_of(cycle, world.bodies[24]), world.bodies[24])
    _letter_drafted(world, dossier_of(cycle, world.bodies[25]))
    _redaction_asked(world)


def _task(world: World, body: Body) -> None:
    """A programme of the city assigns a task, and the body has not made an action of it."""
    officer = world.by(world.officer)
    with clock.at(dt.date(2023, 1, 10)), journal.recording(by=officer):
        documents.assign_task(
            DirectiveTask.objects.filter(is_illustrative=True).latest("pk").directive,
            text="Rà soát các dự án chậm tiến độ, báo cáo phương án xử lý từng dự án.",
            unit=body.unit,
            field=code(CodeList.FIELD, "dau-tu-cong"),
            due_on=dt.date(2023, 6, 30),
            number="3",
            by=officer,
        )


def _meeting_held(world: World, body: Body) -> None:
    """The month before: one action reminded of; the secretary had written the day down wrongly and corrects it."""
    head, editor = world.by(body.head), world.by(body.editor)
    action = Action.objects.filter(address=body.unit, state="active").earliest("pk")
    with clock.at(dt.date(2023, 1, 17)), journal.recording(by=head):
        meeting = followup.plan_meeting(
            unit=body.unit,
            title="Họp kiểm điểm tiến độ tháng 01/2023 (minh họa)",
            starts_at=clock.moment_of(dt.date(2023, 1, 18), 8),
            chair=body.head,
            secretary=body.editor,
            place="Phòng họp (minh họa)",
            by=head,
            is_illustrative=True,
        )
        if not meeting.items.filter(action=action).exists():
            followup.add_item(meeting, action, by=head)
    item = meeting.items.get(action=action)
    with clock.at(dt.date(2023, 1, 18)), journal.recording(by=head):
        present = [body.head, body.editor]
        followup.record_attendance(meeting, by=head, present=present)
        note, until = "Làm rõ ba dự án còn lại (minh họa).", dt.date(2023, 3, 15)
        followup.decide(item, by=head, decision="remind", note=note, due_by=until)
        followup.hold_meeting(meeting, by=head, minutes="Nhắc tiến độ, làm rõ ba dự án còn lại (minh họa).")
    with clock.at(dt.date(2023, 1, 19)), journal.recording(by=editor):
        followup.correct_decision(
            item, by=editor, promised_on=dt.date(2023, 3, 31), because="Ghi nhầm ngày so với kết luận (minh họa)."
        )


def _meeting(world: World, body: Body) -> None:
    head = world.by(body.head)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=head):
        meeting = followup.plan_meeting(
            unit=body.unit,
            title="Họp kiểm điểm tiến độ tháng 02/2023 (minh họa)",
            starts_at=clock.moment_of(dt.date(2023, 2, 3), 8),
            chair=body.head,
            secretary=body.editor,
            place="Phòng họp (minh họa)",
            silent_days=30,
            reply_days=7,
            quorum_percent=60,
            by=head,
            is_illustrative=True,
        )
        followup.expect(meeting, [body.head, body.editor, body.doer], by=head)
        for action in Action.objects.filter(address=body.unit, state="active"):
            if not meeting.items.filter(action=action).exists():
                followup.add_item(meeting, action, by=head)


def _meeting_on_paper(world: World, body: Body) -> None:
    """Held on paper, entered four days later from its minutes: one item decided, one left."""
    held, editor = dt.date(2023, 1, 13), world.by(body.editor)
    actions = list(Action.objects.filter(address=body.unit, issued_at__lt=clock.moment_of(held, 0)).order_by("pk")[:2])
    with clock.at(dt.date(2023, 1, 17)), journal.recording(by=editor):
        meeting = followup.enter_meeting(
            unit=body.unit,
            title="Họp kiểm điểm tiến độ đầu năm 2023 (minh họa)",
            starts_at=clock.moment_of(held, 8),
            chair=body.head,
            secretary=body.editor,
            place="Hội trường (minh họa)",
            number="01-BB/ĐU (minh họa)",
            issued_on=held,
            by=editor,
            is_illustrative=True,
        )
        items = [followup.add_item(meeting, action, by=editor) for action in actions]
    with clock.at(dt.date(2023, 1, 17)), journal.recording(by=world.by(body.head)):
        for item in items[:1]:
            followup.decide(item, by=world.by(body.head), decision="remind", note="Theo biên bản (minh họa).")


def _petition(world: World, body: Body) -> None:
    """Drafted by the body, not yet signed."""
    doer, head = world.by(body.doer), world.by(body.head)
    action = Action.objects.filter(address=body.unit, state="active").latest("pk")
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=doer):
        obstacle = escalation.raise_obstacle(
            action,
            by=doer,
            kind=code(CodeList.OBSTACLE_KIND, "phap-luat"),
            text="Hồ sơ có nguồn gốc đất trước năm 1993 chưa có hướng dẫn xử lý thống nhất.",
            within_authority=False,
            is_illustrative=True,
        )
        escalation.draft_request(
            obstacle,
            by=head,
            authority=world.city,
            own_efforts="Đã phân loại hồ sơ, đã xin ý kiến cơ quan chuyên môn một lần.",
            legal_basis="Thẩm quyền chỉ đạo của cấp trên trực tiếp (minh họa).",
            request="Đề nghị chỉ đạo cơ quan chuyên môn hướng dẫn thống nhất.",
            answer_due=dt.date(2023, 2, 28),
            is_illustrative=True,
        )


def _plan_begun(world: World, dossier: ReviewDossier, body: Body) -> None:
    """A plan being written: its action still lacks a person and a date."""
    editor = world.by(body.editor)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=editor):
        plan = remediation.draft_plan(
            dossier,
            by=editor,
            title=f"Kế hoạch khắc phục hạn chế, khuyết điểm — {body.unit.name}",
            is_illustrative=True,
        )
        remediation.add_action(
            plan,
            by=editor,
            finding=dossier.findings.get(),
            task="Rà soát toàn bộ hồ sơ tồn đọng, phân loại theo mức độ đủ điều kiện",
            lead_unit=body.office,
            deliverable="Danh mục hồ sơ đã phân loại",
        )


def _conclusion_begun(world: World, dossier: ReviewDossier, body: Body) -> None:
    """The secretary of the delegation has drafted; the head has not issued."""
    secretary = world.by(DelegationMember.objects.get(delegation=dossier.delegation, role="secretary").person)
    with clock.at(dt.date(2023, 1, 5)), journal.recording(by=secretary):
        conclusion = conferences.draft_conclusion(
            dossier,
            by=secretary,
            strengths="Tập thể đoàn kết, cầu thị (minh họa).",
            plan_due=dt.date(2023, 2, 28),
        )
        conferences.add_line(
            conclusion,
            by=secretary,
            effect="states",
            direction=dossier.directions.get(),
            statement="Còn điểm tập kết rác thải tự phát chưa được giải tỏa.",
            nature="limitation",
            source="self",
            address=body.unit,
            field=code(CodeList.FIELD, "ve-sinh-moi-truong"),
        )


def _second_round(world: World, dossier: ReviewDossier, body: Body) -> None:
    """Opened again by the leader, held again; what becomes of the earlier finding is not said yet."""
    leader = world.by(world.leader)
    with clock.at(dt.date(2023, 1, 6)), journal.recording(by=leader):
        dossier.refresh_from_db()
        reviews.reopen_dossier(dossier, by=leader, because="Bổ sung nội dung sau kiểm tra (minh họa).")
    illustration.review(world, dossier, body, dt.date(2023, 1, 19), delegated=True)
    secretary = world.by(DelegationMember.objects.get(delegation=dossier.delegation, role="secretary").person)
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=secretary):
        dossier.refresh_from_db()
        conferences.draft_conclusion(dossier, by=secretary, plan_due=dt.date(2023, 3, 15))


def _conference_called(world: World, dossier: ReviewDossier) -> None:
    officer = world.by(world.officer)
    with clock.at(dt.date(2023, 1, 27)), journal.recording(by=officer):
        conferences.schedule(
            dossier,
            clock.moment_of(dt.date(2023, 2, 2), 8),
            clock.moment_of(dt.date(2023, 2, 2), 11),
            "Phòng họp (minh họa)",
            by=officer,
        )


def _report_begun(world: World, dossier: ReviewDossier, body: Body) -> None:
    """The body is still writing: an earlier finding has been taken in, a limitation of its own is a draft."""
    editor = world.by(body.editor)
    with clock.at(dt.date(2023, 1, 18)), journal.recording(by=editor):
        findings.carry_into(dossier, by=editor)
        findings.draft_finding(
            dossier,
            by=editor,
            field=code(CodeList.FIELD, "cai-cach-hanh-chinh"),
            nature="limitation",
            statement="Phối hợp giữa các bộ phận khi giải quyết hồ sơ liên thông còn chậm.",
            is_illustrative=True,
        )


def _letter_drafted(world: World, dossier: ReviewDossier) -> None:
    """A further letter lies before the leader."""
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=world.by(world.officer)):
        reviews.draft_suggestion(
            dossier,
            [("Kết quả xử lý các kiến nghị sau kiểm tra trong năm", None)],
            by=world.by(world.officer),
            answer_by=dt.date(2023, 2, 10),
            is_illustrative=True,
        )


def _redaction_asked(world: World) -> None:
    leader = world.by(world.leader)
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=leader):
        event = Event.objects.filter(type="remediation.progress_reported").latest("seq")
        redaction.ask(event, by=leader, because="Nội dung báo cáo nêu tên riêng của người dân (minh họa).")
