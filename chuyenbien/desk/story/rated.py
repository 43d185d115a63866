"""Ratings at illustrative bodies only: two of 2021 that were published, and what is being prepared for 2022.

The bodies the article names are left out: it says nothing of a rating of theirs.
"""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.enums import CodeList
from chuyenbien.ratings import operations as ratings
from chuyenbien.ratings.models import Rating
from chuyenbien.reviews.models import ReviewCycle

from .cycles import dossier_of
from .people import Body, World, code

GROUP = "Khối đơn vị minh họa"
PARTS = ("building", "tasks", "remedy")
BECAUSE = "Quy định không nêu mức tiêu chí cho tập thể; xét toàn diện kết quả trong năm (minh họa)."
ASKED = "Đề nghị xem xét thêm các nhiệm vụ phát sinh trong năm (minh họa)."


def last_year(world: World, cycle: ReviewCycle) -> None:
    """2021: decided and published; one body petitioned, and its rating was kept."""
    first, second = world.bodies[0], world.bodies[1]
    opened = _open(world, cycle, [first, second], dt.date(2022, 1, 4))
    for rating, body in zip(opened, (first, second), strict=True):
        _prepare(world, rating, body, dt.date(2022, 1, 5), tasks="good" if body is first else "average")
    with clock.at(dt.date(2022, 1, 14)), journal.recording(by=world.by(world.leader)):
        paper = _paper(world, "21-QĐ/TU (minh họa)", dt.date(2022, 1, 14), "Xếp loại tập thể năm 2021 (minh họa)")
        for rating, level in zip(opened, ("good", "fulfilled"), strict=True):
            ratings.decide(rating, level, by=world.by(world.leader), document=paper, because=BECAUSE)
        ratings.publish_ratings(cycle, by=world.by(world.leader), document=paper)
    with clock.at(dt.date(2022, 1, 17)), journal.recording(by=world.by(world.officer)):
        for rating in opened:
            rating.refresh_from_db()
            ratings.notify(rating, by=world.by(world.officer), document=paper)
    _petition(world, opened[1], second)


def this_year(world: World, cycle: ReviewCycle) -> None:
    """2022: each step of a rating at a body of its own, and the head of the first whose rating has just begun."""
    bodies = [world.bodies[place] for place in (0, 2, 3)]
    opened = _open(world, cycle, bodies, dt.date(2023, 1, 16))
    for rating, body in zip(opened, bodies, strict=True):
        _prepare(world, rating, body, dt.date(2023, 1, 17), tasks="good")
    with clock.at(dt.date(2023, 1, 18)), journal.recording(by=world.by(world.officer)):
        ratings.open_person_rating(
            dossier_of(cycle, bodies[0]),
            bodies[0].head,
            "leader",
            by=world.by(world.officer),
            is_head=True,
            group="Người đứng đầu (minh họa)",
            is_illustrative=True,
        )
    leader = world.by(world.leader)
    with clock.at(dt.date(2023, 1, 26)), journal.recording(by=leader):
        paper = _paper(world, "92-QĐ/TU (minh họa)", dt.date(2023, 1, 26), "Xếp loại tập thể năm 2022 (minh họa)")
        for rating in opened[1:]:
            rating.refresh_from_db()
            ratings.decide(rating, "good", by=leader, document=paper, because=BECAUSE)
        ratings.publish_ratings(opened[2], by=leader, document=paper)
        ratings.notify(opened[2], by=world.by(world.officer), document=paper)
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=world.by(bodies[2].head)):
        opened[2].refresh_from_db()
        ratings.file_petition(opened[2], by=world.by(bodies[2].head), text=ASKED)


def _open(world: World, cycle: ReviewCycle, bodies: list[Body], day: dt.date) -> list[Rating]:
    officer = world.by(world.officer)
    with clock.at(day), journal.recording(by=officer):
        opened = ratings.open_ratings(cycle, by=officer, dossiers=[dossier_of(cycle, body) for body in bodies])
        for rating in opened:
            ratings.set_group(rating, GROUP, by=officer)
    return opened


def _prepare(world: World, rating: Rating, body: Body, day: dt.date, *, tasks: str) -> None:
    """The body confirms its list and rates itself; two days later the office appraises."""
    criteria = {**dict.fromkeys(PARTS, "good"), "tasks": tasks}
    with clock.at(day), journal.recording(by=world.by(body.editor)):
        ratings.confirm_task_list(rating, by=world.by(body.editor))
        ratings.assess(
            rating, "self", by=world.by(body.head), level="good", criteria=dict.fromkeys(PARTS, "good"), explanation=""
        )
    with clock.at(day + dt.timedelta(days=2)), journal.recording(by=world.by(world.officer)):
        ratings.assess(
            rating,
            "appraisal",
            by=world.by(world.officer),
            level="good" if tasks == "good" else "fulfilled",
            criteria=criteria,
            explanation="Đối chiếu với kết quả nhiệm vụ trong năm (minh họa).",
        )


def _petition(world: World, rating: Rating, body: Body) -> None:
    with clock.at(dt.date(2022, 1, 20)), journal.recording(by=world.by(body.head)):
        rating.refresh_from_db()
        petition = ratings.file_petition(rating, by=world.by(body.head), text=ASKED)
    leader = world.by(world.leader)
    with clock.at(dt.date(2022, 1, 28)), journal.recording(by=leader):
        number = "91-CV/TU (minh họa)"
        paper = _paper(world, number, dt.date(2022, 1, 28), "Trả lời kiến nghị về kết quả xếp loại (minh họa)", "cv")
        ratings.answer_petition(
            petition, "kept", by=leader, document=paper, text="Nhiệm vụ phát sinh đã được xem xét khi thẩm định."
        )


def _paper(world: World, number: str, day: dt.date, abstract: str, kind: str = "qd") -> Document:
    return documents.register(
        kind=code(CodeList.DOCUMENT_KIND, kind),
        issuer=world.city,
        unit=world.city,
        by=world.by(world.officer),
        number=number,
        issued_on=day,
        abstract=abstract,
        is_illustrative=True,
    )
