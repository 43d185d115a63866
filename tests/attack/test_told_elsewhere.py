"""What is still a draft, or nobody's business, is not told by the timeline of something that one may see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.journal.timelines import timeline
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user
from tests.conferences.making import conclude
from tests.findings.making import draft as draft_own
from tests.remediation.making import TODAY, active, add, make_dossier, make_finding, make_plan
from tests.remediation.verbs import done
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db

SECRET = "Việc còn đang soạn thảo (minh họa)"


def pages(client: Client, person: Person, *urls: str) -> str:
    """Everything a person reads on these pages and in the journal."""
    as_user(client, person)
    found = [client.get(url) for url in (*urls, reverse("desk:journal"))]
    assert [one.status_code for one in found] == [200] * len(found)
    return " ".join(one.content.decode() for one in found)


def test_a_draft_action_is_not_told_to_the_superior(client: Client, cast: Cast) -> None:
    with clock.at(TODAY):
        dossier = make_dossier(cast)
        finding = make_finding(cast, dossier)
        action = add(cast, make_plan(cast, dossier, title=SECRET), finding, task=SECRET)
        where = (finding.get_absolute_url(), dossier.get_absolute_url())
        assert SECRET in pages(client, cast.head, *where)
        assert SECRET not in pages(client, cast.leader, *where)
        done("remove_action", cast.editor, action)
        assert SECRET not in pages(client, cast.leader, *where)
        assert SECRET in pages(client, cast.head, *where)
    assert not Action.objects.exists()


def test_what_was_sent_up_is_told(client: Client, cast: Cast) -> None:
    with clock.at(TODAY):
        action = active(cast, task=SECRET)
        assert action.finding is not None
        assert SECRET in pages(client, cast.leader, action.finding.get_absolute_url())


def test_a_draft_conclusion_is_not_told_to_the_body(client: Client, review: Review) -> None:
    with clock.at(TODAY):
        conclude(review)
        url = review.dossier.get_absolute_url()
        here = pages(client, review.cast.officer, url)
        body = pages(client, review.cast.head, url)
    events = {one.type: str(one.sentence) for one in timeline(review.dossier)}
    assert events["conferences.conclusion_drafted"] in here
    assert events["conferences.conclusion_drafted"] not in body
    assert events["conferences.held"] in body


def test_an_own_finding_is_not_told_in_the_superiors_journal(client: Client, review: Review) -> None:
    finding = draft_own(review, statement=SECRET)
    url = review.dossier.get_absolute_url()
    assert SECRET in pages(client, review.cast.editor, finding.get_absolute_url())
    assert SECRET not in pages(client, review.cast.leader, url)


def test_the_administrator_reads_of_no_matter_because_a_person_is_named(client: Client, cast: Cast) -> None:
    with clock.at(TODAY):
        action = active(cast, task=SECRET)
        done("reassign", cast.head, action, to_person=cast.editor, because=SECRET)
        assert SECRET not in pages(client, cast.admin)
        assert SECRET in pages(client, cast.head)
