"""Opening somebody's personal page leaves a trace that the person can read."""

from __future__ import annotations

import pytest
from django.test import Client

from chuyenbien import journal
from chuyenbien.journal.models import AccessEntry
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.models import Person
from tests.cast import Cast, as_user

pytestmark = pytest.mark.django_db


def open_page(client: Client, reader: Person, one: Person) -> str:
    as_user(client, reader)
    return client.get(one.get_absolute_url()).content.decode()


def test_an_administrators_reading_is_noted_and_shown_to_the_person(client: Client, cast: Cast) -> None:
    open_page(client, cast.admin, cast.doer)
    entry = AccessEntry.objects.get()
    assert (entry.person_id, entry.kind, entry.subject_id) == (cast.admin.pk, "orgs.person", cast.doer.pk)
    assert cast.admin.full_name in open_page(client, cast.doer, cast.doer)


def test_reading_ones_own_page_is_not_noted(client: Client, cast: Cast) -> None:
    open_page(client, cast.doer, cast.doer)
    assert not AccessEntry.objects.exists()


def test_who_sees_nothing_personal_leaves_no_trace_and_sees_none(client: Client, cast: Cast) -> None:
    open_page(client, cast.admin, cast.doer)
    page = open_page(client, cast.stranger, cast.doer)
    assert AccessEntry.objects.count() == 1
    assert cast.admin.full_name not in page


def test_a_colleague_who_sees_the_contact_is_noted(client: Client, cast: Cast) -> None:
    with journal.recording(by=None):
        orgs.correct_person(cast.head, by=None, full_name=cast.head.full_name, office="Bí thư", contact="0900 000 000")
    assert "0900 000 000" in open_page(client, cast.editor, cast.head)
    assert AccessEntry.objects.get().person_id == cast.editor.pk
