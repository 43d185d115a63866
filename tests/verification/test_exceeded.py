"""A verifier marks that a result exceeds what was asked for, and says in what."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.journal.models import Event
from chuyenbien.verification import operations
from chuyenbien.verification.models import Verification
from tests.cast import Cast, as_user

from . import making

BEYOND = "Hoàn thành trước hạn 20 ngày, thêm 30 hộ"


@pytest.fixture(autouse=True)
def day() -> Any:
    with clock.at(making.TODAY):
        yield


def test_it_is_kept_on_the_confirmation_with_its_reason(cast: Cast) -> None:
    told: dict[str, Any] = {"exceeded": True, "exceeded_reason": BEYOND}
    made = making.act(cast.verifier, operations.accept, making.submission(cast), **told)
    assert (made.exceeded, made.exceeded_reason) == (True, BEYOND)
    assert Event.objects.latest("seq").type == "verification.accepted_beyond"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"exceeded": True, "exceeded_reason": " "}, "exceeded_reason"),
        ({"exceeded_reason": BEYOND}, "exceeded"),
    ],
)
def test_one_without_the_other_is_refused(cast: Cast, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        making.act(cast.verifier, operations.accept, making.submission(cast), **told)
    assert refused.value.field == field
    assert not Verification.objects.exists()


def test_the_screen_asks_it_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    submission = making.submission(cast)
    url = reverse("verification:judge", args=[submission.pk])
    as_user(client, cast.verifier)
    wrong = [
        {"judgment": "accepted", "exceeded": "on"},
        {"judgment": "returned", "reason": "Thiếu hồ sơ", "exceeded": "on", "exceeded_reason": BEYOND},
    ]
    for data in wrong:
        answer = client.post(url, {"command_id": str(uuid.uuid4()), **data})
        assert answer.status_code == 422
        assert "vượt yêu cầu" in answer.content.decode()
    data = {"judgment": "accepted", "exceeded": "on", "exceeded_reason": BEYOND, "command_id": str(uuid.uuid4())}
    assert client.post(url, data).status_code == 303
    page = client.get(url).content.decode()
    assert BEYOND in page
    assert BEYOND in client.get(submission.action.get_absolute_url()).content.decode()


def test_the_database_refuses_it_of_what_was_returned(cast: Cast) -> None:
    made = making.act(cast.verifier, operations.return_to_doer, making.submission(cast), reason="Thiếu hồ sơ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verification.objects.filter(pk=made.pk).update(exceeded=True)
