"""An own limitation of a body, once sent up, is seen, confirmed and closed by the superior; before, only counted."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.findings import operations as findings
from chuyenbien.findings import rules
from chuyenbien.findings.enums import FindingState, Nature
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.remediation.models import Action
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from chuyenbien.verification import operations
from tests.cast import Cast, as_user, by, code, make_person
from tests.findings.making import post
from tests.remediation import making
from tests.verification.making import TODAY, act, condition, figure, submission

pytestmark = pytest.mark.django_db


def own(cast: Cast) -> tuple[Finding, Action]:
    """An own limitation taken into follow-up, with an issued action."""
    with clock.at(making.TODAY):
        dossier = making.make_dossier(cast, DossierState.PREPARING)
        with journal.recording(by=by(cast.head)):
            finding = findings.draft_finding(
                dossier,
                by=by(cast.editor),
                field=code(CodeList.FIELD, "dat-dai"),
                nature=Nature.LIMITATION,
                statement="Chậm trả kết quả hồ sơ",
            )
            findings.adopt_finding(finding, by=by(cast.head))
        ReviewDossier.objects.filter(pk=dossier.pk).update(state=DossierState.CONCLUDED)
        plan = making.make_plan(cast, ReviewDossier.objects.get(pk=dossier.pk))
        action = making.add(cast, plan, finding)
        making.issue(cast, plan)
    return Finding.objects.get(pk=finding.pk), Action.objects.get(pk=action.pk)


def test_it_is_closed_by_the_superiors_verifier(client: Client, cast: Cast) -> None:
    finding, action = own(cast)
    pages = [finding.get_absolute_url(), action.get_absolute_url()]
    for person in (cast.leader, cast.officer, cast.verifier):
        as_user(client, person)
        assert [client.get(page).status_code for page in pages] == [404, 404], person
    as_user(client, cast.head)
    url = reverse("findings:send_up", args=[finding.pk])
    assert client.get(url).status_code == 200
    assert post(client, url, {"because": "Đã khắc phục, đề nghị xác nhận"}).status_code == 303
    for person in (cast.leader, cast.officer, cast.verifier):
        as_user(client, person)
        assert [client.get(page).status_code for page in pages] == [200, 200], person
    as_user(client, cast.stranger)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    act(cast.verifier, operations.accept, submission(cast, action))
    figure(cast, condition(cast, finding), 98)
    act(cast.verifier, operations.close, finding, reason="Đã giải quyết dứt điểm")
    assert Finding.objects.get(pk=finding.pk).state == FindingState.CLOSED


def test_it_is_sent_up_once_by_the_head_and_then_decided_above(cast: Cast) -> None:
    finding, _action = own(cast)
    assert rules.can_send_up(by(cast.head), finding)
    assert not rules.can_send_up(by(cast.editor), finding)
    assert rules.can_withdraw(by(cast.head), finding)
    act(cast.head, findings.send_up, finding, because="")
    finding = Finding.objects.get(pk=finding.pk)
    assert not rules.can_send_up(by(cast.head), finding)
    assert not rules.can_withdraw(by(cast.head), finding)
    assert rules.can_withdraw(by(cast.leader), finding)
    with pytest.raises(Refused):
        act(cast.head, findings.send_up, finding, because="")


def test_a_draft_is_not_sent_up(cast: Cast) -> None:
    dossier = making.make_dossier(cast, DossierState.PREPARING)
    with journal.recording(by=by(cast.editor)):
        finding = findings.draft_finding(
            dossier,
            by=by(cast.editor),
            field=code(CodeList.FIELD, "dat-dai"),
            nature=Nature.LIMITATION,
            statement="Chậm trả kết quả hồ sơ",
        )
    assert not rules.can_send_up(by(cast.head), finding)
    with pytest.raises(Refused):
        act(cast.head, findings.send_up, finding, because="")


def test_actions_follow_when_the_delegation_of_the_review_changes(cast: Cast) -> None:
    action = making.active(cast)
    assert action.finding is not None
    dossier = action.finding.dossier
    assert dossier is not None
    ReviewDossier.objects.filter(pk=dossier.pk).update(state=DossierState.PREPARING)
    with journal.recording(by=None):
        first, second = (make_person(name, name.title(), "Ủy viên") for name in ("mot", "hai"))
    for number, person in ((1, first), (2, second)):
        dossier = ReviewDossier.objects.get(pk=dossier.pk)
        with journal.recording(by=by(cast.leader)):
            delegation = reviews.form_delegation(dossier.cycle, number, person, None, [], by=by(cast.leader))
            reviews.assign_delegation(delegation, dossier, by=by(cast.leader))
        for matter in (action.finding, action):
            seated = matter.involvements.filter(capacity=Capacity.DELEGATION, until=None)
            assert [row.person for row in seated.select_related("person")] == [person], matter


def test_an_unissued_action_stays_with_the_body(cast: Cast) -> None:
    finding, _action = own(cast)
    with clock.at(TODAY + dt.timedelta(days=1)):
        draft = making.add(cast, None, finding)
        act(cast.head, findings.send_up, finding, because="")
    assert not draft.involvements.filter(capacity=Capacity.SUPERIOR).exists()
