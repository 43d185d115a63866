"""Who prepared the suggestions of 2022 and what was decided; and the next cycle, whose suggestions are prepared."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import CodeList, Level
from chuyenbien.orgs.models import Unit
from chuyenbien.preparing import operations as preparing
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .people import SINCE, World, code, person

SUGGESTED = ("hoan-kiem", "tong-cong-ty")
"""The two of the 29 suggested bodies that the article names; the others are illustrations."""


def decide_2022(world: World, cycle: ReviewCycle) -> None:
    """29 bodies are suggested; number and day of the decision are an illustration."""
    leader = world.by(world.leader)
    with clock.at(dt.date(2022, 11, 14)), journal.recording(by=leader):
        named = preparing.name_preparer(cycle, world.officer, by=leader)
    chosen = [body.unit for body in world.bodies] + [world.real[key] for key in SUGGESTED]
    with clock.at(dt.date(2022, 11, 24)), journal.recording(by=leader):
        preparing.decide_bodies(
            cycle,
            ReviewDossier.objects.filter(cycle=cycle, body__in=chosen),
            by=leader,
            document=_paper(world, "02-QĐ/TU (minh họa)", dt.date(2022, 11, 24)),
            is_illustrative=True,
        )
        preparing.withdraw_preparer(named, by=leader, because="Đã có quyết định (minh họa).")


def next_cycle(world: World, before: ReviewCycle) -> ReviewCycle:
    """2023: a few illustrative bodies; the officer is named to prepare, nothing is decided."""
    officer, leader = world.by(world.officer), world.by(world.leader)
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=officer):
        cycle = reviews.open_cycle(
            world.city,
            "Kiểm điểm năm 2023 (minh họa)",
            dt.date(2023, 1, 1),
            dt.date(2023, 12, 31),
            before.rule_pack,
            by=officer,
            previous=before,
            is_illustrative=True,
        )
        for body in world.bodies[:6]:
            reviews.add_body(cycle, body.unit, by=officer, is_illustrative=True)
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=leader):
        preparing.name_preparer(cycle, world.officer, by=leader)
    return cycle


def ask_opinions(world: World, cycle: ReviewCycle) -> None:
    """Two illustrative agencies are asked about three illustrative bodies; one has answered about two of them."""
    officer, leader = world.by(world.officer), world.by(world.leader)
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=None):
        agencies = [_agency(world, number) for number in (1, 2)]
        head = person("Trưởng Ban tham mưu minh họa 01", head=agencies[0])
        person("Trưởng Ban tham mưu minh họa 02", head=agencies[1])
    dossiers = list(ReviewDossier.objects.filter(cycle=cycle).order_by("body__official_order")[:3])
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=officer):
        asked = preparing.open_round(
            cycle,
            "bodies",
            by=officer,
            title="Danh sách tập thể dự kiến gợi ý kiểm điểm năm 2023 (minh họa)",
            bodies=dossiers,
            agencies=agencies,
            lead_days=5,
        )
    consultation = asked.consultations.get(agency=agencies[0])
    first, second = consultation.opinions.filter(dossier__in=dossiers[:2]).order_by("dossier__body__official_order")
    by = world.by(head)
    with clock.at(dt.date(2023, 1, 31)), journal.recording(by=by):
        preparing.answer(first, "opinion", by=by, text="Đề nghị ghi rõ thời hạn giải trình (minh họa).")
        preparing.answer(second, "none", by=by)
    with clock.at(dt.date(2023, 1, 31)), journal.recording(by=leader):
        paper = _paper(world, "05-KL/TU (minh họa)", dt.date(2023, 1, 31))
        preparing.settle(asked, dossiers[:1], "as_drafted", by=leader, document=paper)
    with clock.at(dt.date(2023, 1, 31)), journal.recording(by=officer):
        preparing.tell(asked, agencies[:1], by=officer)


def _agency(world: World, number: int) -> Unit:
    return orgs.create_unit(
        f"Ban tham mưu minh họa {number:02d}",
        kind=code(CodeList.UNIT_KIND, "phong-ban"),
        level=Level.AGENCY,
        valid_from=SINCE,
        official_order=10 + number,
        by=None,
        parent=world.city,
        is_illustrative=True,
    )


def _paper(world: World, number: str, day: dt.date) -> Document:
    return documents.register(
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=world.city,
        unit=world.city,
        by=world.by(world.officer),
        number=number,
        issued_on=day,
        abstract="Danh sách tập thể được gợi ý kiểm điểm (số, ngày: minh họa)",
        is_illustrative=True,
    )
