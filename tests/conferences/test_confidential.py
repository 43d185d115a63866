"""Making a dossier code-only empties what higher rooms say of it too."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.conferences.models import Direction
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.orgs.enums import Capacity
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


def test_directions_and_sections_are_emptied_with_the_dossier(cast: Cast) -> None:
    cycle = ReviewCycle.objects.create(
        superior=cast.superior,
        name="Kiểm điểm năm 2022",
        period_start=dt.date(2022, 1, 1),
        period_end=dt.date(2022, 12, 31),
        rule_pack="132-2018",
    )
    dossier = ReviewDossier.objects.create(cycle=cycle, body=cast.body)
    dossier.involve(unit=cast.body, capacity=Capacity.ADDRESS)
    section = dossier.sections.create(section="V", text="Trách nhiệm của tập thể")
    direction = Direction.objects.create(
        dossier=dossier, number=1, text="Làm rõ trách nhiệm", given_by=cast.leader, recorded_at=clock.now()
    )
    with journal.recording(by=by(cast.leader)):
        documents.reclassify(
            dossier, level="code_only", code="M-01", by=by(cast.leader), because="Thuộc danh mục phải bảo vệ"
        )
    section.refresh_from_db()
    direction.refresh_from_db()
    assert (section.text, section.classification) == ("", "code_only")
    assert (direction.text, direction.classification) == ("", "code_only")
