"""How the tests come to a round of opinions: two bodies, two agencies. Through the verbs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from chuyenbien import journal
from chuyenbien.orgs.enums import Level, Role
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.preparing import operations
from chuyenbien.preparing.models import Consultation, Opinion, OpinionRound
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import make_person, make_unit

from . import making
from .making import Prepared, act

DAY = dt.date(2023, 10, 6)
"""The day by which the round of the tests is to be answered."""


@dataclass
class Asked:
    """A round on the list of bodies. ``organiser`` heads the first agency, ``clerk`` edits for it."""

    prepared: Prepared
    round: OpinionRound
    agency: Unit
    second: Unit
    organiser: Person
    clerk: Person
    other: Person

    def consultation(self, unit: Unit | None = None) -> Consultation:
        rows = Consultation.objects.select_related("round__cycle__superior", "agency")
        return rows.get(round=self.round, agency=unit or self.agency)

    def opinion(self, dossier: ReviewDossier | None = None, unit: Unit | None = None) -> Opinion:
        rows = Opinion.objects.current().select_related("consultation__round__cycle", "consultation__agency", "dossier")
        return rows.get(consultation=self.consultation(unit), dossier=dossier or self.prepared.dossier)

    def people(self) -> dict[str, Person]:
        more = {"organiser": self.organiser, "clerk": self.clerk, "other": self.other}
        return {**self.prepared.cast.people(), **more}


def ask(prepared: Prepared, **facts: Any) -> Asked:
    superior = prepared.cast.superior
    with journal.recording(by=None):
        first = make_unit("Ban Tổ chức (minh họa)", kind="phong-ban", level=Level.AGENCY, order=12, parent=superior)
        second = make_unit("Ban Nội chính (minh họa)", kind="phong-ban", level=Level.AGENCY, order=14, parent=superior)
        organiser = make_person("organiser", "Trịnh Văn Tổ", "Trưởng ban", (first, Role.HEAD))
        clerk = make_person("clerk", "Lương Thị Chức", "Chuyên viên", (first, Role.EDITOR))
        other = make_person("other", "Hà Văn Nội", "Trưởng ban", (second, Role.HEAD))
    return Asked(prepared, open_round(prepared, first, second, **facts), first, second, organiser, clerk, other)


def open_round(prepared: Prepared, *agencies: Unit, **facts: Any) -> OpinionRound:
    told: dict[str, Any] = {
        "subject": "bodies",
        "title": "Danh sách dự kiến gợi ý kiểm điểm năm 2023",
        "bodies": [prepared.dossier, prepared.other],
        "agencies": agencies,
        **({} if "lead_days" in facts else {"answer_by": DAY}),
        **facts,
    }
    made: OpinionRound = act(prepared.cast.officer, operations.open_round, prepared.cycle, **told)
    return made


def settle(one: Asked, *bodies: ReviewDossier, outcome: str = "as_drafted", **facts: Any) -> Any:
    told = {"document": making.paper(one.prepared.cast, "30-KL/TU"), **facts}
    return act(one.prepared.cast.leader, operations.settle, one.round, bodies, outcome, **told)
