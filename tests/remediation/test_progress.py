"""Progress: reported, with evidence, corrected, withdrawn; what lists show of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.files import is_readable
from chuyenbien.documents.operations import reclassify
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Code
from chuyenbien.remediation import operations
from chuyenbien.remediation.models import Action, Evidence, Progress
from tests.cast import Cast, by

from .making import TODAY, active, report, submit
from .verbs import done

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def photo(name: str = "hien-truong.jpg") -> SimpleUploadedFile:
    body = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def test_reported_with_numbers_and_files(cast: Cast) -> None:
    action = active(cast)
    before = Event.objects.count()
    measure = Code.objects.of(CodeList.MEASURE).first()
    progress = report(cast, action, percent=60, quantity=335, measure=measure, files=[photo()])
    assert Event.objects.count() == before + 1
    assert (progress.author, progress.entered_by, progress.done_on) == (cast.doer, None, TODAY)
    action.refresh_from_db()
    assert (action.percent, action.last_progress_at) == (60, progress.at)
    stored = Evidence.objects.get().file
    assert is_readable(stored, Standing.of(cast.leader))
    assert not is_readable(stored, Standing.of(cast.stranger))


def test_entered_on_behalf_names_both(cast: Cast) -> None:
    action = active(cast)
    hand = Actor(user_id=cast.editor.user_id, person=cast.doer, entered_by=cast.editor)
    with journal.recording(by=hand):
        progress = operations.report_progress(action, by=hand, text="Theo báo cáo giấy")
    assert (progress.author, progress.entered_by) == (cast.doer, cast.editor)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": " "}, "text"),
        ({"percent": 101}, "percent"),
        ({"quantity": 5}, "measure"),
        ({"done_on": TODAY + dt.timedelta(days=1)}, "done_on"),
    ],
)
def test_what_no_report_may_say(cast: Cast, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        report(cast, active(cast), **{"text": "Đã làm", **facts})
    assert refused.value.field == field
    assert not Progress.objects.exists()


def test_only_while_the_work_is_going_on(cast: Cast) -> None:
    action = active(cast)
    report(cast, action)
    submit(cast, action)
    with pytest.raises(Refused):
        report(cast, action)


def test_a_turn_is_of_its_own_action(cast: Cast) -> None:
    recurring = active(cast, rhythm="monthly")
    other = active(cast)
    with pytest.raises(Refused) as refused:
        report(cast, other, occurrence=recurring.occurrences.first())
    assert refused.value.field == "occurrence"


def test_corrected_by_a_new_entry_that_takes_the_files_along(cast: Cast) -> None:
    action = active(cast, rhythm="monthly")
    turn = action.occurrences.first()
    wrong = report(cast, action, percent=90, files=[photo()], occurrence=turn)
    right = done("correct_progress", cast.doer, wrong, text="Đã gửi một nửa hồ sơ", percent=45, because="Nhầm số")
    assert right.corrects == wrong
    assert right.evidence.get().file == wrong.evidence.get().file
    assert right.occurrence == turn
    action.refresh_from_db()
    assert action.percent == 45
    with pytest.raises(Refused):
        done("correct_progress", cast.doer, wrong, text="Lần nữa")
    with pytest.raises(Refused):
        done("withdraw_progress", cast.doer, wrong, because="Lần nữa")


def test_withdrawn_stays_and_counts_no_more(cast: Cast) -> None:
    action = active(cast, rhythm="monthly")
    turn = action.occurrences.first()
    assert turn is not None
    kept = report(cast, action, percent=20, done_on=dt.date(2023, 1, 10))
    wrong = report(cast, action, percent=90, occurrence=turn)
    turn.refresh_from_db()
    assert (turn.done_at, turn.reported_by) == (wrong.at, cast.doer)
    done("withdraw_progress", cast.doer, wrong, because="Nhầm nhiệm vụ")
    turn.refresh_from_db()
    assert turn.done_at is None
    action.refresh_from_db()
    assert (action.percent, action.last_progress_at) == (20, kept.at)
    with pytest.raises(Refused):
        done("withdraw_progress", cast.doer, wrong, because="Lần nữa")
    with pytest.raises(Refused) as refused:
        done("withdraw_progress", cast.doer, kept, because="")
    assert refused.value.field == "because"


def test_making_it_code_only_empties_what_hangs_on_it(cast: Cast) -> None:
    action = active(cast)
    report(cast, action, "Nội dung cần bảo vệ", files=[photo()])
    with journal.recording(by=by(cast.head)):
        reclassify(action, level="code_only", code="M-02", because="Theo quy định", by=by(cast.head))
    action = Action.objects.get(pk=action.pk)
    progress = action.progress.get()
    assert (action.task, progress.text, progress.code) == ("", "", "M-02")
    assert progress.evidence.get().file.name == ""
