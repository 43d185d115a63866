"""When a person leaves office, the work they led is shown as nobody's until it is reassigned."""

from __future__ import annotations

import pytest
from django.test import Client

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.orgs import operations as orgs
from chuyenbien.remediation import clarities
from chuyenbien.remediation import operations as remediation
from chuyenbien.remediation.enums import Clarity
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user, by
from tests.remediation.making import active

pytestmark = pytest.mark.django_db

LEFT = "người phụ trách đã thôi công tác"


def leave(cast: Cast) -> None:
    with journal.recording(by=by(cast.admin)):
        orgs.set_in_office(cast.doer, on=clock.today(), by=by(cast.admin), in_office=False)


def test_who_has_left_neither_signs_in_nor_reports(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.doer)
    assert client.get(action.get_absolute_url()).status_code == 200
    leave(cast)
    assert client.get(action.get_absolute_url()).status_code == 302, "the open session has ended"


def test_the_head_sees_what_is_to_be_reassigned_until_it_is(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.head)
    assert LEFT not in client.get("/", follow=True).content.decode()
    leave(cast)
    assert LEFT in client.get("/", follow=True).content.decode()
    fresh = Action.objects.get(pk=action.pk)
    assert [one.clarity for one in clarities.missing(fresh)] == [Clarity.PERSON]
    with journal.recording(by=by(cast.head)):
        remediation.reassign(
            fresh,
            by=by(cast.head),
            to_person=cast.editor,
            to_unit=fresh.lead_unit,
            because="Đã chuyển công tác",
        )
    assert LEFT not in client.get("/", follow=True).content.decode()
    assert not clarities.missing(Action.objects.get(pk=action.pk))


def test_of_what_has_ended_nothing_is_to_be_reassigned(cast: Cast) -> None:
    action = active(cast)
    Action.objects.filter(pk=action.pk).update(state="cancelled")
    leave(cast)
    assert not clarities.missing(Action.objects.get(pk=action.pk))
