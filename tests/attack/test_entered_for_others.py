"""Nobody does for another what that person may not do, and nobody gets a right by being made the chair of a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.followup import operations
from chuyenbien.followup.models import Meeting
from chuyenbien.indicators.models import Indicator
from chuyenbien.orgs.models import Person
from tests.cast import Cast, as_user, by
from tests.remediation.making import active

pytestmark = pytest.mark.django_db

LATER = dt.date(2023, 9, 1)
PAPER = {"basis_number": "01-CV", "basis_date": "2023-01-10"}


def meeting(cast: Cast, chair: Person, secretary: Person | None = None) -> Meeting:
    with journal.recording(by=by(cast.editor)):
        return operations.plan_meeting(
            unit=cast.body,
            title="Họp giao ban (minh họa)",
            starts_at=clock.moment_of(LATER, 8),
            chair=chair,
            secretary=secretary,
            by=by(cast.editor),
        )


def decide(client: Client, held: Meeting, **typed: Any) -> int:
    item = held.items.get()
    answer = client.post(reverse("followup:decide", args=[item.pk]), {"note": "Theo cuộc họp", **typed})
    return answer.status_code


@pytest.mark.parametrize("decision", ["extend", "reassign", "submit"])
def test_an_editor_who_makes_itself_the_chair_decides_nothing_more(client: Client, cast: Cast, decision: str) -> None:
    action = active(cast)
    with clock.at(LATER):
        held = meeting(cast, cast.editor)
        as_user(client, cast.editor)
        typed = {"decision": decision, "to_date": "2023-12-01", "to_person": cast.editor.pk}
        assert decide(client, held, **typed) == 403
    action.refresh_from_db()
    assert (action.due_on, action.lead_person, action.extensions.count()) == (dt.date(2023, 6, 30), cast.doer, 0)


def test_a_meeting_passes_no_action_to_strangers(client: Client, cast: Cast) -> None:
    action = active(cast)
    with clock.at(LATER):
        held = meeting(cast, cast.head)
        as_user(client, cast.head)
        strangers = {"to_person": cast.stranger.pk, "to_unit": cast.elsewhere.pk}
        assert decide(client, held, decision="reassign", **strangers) == 422
        assert decide(client, held, decision="reassign", to_person=cast.editor.pk) == 303
    action.refresh_from_db()
    assert action.lead_person == cast.editor


def test_a_meeting_is_not_closed_for_somebody_who_may_not(client: Client, cast: Cast) -> None:
    active(cast)
    with clock.at(LATER):
        held = meeting(cast, cast.head)
        as_user(client, cast.editor)
        typed = {"minutes": "Biên bản", "on_behalf_person": cast.doer.pk, **PAPER}
        assert client.post(reverse("followup:hold", args=[held.pk]), typed).status_code == 422
        held.refresh_from_db()
        assert held.state == "planned"


def test_a_meeting_is_not_planned_for_somebody_who_may_not(client: Client, cast: Cast) -> None:
    as_user(client, cast.editor)
    typed = {"unit": cast.body.pk, "title": "Họp", "starts_at": "2023-02-01T08:00", "chair": cast.head.pk, **PAPER}
    url = reverse("followup:new")
    assert client.post(url, {**typed, "on_behalf_person": cast.doer.pk}).status_code == 422
    assert client.post(url, {**typed, "on_behalf_person": cast.head.pk}).status_code == 303
    assert Meeting.objects.count() == 1


def test_an_indicator_is_not_entered_for_somebody_who_may_not(client: Client, cast: Cast) -> None:
    as_user(client, cast.officer)
    typed = {"unit": cast.other_body.pk, "name": "Số hộ", "direction": "increase", **PAPER}
    url = reverse("indicators:create")
    assert client.post(url, {**typed, "on_behalf_person": cast.doer.pk}).status_code == 422
    assert client.post(url, {**typed, "on_behalf_person": cast.head.pk}).status_code == 422
    assert client.post(url, {**typed, "on_behalf_person": cast.other_head.pk}).status_code == 303
    assert Indicator.objects.count() == 1
