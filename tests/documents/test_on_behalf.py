"""Entered on behalf: by whom, for whom, on which paper; never more than the person could do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils.datastructures import MultiValueDict

from chuyenbien import journal
from chuyenbien.core.forms import TextField
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.documents import operations, rules
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs import queries
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from tests.cast import SINCE, Cast, by
from tests.documents.test_content import upload


class NoteForm(ActForm):
    note = TextField(label="Note")


def form(actor: Actor, files: list[Any] | None = None, **data: Any) -> NoteForm:
    rule, people = data.pop("rule", None), data.pop("people", None)
    given = {"note": "x", **{key: getattr(value, "pk", value) for key, value in data.items()}}
    sent: MultiValueDict[str, Any] = MultiValueDict({"basis_scan": files or []})
    return NoteForm(given, sent, actor=actor, rule=rule, people=people)


PAPER: dict[str, Any] = {"basis_number": "15-BC/BTV", "basis_date": "20/12/2022"}


@pytest.mark.parametrize("who", ["leader", "head", "doer", "verifier", "admin", "stranger"])
def test_it_is_offered_only_to_who_may_enter_for_somebody(cast: Cast, who: str) -> None:
    asked = form(by(getattr(cast, who)))
    assert asked.on_behalf_fields == ()
    assert "on_behalf_person" not in asked.fields
    assert asked.is_valid()
    assert asked.acting(asked.actor) is asked.actor


def test_it_offers_the_people_one_may_enter_for_last(cast: Cast) -> None:
    asked = form(by(cast.editor))
    assert set(asked.fields["on_behalf_person"].queryset) == {cast.head, cast.doer}  # type: ignore[attr-defined]
    assert next(iter(asked.visible_fields())).name == "note"
    narrowed = form(by(cast.officer), people=queries.heads_of(cast.body))
    assert list(narrowed.fields["on_behalf_person"].queryset) == [cast.head]  # type: ignore[attr-defined]


def test_without_a_choice_it_is_ones_own_act(cast: Cast) -> None:
    asked = form(by(cast.editor))
    assert asked.is_valid()
    with journal.recording(by=None):
        assert asked.acting(asked.actor) is asked.actor


def test_with_number_and_date_the_act_is_the_persons(cast: Cast) -> None:
    actor = by(cast.editor)
    asked = form(actor, on_behalf_person=cast.head, basis_note="Báo cáo đã ký", **PAPER)
    assert asked.is_valid(), asked.errors
    with journal.recording(by=actor):
        acting = asked.acting(actor)
    paper = Document.objects.get()
    assert (acting.person, acting.entered_by, acting.user_id) == (cast.head, cast.editor, cast.editor.user_id)
    assert acting.basis_id == paper.pk
    assert acting.hands == {cast.head.pk, cast.editor.pk}
    assert (paper.number, paper.issued_on, paper.abstract) == ("15-BC/BTV", dt.date(2022, 12, 20), "Báo cáo đã ký")
    assert paper.issuer == cast.body
    event = Event.objects.latest("seq")
    assert event.type == "documents.basis_registered"


def test_with_a_scan_only(cast: Cast) -> None:
    actor = by(cast.officer)
    asked = form(actor, [upload("bút phê.pdf", b"%PDF-1")], on_behalf_person=cast.leader)
    assert asked.is_valid(), asked.errors
    with journal.recording(by=actor):
        asked.acting(actor)
    paper = Document.objects.get()
    assert paper.files.get().name == "bút phê.pdf"
    assert "Nguyễn Văn Lãnh" in paper.abstract


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "basis_number"),
        ({"basis_number": "1"}, "basis_number"),
        ({"basis_date": "20/12/2022"}, "basis_number"),
        ({"basis_number": "1", "basis_date": "never"}, "basis_date"),
    ],
)
def test_it_rests_on_a_paper(cast: Cast, given: dict[str, Any], field: str) -> None:
    asked = form(by(cast.editor), on_behalf_person=cast.head, **given)
    assert not asked.is_valid()
    assert list(asked.errors) == [field]


def test_a_scan_is_refused_by_name(cast: Cast) -> None:
    asked = form(by(cast.editor), [upload("giả.pdf", b"MZ")], on_behalf_person=cast.head)
    assert not asked.is_valid()
    assert "giả.pdf" in str(asked.errors["basis_scan"])


def test_a_paper_names_for_whom(cast: Cast) -> None:
    asked = form(by(cast.editor), **PAPER)
    assert list(asked.errors) == ["on_behalf_person"]


@pytest.mark.parametrize("who", ["leader", "other_head", "stranger", "editor"])
def test_nobody_enters_for_people_beyond(cast: Cast, who: str) -> None:
    asked = form(by(cast.editor), on_behalf_person=getattr(cast, who), **PAPER)
    assert not asked.is_valid()
    assert "on_behalf_person" in asked.errors


def test_it_is_asked_again_when_it_happens(cast: Cast) -> None:
    actor = by(cast.editor)
    asked = form(actor, on_behalf_person=cast.head, **PAPER)
    assert asked.is_valid()
    membership = cast.editor.memberships.get()
    with journal.recording(by=None):
        orgs.end_role(membership, on=dt.date(2021, 1, 1), by=None)
    with pytest.raises(Refused), journal.recording(by=None):
        asked.acting(by(Person.objects.get(pk=cast.editor.pk)))


def only_heads(actor: Actor) -> Verdict:
    return Verdict.yes() if actor.standing.units_with(Role.HEAD) else Verdict.no("only heads")


def test_the_rule_is_asked_about_whose_act_it_is(cast: Cast) -> None:
    assert form(by(cast.editor), rule=only_heads, on_behalf_person=cast.head, **PAPER).is_valid()
    own = form(by(cast.editor), rule=only_heads)
    assert own.errors == {"on_behalf_person": ["only heads"]}
    other = form(by(cast.editor), rule=only_heads, on_behalf_person=cast.doer, **PAPER)
    assert other.errors == {"on_behalf_person": ["only heads"]}
    assert form(by(cast.head), rule=only_heads).is_valid()
    assert form(by(cast.leader), rule=only_heads).non_field_errors() == ["only heads"]


def test_a_page_opens_to_who_may_enter_for_somebody_allowed(cast: Cast) -> None:
    assert rules.directly_or_for(by(cast.head), only_heads)
    assert rules.directly_or_for(by(cast.editor), only_heads)
    assert rules.directly_or_for(by(cast.officer), only_heads, people=queries.heads_of(cast.body))
    refused = rules.directly_or_for(by(cast.officer), only_heads, people=queries.people_with(Role.EDITOR, cast.body))
    assert refused.reason == "only heads"
    assert not rules.directly_or_for(by(cast.leader), only_heads)


def test_a_basis_needs_a_unit_and_a_paper(cast: Cast) -> None:
    with journal.recording(by=None):
        nobody = orgs.create_person("Không Vai", by=None)
    for person, given, field in (
        (cast.head, {}, "basis_number"),
        (nobody, {"number": "1", "issued_on": SINCE}, "on_behalf_person"),
    ):
        given_: dict[str, Any] = dict(given)
        with pytest.raises(Refused) as refused, journal.recording(by=None):
            operations.register_basis(by=by(cast.editor), on_behalf_of=person, **given_)
        assert refused.value.field == field
