"""A few self-reviews at illustrative bodies: promised last year, answered this year, sealed, on paper, not begun."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.selfreviews import operations
from chuyenbien.selfreviews.models import SelfReview

from .cycles import dossier_of
from .people import Body, World

SECTIONS = {
    "I.1": "Giữ vững lập trường, chấp hành quy chế làm việc; tác phong sâu sát cơ sở (minh họa).",
    "I.2": "Hoàn thành nhiệm vụ được phân công; một số việc còn chậm so với kế hoạch (minh họa).",
    "II": "Việc đôn đốc, kiểm tra có lúc chưa thường xuyên; nguyên nhân chủ quan là chính (minh họa).",
    "VI": "Giao ban tiến độ hằng tháng, trực tiếp kiểm tra các việc chậm (minh họa).",
}
PROMISES = ("Mỗi quý trực tiếp kiểm tra tiến độ tại cơ sở (minh họa)", "Hoàn thành lớp bồi dưỡng trong năm (minh họa)")


def last_year(world: World, cycle: ReviewCycle) -> None:
    """The heads of two bodies handed theirs in, with commitments for 2022."""
    for body in (world.bodies[0], world.bodies[24]):
        one = _open(world, cycle, body, body.head, dt.date(2021, 11, 22))
        _write(world, one, dt.date(2021, 11, 26))
        _hand_in(world, one, dt.date(2021, 11, 29))


def this_year(world: World, cycle: ReviewCycle) -> None:
    """2022: at one body all are sealed, one of them from paper; at another they are on their way."""
    first, later = world.bodies[0], world.bodies[24]
    sealed = _open(world, cycle, first, first.head, dt.date(2022, 11, 28))
    _write(world, sealed, dt.date(2022, 12, 1))
    _papers(world, sealed, dt.date(2022, 12, 1))
    _answer(world, sealed, dt.date(2022, 12, 2))
    _hand_in(world, sealed, dt.date(2022, 12, 5))
    paper = _open(world, cycle, first, first.editor, dt.date(2022, 11, 28))
    _on_paper(world, paper, dt.date(2022, 12, 5))
    begun = _open(world, cycle, later, later.head, dt.date(2023, 1, 9))
    with clock.at(dt.date(2023, 1, 12)), journal.recording(by=world.by(later.head)):
        operations.write_section(begun, "I.1", SECTIONS["I.1"], by=world.by(later.head))
    given = _open(world, cycle, later, later.editor, dt.date(2023, 1, 9))
    _write(world, given, dt.date(2023, 1, 13))
    _hand_in(world, given, dt.date(2023, 1, 16))


def _open(world: World, cycle: ReviewCycle, body: Body, person: Person, day: dt.date) -> SelfReview:
    officer = world.by(world.officer)
    kind = "leader" if person == body.head else "non_leader"
    with clock.at(day), journal.recording(by=officer):
        made = operations.open_self_reviews(dossier_of(cycle, body), [person], kind, by=officer, is_illustrative=True)
    return made[0]


def _write(world: World, one: SelfReview, day: dt.date) -> None:
    by = world.by(one.person)
    with clock.at(day), journal.recording(by=by):
        for key, text in SECTIONS.items():
            operations.write_section(one, key, text, by=by)
        operations.commit(one, PROMISES, by=by)


def _papers(world: World, one: SelfReview, day: dt.date) -> None:
    by = world.by(one.person)
    upload = SimpleUploadedFile("nhan-xet-minh-hoa.txt", "Nhận xét nơi cư trú (minh họa)".encode(), "text/plain")
    with clock.at(day), journal.recording(by=by):
        operations.check_paper(one, "residence", "present", by=by, upload=upload)
        operations.check_paper(one, "declaration", "not_needed", by=by, reason="Đã nộp theo đợt kê khai (minh họa)")


def _answer(world: World, one: SelfReview, day: dt.date) -> None:
    by = world.by(one.person)
    with clock.at(day), journal.recording(by=by):
        for place, point in enumerate(one.earlier_points.all()):
            outcome = "under_way" if place == 1 else "done"
            operations.answer_point(point, by=by, outcome=outcome, text="Đã thực hiện theo lịch (minh họa).")


def _hand_in(world: World, one: SelfReview, day: dt.date) -> None:
    by = world.by(one.person)
    one.refresh_from_db()
    with clock.at(day), journal.recording(by=by):
        operations.hand_in(one, by=by, own_level="good")


def _on_paper(world: World, one: SelfReview, day: dt.date) -> None:
    by = Actor(world.officer.user_id, one.person, entered_by=world.officer)
    scan = SimpleUploadedFile("ban-giay-minh-hoa.txt", "Bản chụp (minh họa)".encode(), "text/plain")
    with clock.at(day), journal.recording(by=by):
        operations.hand_in_paper(one, by=by, handed_in_on=day, scan=scan, own_level="good")
