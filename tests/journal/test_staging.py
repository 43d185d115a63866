"""Uploads that wait: for a day, then they are swept."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from chuyenbien.core import clock
from chuyenbien.journal import staging
from chuyenbien.journal.models import StagedUpload

pytestmark = pytest.mark.django_db


def staged(user_id: int | None = 1, *, hours: int = 0) -> StagedUpload:
    row = staging.stage(SimpleUploadedFile("a.txt", b"abc", "text/plain"), field="papers", user_id=user_id)
    StagedUpload.objects.filter(pk=row.pk).update(at=clock.real_now() - dt.timedelta(hours=hours))
    return row


def test_an_upload_is_kept_with_its_name_and_size() -> None:
    row = staged()
    assert (row.name, row.size, row.content_type) == ("a.txt", 3, "text/plain")
    assert (settings.STAGING_DIR / str(row.token)).read_bytes() == b"abc"


def test_after_a_day_it_is_swept_file_and_all() -> None:
    old, fresh = staged(hours=25), staged(hours=23)
    staging.sweep()
    assert list(StagedUpload.objects.all()) == [fresh]
    assert not (settings.STAGING_DIR / str(old.token)).exists()


def test_what_strangers_sent_may_be_swept_sooner() -> None:
    staged(None, hours=2)
    mine = staged(hours=2)
    staging.sweep(strangers_after=dt.timedelta(hours=1))
    assert list(StagedUpload.objects.all()) == [mine]
