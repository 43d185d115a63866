"""The two cycles, the suggestions to 29 bodies and the nine delegations."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.orgs.enums import CodeList
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .people import Body, World, code

PACK = "132-2018"
POINTS = (
    ("dau-tu-cong", "Tiến độ giải ngân vốn đầu tư công và trách nhiệm của người đứng đầu"),
    ("cai-cach-hanh-chinh", "Việc giải quyết thủ tục hành chính quá hạn tại bộ phận một cửa"),
    ("trat-tu-xay-dung", "Công tác quản lý trật tự xây dựng và xử lý vi phạm tồn đọng"),
    ("ve-sinh-moi-truong", "Công tác thu gom, xử lý rác thải và các điểm tập kết"),
    ("dat-dai", "Việc cấp giấy chứng nhận quyền sử dụng đất còn tồn đọng"),
)


def open_2021(world: World) -> ReviewCycle:
    """The cycle of 2021: the illustrative bodies that carry something over, and Mê Linh."""
    officer = world.by(world.officer)
    with clock.at(dt.date(2021, 11, 15)), journal.recording(by=officer):
        cycle = reviews.open_cycle(
            world.city, "Kiểm điểm năm 2021", dt.date(2021, 1, 1), dt.date(2021, 12, 31), PACK, by=officer
        )
        for body in world.reviewed_before:
            reviews.add_body(cycle, body.unit, by=officer, is_illustrative=True)
        reviews.add_body(cycle, world.real["me-linh"], by=officer)
    return cycle


def open_2022(world: World, before: ReviewCycle) -> ReviewCycle:
    """The cycle of 2022 with all its bodies."""
    officer = world.by(world.officer)
    with clock.at(dt.date(2022, 11, 10)), journal.recording(by=officer):
        cycle = reviews.open_cycle(
            world.city,
            "Kiểm điểm năm 2022",
            dt.date(2022, 1, 1),
            dt.date(2022, 12, 31),
            PACK,
            by=officer,
            previous=before,
            milestones=[
                ("suggest", dt.date(2022, 11, 25), "minh họa"),
                ("draft", dt.date(2022, 12, 10), "minh họa"),
                ("conference", dt.date(2022, 12, 31), "cuối tháng 12/2022"),
                ("plan", dt.date(2023, 1, 31), "minh họa"),
                ("report", dt.date(2023, 2, 15), "minh họa"),
            ],
        )
        for key in ("me-linh", "bac-tu-liem", "hoan-kiem", "thuong-tin", "tong-cong-ty"):
            reviews.add_body(cycle, world.real[key], by=officer)
        for body in world.bodies:
            reviews.add_body(cycle, body.unit, by=officer, is_illustrative=True)
    return cycle


def dossier_of(cycle: ReviewCycle, body: Body) -> ReviewDossier:
    return ReviewDossier.objects.get(cycle=cycle, body=body.unit)


def suggest_and_delegate(world: World, cycle: ReviewCycle) -> None:
    """27 illustrative letters (the two real ones are entered from the article), nine delegations for 29 bodies."""
    officer, leader = world.by(world.officer), world.by(world.leader)
    with clock.at(dt.date(2022, 11, 25)), journal.recording(by=leader):
        for place, body in enumerate(world.bodies):
            points = [POINTS[place % 5], POINTS[(place + 1) % 5]]
            draft = reviews.draft_suggestion(
                dossier_of(cycle, body),
                [(text, code(CodeList.FIELD, field)) for field, text in points],
                by=officer,
                answer_by=dt.date(2022, 12, 10),
                is_illustrative=True,
            )
            number = f"{place + 1:02d}-CV/TU (minh họa)"
            reviews.issue_by_letter(draft, by=leader, number=number, issued_on=dt.date(2022, 11, 25))
    with clock.at(dt.date(2022, 11, 28)), journal.recording(by=leader):
        decision = documents.register(
            kind=code(CodeList.DOCUMENT_KIND, "qd"),
            issuer=world.city,
            unit=world.city,
            by=officer,
            number="01-QĐ/TU (minh họa)",
            issued_on=dt.date(2022, 11, 28),
            abstract="Thành lập chín đoàn công tác dự và chỉ đạo kiểm điểm (số, ngày, thành phần: minh họa)",
            is_illustrative=True,
        )
        for place in range(9):
            delegation = reviews.form_delegation(
                cycle,
                place + 1,
                world.heads[place],
                world.secretaries[place],
                [world.members[place]],
                by=leader,
                decision=decision,
                is_illustrative=True,
            )
            for body in world.bodies[3 * place : 3 * place + 3]:
                reviews.assign_delegation(delegation, dossier_of(cycle, body), by=leader)
