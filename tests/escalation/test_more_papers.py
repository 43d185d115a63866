"""Letters of a request stand in the register of who sent or received them, in that direction."""

from __future__ import annotations

import datetime as dt

import pytest

from chuyenbien.documents.enums import Direction
from chuyenbien.documents.models import Document
from chuyenbien.escalation import operations, rules
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity
from chuyenbien.remediation.models import Action
from tests.cast import Cast, by

from . import making

pytestmark = pytest.mark.django_db

PAPER = operations.Paper("15-CV/ĐU", dt.date(2023, 2, 1))


def seeing(paper: Document, cast: Cast) -> set[str]:
    rows = Document.objects.filter(pk=paper.pk)
    return {name for name, who in cast.people().items() if rows.visible_to(Standing.of(who)).exists()}


def test_the_petition_goes_out_of_the_bodys_register(cast: Cast) -> None:
    request = making.draft(cast, authority=cast.other_body)
    making.act(cast.head, operations.send_request, request, paper=PAPER)
    letter = request.letter
    assert letter is not None
    assert (letter.direction, letter.issuer) == (Direction.OUT, cast.body)
    assert seeing(letter, cast) == {"head", "editor", "inspector", "other_head"}
    assert Document.objects.count() == 1


def test_the_answer_of_an_authority_in_the_system_goes_out_of_its_register(cast: Cast) -> None:
    request = making.sent(cast, authority=cast.other_body)
    answer = making.answered(cast, request, person=cast.other_head, paper=PAPER)
    assert answer.document is not None
    assert (answer.document.direction, answer.document.issuer) == (Direction.OUT, cast.other_body)
    assert {"head", "editor", "other_head"} <= seeing(answer.document, cast)


def test_the_answer_of_an_outside_authority_comes_into_the_register_of_who_records_it(cast: Cast) -> None:
    answer = making.answered(cast, making.sent(cast), paper=PAPER)
    assert answer.document is not None
    assert (answer.document.direction, answer.document.issuer) == (Direction.IN, cast.ministry)
    assert {"leader", "officer", "head", "editor"} <= seeing(answer.document, cast)
    assert not {"other_head", "admin", "stranger"} & seeing(answer.document, cast)


def test_who_records_how_an_obstacle_was_resolved(cast: Cast) -> None:
    obstacle = making.obstacle(cast)
    for person in (cast.doer, cast.head, cast.editor, cast.leader, cast.officer):
        assert rules.can_resolve(by(person), obstacle), person
    for person in (cast.verifier, cast.other_head, cast.admin, cast.inspector, cast.stranger):
        assert not rules.can_resolve(by(person), obstacle), person


def test_a_draft_is_seen_by_the_body_and_who_works_on_it(cast: Cast) -> None:
    request = making.draft(cast)
    assert request.involved_units(Capacity.ADDRESS) == {cast.body.pk}
    assert request.involved_units(Capacity.LEAD) == {cast.lead_unit.pk}
    assert request.involvements.get(capacity=Capacity.RESPONSIBLE).person == cast.doer
    bare = making.obstacle(cast, Action.objects.get())
    Action.objects.update(state="draft", lead_person=None, lead_unit=None)
    bare.action.refresh_from_db()
    unled = making.draft(cast, bare)
    assert unled.involved_units(Capacity.LEAD) == set()
    assert not unled.involvements.filter(capacity=Capacity.RESPONSIBLE).exists()
