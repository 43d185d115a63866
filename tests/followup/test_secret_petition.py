"""A petition known by a code only, about an action that is not: reminders and drafts say its code and no more."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents.operations import confidentiality
from chuyenbien.escalation import operations as escalation
from chuyenbien.followup import wording
from chuyenbien.followup.enums import Matter
from chuyenbien.followup.example import EXAMPLES
from chuyenbien.followup.models import Draft
from chuyenbien.notices.models import Notice
from tests.cast import Cast, by
from tests.remediation.making import active

from .holding import obstacle
from .laddering import adopted, climb_through

pytestmark = pytest.mark.django_db

SENT, DUE = dt.date(2023, 2, 6), dt.date(2023, 3, 31)


def test_it_leaks_neither_title_nor_number(cast: Cast) -> None:
    adopted(cast, matter=Matter.PETITION, steps=EXAMPLES[Matter.PETITION], name="Kiến nghị")
    action = active(cast)
    with clock.at(SENT):
        beyond = obstacle(cast, action, within=False)
        with journal.recording(by=by(cast.head)):
            petition = escalation.send_request(
                escalation.draft_request(
                    beyond,
                    by=by(cast.head),
                    authority=cast.superior,
                    own_efforts="Đã làm việc",
                    request="Đề nghị cho ý kiến",
                    answer_due=DUE,
                ),
                by=by(cast.head),
            )
        with journal.recording(by=by(cast.leader)):
            confidentiality.reclassify(
                beyond, level="code_only", by=by(cast.leader), because="Theo quy định", code="M-07"
            )
    petition.refresh_from_db()
    assert petition.is_code_only
    assert not action.is_code_only
    climb_through(dt.date(2023, 3, 20), dt.date(2023, 4, 20))
    notices = Notice.objects.filter(kind="followup.reminder")
    assert notices.exists()
    assert {(one.is_code_only, one.code) for one in notices} == {(True, "M-07")}
    drafts = list(Draft.objects.all())
    assert drafts
    for draft in drafts:
        assert draft.is_code_only
        assert action.shown_title not in wording.proposed(draft)
