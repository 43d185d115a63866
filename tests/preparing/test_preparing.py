"""Naming who prepares, taking a matter into a draft, the decision: what happens and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chuyenbien.core import clock
from chuyenbien.core.verdict import Forbidden, Refused
from chuyenbien.journal.models import Event
from chuyenbien.orgs.access import Standing
from chuyenbien.preparing import operations, rules
from chuyenbien.preparing.models import DecidedBody, Preparer, SuggestionDecision, TakenSource
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle, Suggestion
from tests.cast import Cast, by

from . import making
from .making import Prepared

pytestmark = pytest.mark.django_db


def prepares(person: object, cycle: ReviewCycle) -> bool:
    with clock.at(making.TODAY):
        return rules.prepares(Standing.of(person), cycle)  # type: ignore[arg-type]


def test_naming_lets_see_and_withdrawing_ends_it_while_the_row_stays(prepared: Prepared) -> None:
    cast, cycle = prepared.cast, prepared.cycle
    assert prepares(cast.officer, cycle)
    assert not prepares(cast.leader, cycle), "not even a leader who is not named"
    making.act(cast.leader, operations.withdraw_preparer, prepared.preparer, because="Chuyển công tác")
    assert not prepares(cast.officer, cycle)
    row = Preparer.objects.get()
    assert (row.since, row.until, row.withdrawn_by) == (making.TODAY, making.TODAY, cast.leader)
    making.act(cast.leader, operations.name_preparer, cycle, cast.officer)
    assert prepares(cast.officer, cycle)
    assert Event.objects.filter(type__startswith="preparing.").count() == 3


def test_who_loses_the_post_at_the_superior_sees_nothing_though_named(prepared: Prepared) -> None:
    prepared.cast.officer.memberships.update(valid_until=dt.date(2023, 9, 1))
    assert not prepares(prepared.cast.officer, prepared.cycle)


def test_an_officer_names_a_colleague_but_not_themselves(cast: Cast) -> None:
    one = making.make(cast, named=False)
    making.act(cast.officer, operations.name_preparer, one.cycle, cast.verifier)
    with pytest.raises(Refused, match="tự phân công"):
        making.act(cast.officer, operations.name_preparer, one.cycle, cast.officer)
    making.act(cast.leader, operations.name_preparer, one.cycle, cast.leader)


def test_refused_namings(prepared: Prepared) -> None:
    cast, cycle = prepared.cast, prepared.cycle
    for person in (cast.head, cast.admin, cast.officer):
        with pytest.raises(Refused):
            making.act(cast.leader, operations.name_preparer, cycle, person)
    for person in (cast.verifier, cast.head, cast.admin, cast.stranger):
        with pytest.raises(Forbidden):
            making.act(person, operations.name_preparer, cycle, cast.verifier)
    row = prepared.preparer
    making.act(cast.leader, operations.withdraw_preparer, row)
    with pytest.raises(Refused):
        making.act(cast.leader, operations.withdraw_preparer, row)
    cycle.state = "closed"
    with pytest.raises(Forbidden):
        making.act(cast.leader, operations.name_preparer, cycle, cast.verifier)


def test_a_matter_begins_a_draft_and_a_second_is_added_with_its_basis(prepared: Prepared) -> None:
    cast = prepared.cast
    action, finding = making.overdue(cast), making.stated(cast, source="inspection")
    told: dict[str, Any] = {"text": "Để quá hạn hồ sơ đất dịch vụ", "basis": "Theo dõi đến 29/09/2023"}
    first = making.act(cast.officer, operations.take, prepared.dossier, "overdue", action, **told)
    told = {"text": "Chưa thực hiện kết luận", "basis": "Kết luận kiểm tra"}
    second = making.act(cast.officer, operations.take, prepared.dossier, "concluded", finding, **told)
    assert first.pk == second.pk
    draft = Suggestion.objects.get()
    assert draft.state == "draft"
    assert [item.text for item in draft.items.all()] == ["Để quá hạn hồ sơ đất dịch vụ", "Chưa thực hiện kết luận"]
    assert draft.basis == "Theo dõi đến 29/09/2023\nKết luận kiểm tra"
    assert {(row.kind, row.action_id, row.finding_id) for row in TakenSource.objects.all()} == {
        ("overdue", action.pk, None),
        ("concluded", None, finding.pk),
    }
    with pytest.raises(Refused, match="đã có trong dự thảo"):
        making.act(cast.officer, operations.take, prepared.dossier, "concluded", finding, **told)


def test_of_a_matter_known_by_a_code_only_the_code_is_taken(prepared: Prepared) -> None:
    hidden = making.stated(prepared.cast, statement="", classification="code_only", code="HC-7", source="inspection")
    told: dict[str, Any] = {"text": "không được giữ", "basis": "HC-7"}
    making.act(prepared.cast.officer, operations.take, prepared.dossier, "concluded", hidden, **told)
    item = Suggestion.objects.get().items.get()
    assert (item.text, item.code, item.is_code_only) == ("", "HC-7", True)


def test_refused_takings(prepared: Prepared) -> None:
    cast, dossier = prepared.cast, prepared.dossier
    action = making.overdue(cast)
    making.act(cast.leader, operations.name_preparer, prepared.cycle, cast.verifier)
    for person in (cast.leader, cast.verifier, cast.head):
        with pytest.raises(Forbidden):
            making.act(person, operations.take, dossier, "overdue", action, text="Nội dung")
    with pytest.raises(Refused):
        making.act(cast.officer, operations.take, dossier, "overdue", action, text=" ")
    with pytest.raises(Refused):
        making.act(cast.officer, operations.take, dossier, "replanned", action, text="Nội dung")
    with pytest.raises(Refused):
        making.act(cast.officer, operations.take, prepared.other, "overdue", action, text="Nội dung")
    with pytest.raises(Refused, match="quá dài"):
        making.act(cast.officer, operations.take, dossier, "overdue", action, text="Nội dung", basis="a" * 4001)
    assert not TakenSource.objects.exists()
    making.decide(prepared)
    with pytest.raises(Forbidden):
        making.act(cast.officer, operations.take, dossier, "overdue", action, text="Nội dung")


def test_the_decision_names_every_body_and_its_document(prepared: Prepared) -> None:
    made = making.decide(prepared, prepared.dossier)
    told = {row.dossier_id: row.is_suggested for row in made.bodies.all()}
    assert told == {prepared.dossier.pk: True, prepared.other.pk: False}
    assert made.document == making.paper(prepared.cast)
    assert made.decided_on == making.TODAY


def test_a_decision_is_corrected_with_a_reason_and_the_former_stays(prepared: Prepared) -> None:
    first = making.decide(prepared, prepared.dossier)
    with pytest.raises(Refused, match="điều chỉnh"):
        making.decide(prepared, prepared.other)
    second = making.decide(prepared, prepared.other, because="Nhầm tên tập thể")
    first.refresh_from_db()
    assert first.replaced_at is not None
    assert second.correction_reason == "Nhầm tên tập thể"
    assert DecidedBody.objects.count() == 4


def test_refused_decisions(prepared: Prepared) -> None:
    cast = prepared.cast
    for person in (cast.officer, cast.verifier, cast.head):
        with pytest.raises(Forbidden):
            making.act(person, operations.decide_bodies, prepared.cycle, [], document=making.paper(cast))
    with pytest.raises(Refused):
        making.decide(prepared, document=None)
    with pytest.raises(Refused):
        making.decide(prepared, decided_on=dt.date(2023, 9, 30))
    with clock.at(making.TODAY):
        elsewhere = making.overdue(cast).finding
    assert elsewhere is not None
    with pytest.raises(Refused):
        making.decide(prepared, elsewhere.dossier)  # type: ignore[arg-type]
    assert not SuggestionDecision.objects.exists()


def test_the_database_refuses_what_the_verbs_refuse(prepared: Prepared) -> None:
    cast, cycle = prepared.cast, prepared.cycle
    with pytest.raises(IntegrityError), transaction.atomic():
        Preparer.objects.create(cycle=cycle, person=cast.officer, named_by=cast.leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Preparer.objects.filter(cycle=cycle).update(until=making.TODAY)
    making.decide(prepared)
    with pytest.raises(IntegrityError), transaction.atomic():
        SuggestionDecision.objects.create(
            cycle=cycle, document=making.paper(cast), decided_on=making.TODAY, by=cast.leader
        )
    action = making.overdue(cast)
    draft = making.act(cast.officer, reviews.draft_suggestion, prepared.dossier, [("Nội dung", None)])
    with pytest.raises(IntegrityError), transaction.atomic():
        TakenSource.objects.create(
            suggestion=draft, kind="overdue", action=action, finding=action.finding, by=cast.officer
        )
    assert by(cast.officer).person_id == cast.officer.pk
