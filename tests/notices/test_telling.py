"""Telling somebody: once by its key, alone or many at once, taken back when the matter has moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.notices import operations
from chuyenbien.notices.models import Notice
from tests.cast import Cast, by

from .making import DAY, KIND, OTHER_KIND, document, tell

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


def test_it_holds_code_and_address_and_no_word_of_the_content(cast: Cast) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer))
    assert told.code == f"VB-{told.subject_id}"
    assert told.url == f"/documents/{told.subject_id}/"
    kept = " ".join(str(getattr(told, one.attname)) for one in Notice._meta.concrete_fields)
    assert "đất" not in kept
    assert "Đoài" not in kept


def test_a_code_only_matter_is_told_by_its_own_code(cast: Cast) -> None:
    told = tell(cast.doer, document(cast.body, cast.doer, code="M-07"))
    assert (told.code, told.is_code_only) == ("M-07", True)


def test_the_same_key_is_told_once(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    tell(cast.doer, subject, "ladder:1:step:2")
    again = operations.tell(person=cast.doer, subject=subject, kind=KIND, on=DAY, key="ladder:1:step:2")
    assert again is None
    assert Notice.objects.count() == 1


def test_it_is_part_of_the_act_that_tells(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)

    def broken_act() -> None:
        with journal.recording(by=by(cast.head)):
            tell(cast.doer, subject)
            raise Refused("no")

    with pytest.raises(Refused):
        broken_act()
    assert not Notice.objects.exists()


def test_an_unknown_kind_is_refused(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="no room registered"):
        tell(cast.doer, document(cast.body, cast.doer), kind="nobody.knows")


def test_many_at_once_are_told_once(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    rows = [
        operations.NoticeRow.of(cast.doer.pk, subject, kind=KIND, on=DAY, key=f"many:{number % 2500}")
        for number in range(2600)
    ]
    assert operations.tell_all(iter(rows)) == 2500
    assert operations.tell_all(iter(rows)) == 0
    assert Notice.objects.count() == 2500


def test_what_is_taken_back_is_of_this_matter_and_these_kinds(cast: Cast) -> None:
    subject, other = document(cast.body, cast.doer), document(cast.body, cast.doer)
    gone, stays, elsewhere = tell(cast.doer, subject), tell(cast.doer, subject, kind=OTHER_KIND), tell(cast.doer, other)
    assert operations.withdraw(subject=subject, kinds=(KIND,), because="extended") == 1
    for one in (gone, stays, elsewhere):
        one.refresh_from_db()
    assert gone.withdrawn_at == clock.now()
    assert gone.because == "extended"
    assert stays.withdrawn_at is None
    assert elsewhere.withdrawn_at is None
    assert operations.withdraw(subject=subject, because="done") == 1


def test_an_acknowledged_one_does_not_come_back_once_withdrawn(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    told = tell(cast.doer, subject)
    Notice.objects.filter(pk=told.pk).update(acknowledged_at=clock.now() - dt.timedelta(days=90))
    assert operations.withdraw(subject=subject, because="done") == 1
