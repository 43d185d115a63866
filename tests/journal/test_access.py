"""The access log: who opened a personal dossier, in real time, unchangeable (see test_protection)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.journal.models import AccessEntry, Event
from chuyenbien.orgs.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("acting", "noted"), [(5, 5), (0, None)])
def test_a_view_is_noted(
    person: Person, settings: Settings, rf: RequestFactory, acting: int, noted: int | None
) -> None:
    settings.STORY_TODAY = dt.date(2023, 1, 31)
    request = rf.get("/orgs/people/1/" + "x" * 400)
    request.user = person.user  # type: ignore[assignment]
    request.actor = SimpleNamespace(person_id=acting)  # type: ignore[attr-defined]
    journal.note_view(request, person)
    entry = AccessEntry.objects.get()
    assert (entry.user_id, entry.person_id) == (person.user_id, noted)
    assert (entry.kind, entry.subject_id, len(entry.path)) == ("orgs.person", person.pk, 300)
    assert abs(entry.at - clock.real_now()) < dt.timedelta(minutes=1)
    assert not Event.objects.exists()
