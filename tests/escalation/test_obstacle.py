"""Reporting what stands in the way, and recording how it was removed."""

from __future__ import annotations

import pytest
from django.test import Client

from chuyenbien.core.verdict import Refused
from chuyenbien.escalation import operations
from chuyenbien.escalation.enums import ObstacleState
from chuyenbien.findings.models import Finding
from chuyenbien.journal import timeline
from chuyenbien.journal.models import Event
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user
from tests.remediation.making import active

from . import making


def marked(action: Action) -> bool:
    return Action.objects.get(pk=action.pk).has_open_obstacle


def test_reporting_marks_the_action_with_one_event(cast: Cast) -> None:
    action = active(cast)
    made = making.obstacle(cast, action)
    assert made.state == ObstacleState.OPEN
    assert marked(action)
    assert Event.objects.filter(type__startswith="escalation.").count() == 1
    assert timeline(action)[0].type == timeline(Finding.objects.get())[0].type == "escalation.obstacle_raised_beyond"


def test_the_mark_goes_with_the_last_obstacle(cast: Cast) -> None:
    action = active(cast)
    one, other = making.obstacle(cast, action), making.obstacle(cast, action, within_authority=True)
    making.act(cast.doer, operations.resolve_obstacle, one, how="Đã có hướng dẫn")
    assert marked(action)
    making.act(cast.doer, operations.resolve_obstacle, other, how="Đã phân công lại")
    assert not marked(action)
    assert (other.state, other.resolution, other.resolved_by) == ("resolved", "Đã phân công lại", cast.doer)


def test_both_need_words(cast: Cast) -> None:
    with pytest.raises(Refused) as silent:
        making.obstacle(cast, text=" ")
    assert silent.value.field == "text"
    with pytest.raises(Refused) as how:
        making.act(cast.doer, operations.resolve_obstacle, making.obstacle(cast), how=" ")
    assert how.value.field == "how"


def test_it_is_resolved_once(cast: Cast) -> None:
    made = making.obstacle(cast)
    making.act(cast.doer, operations.resolve_obstacle, made, how="Xong")
    with pytest.raises(Refused):
        making.act(cast.doer, operations.resolve_obstacle, made, how="Xong")
    assert Event.objects.filter(type="escalation.obstacle_resolved").count() == 1


@pytest.mark.parametrize("state", ["done", "cancelled", "transferred"])
def test_nothing_stands_in_the_way_of_what_has_ended(cast: Cast, state: str) -> None:
    action = active(cast)
    action.state = state
    with pytest.raises(Refused):
        making.obstacle(cast, action)


def test_of_a_code_only_action_no_text_is_kept(cast: Cast) -> None:
    action = active(cast)
    action.empty_secret_fields("M-02")
    action.save()
    with pytest.raises(Refused):
        making.obstacle(cast, action)
    made = making.obstacle(cast, action, text="")
    assert (made.code, made.text) == ("M-02", "")
    assert making.draft(cast, made, own_efforts="", request="").is_code_only


def test_an_obstacle_that_stands_is_not_called_public(cast: Cast, client: Client) -> None:
    """“Open” is also a degree of confidentiality; the chip of an obstacle must not read like that."""
    shown = making.obstacle(cast)
    page = as_user(client, cast.doer).get(shown.get_absolute_url()).content.decode()
    assert "Chưa tháo gỡ" in page
    assert "Công khai" not in page
