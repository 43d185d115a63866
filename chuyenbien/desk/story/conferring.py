"""What a body, its superior and a delegation do around one draft report and one conference."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.conferences import operations as conferences
from chuyenbien.conferences.models import Conference
from chuyenbien.core import clock
from chuyenbien.documents.models import Document
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle

from .cycles import dossier_of
from .people import Body, World


def prepare(world: World, cycle: ReviewCycle) -> None:
    """The draft goes to those attending, opinions come in; another body has chosen a topic of its own."""
    _draft_sent(world, cycle, world.bodies[21])
    _topic_chosen(world, cycle, world.bodies[24])
    _conference_prepared(world, cycle, world.bodies[21])


def close_for_data(world: World, before: ReviewCycle) -> None:
    """The cycle of the year before is closed for data."""
    leader = world.by(world.leader)
    with clock.at(dt.date(2023, 1, 31)), journal.recording(by=leader):
        reviews.lock_data(before, by=leader, because="Đã báo cáo cấp trên (minh họa)")


def _draft_sent(world: World, cycle: ReviewCycle, body: Body) -> None:
    editor = world.by(body.editor)
    version = dossier_of(cycle, body).versions.get()
    with clock.at(dt.date(2023, 1, 29)), journal.recording(by=editor):
        reviews.send_version(
            version,
            by=editor,
            sent_on=dt.date(2023, 1, 29),
            people=[body.head, body.editor],
            names=["Ủy ban Mặt trận Tổ quốc (minh họa)"],
        )
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=editor):
        opinion = reviews.give_opinion(
            version,
            by=editor,
            kind="opinion",
            given_on=dt.date(2023, 1, 30),
            name="Ủy ban Mặt trận Tổ quốc (minh họa)",
            summary="Đề nghị nêu rõ hơn trách nhiệm của từng cá nhân phụ trách lĩnh vực.",
        )
        reviews.take_up_opinion(opinion, by=editor, taken="taken")
        reviews.give_opinion(version, by=editor, kind="none", given_on=dt.date(2023, 1, 30), person=body.head)


def _topic_chosen(world: World, cycle: ReviewCycle, body: Body) -> None:
    editor = world.by(body.editor)
    with clock.at(dt.date(2023, 1, 19)), journal.recording(by=editor):
        reviews.set_topics(
            dossier_of(cycle, body),
            [("Việc phối hợp giải quyết hồ sơ liên thông", "Nhiều hồ sơ trễ hạn ở khâu phối hợp (minh họa)")],
            by=editor,
        )


def _conference_prepared(world: World, cycle: ReviewCycle, body: Body) -> None:
    """Order of speaking, numbered copies, and opinions that came in writing before the day."""
    conference = Conference.objects.select_related("dossier__cycle", "dossier__body").get(
        dossier=dossier_of(cycle, body)
    )
    secretary = world.by(conference.secretary) if conference.secretary else world.by(world.officer)
    with clock.at(dt.date(2023, 1, 31)), journal.recording(by=secretary):
        conferences.set_order(
            conference,
            [
                conferences.Turn("collective"),
                conferences.Turn("head", person=body.head),
                conferences.Turn("members", person=body.editor),
            ],
            by=secretary,
            because="Theo chương trình đã gửi (minh họa)",
        )
        _first, second = conferences.issue_copies(conference, by=secretary, people=[body.head, body.editor], names=[])
        conferences.take_back(second, by=secretary)
        opinion = conferences.record_opinion(conference, "Đề nghị làm rõ tiến độ từng dự án (minh họa).", by=secretary)
        conferences.answer_opinion(opinion, by=secretary, taken="taken")
        decision = Document.objects.filter(is_illustrative=True, kind__code="qd").earliest("pk")
        conferences.allow_names(conference, decision, by=secretary)
        conferences.name_speaker(opinion, "Đại biểu minh họa", by=secretary)
