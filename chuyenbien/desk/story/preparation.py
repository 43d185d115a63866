"""Who prepared the suggestions of 2022 and what was decided; and the next cycle, whose suggestions are prepared."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.enums import CodeList
from chuyenbien.preparing import operations as preparing
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .people import World, code

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
