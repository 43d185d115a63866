"""What is being written is read by those who write it, whatever page or form somebody else opens."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.escalation import operations as escalation
from chuyenbien.findings import operations as findings
from chuyenbien.orgs.enums import CodeList
from chuyenbien.reviews import operations as reviews
from tests.cast import Cast, as_user, by, code
from tests.findings.making import draft as draft_own
from tests.findings.making import state
from tests.remediation.making import TODAY, clear, make_dossier
from tests.remediation.verbs import done
from tests.reviews.conftest import Review, make_cycle

pytestmark = pytest.mark.django_db

SECRET = "Nội dung còn đang viết (minh họa)"


def told(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_report_being_written_is_not_in_the_form_of_the_superiors_office(client: Client, review: Review) -> None:
    """The office of the superior enters for the body, and yet reads its report only once it is sent."""
    with journal.recording(by=by(review.cast.editor)):
        reviews.write_section(review.dossier, "I.1", SECRET, by=by(review.cast.editor))
    url = reverse("reviews:section", args=[review.dossier.pk, "I.1"])
    as_user(client, review.cast.editor)
    assert SECRET in told(client, url)
    as_user(client, review.cast.officer)
    assert SECRET not in told(client, url)


def test_the_superiors_office_does_not_write_over_what_it_may_not_read(client: Client, review: Review) -> None:
    with journal.recording(by=by(review.cast.editor)):
        reviews.write_section(review.dossier, "I.1", SECRET, by=by(review.cast.editor))
    as_user(client, review.cast.officer)
    answer = client.post(
        reverse("reviews:section", args=[review.dossier.pk, "I.1"]),
        {
            "text": "Thay bằng chữ khác",
            "revision": 1,
            "on_behalf_person": review.cast.editor.pk,
            "basis_number": "01",
            "basis_date": "2023-01-10",
        },
    )
    assert answer.status_code == 403
    assert review.dossier.sections.get(section="I.1").text == SECRET


def test_an_explanation_being_written_is_not_in_the_form_of_the_superiors_office(
    client: Client, review: Review
) -> None:
    item = review.suggest().items.first()
    assert item is not None
    review.answer(item, SECRET)
    url = reverse("reviews:explain", args=[item.pk])
    as_user(client, review.cast.editor)
    assert SECRET in told(client, url)
    as_user(client, review.cast.officer)
    assert SECRET not in told(client, url)


def test_section_iii_being_written_is_not_in_the_form_of_the_superiors_office(client: Client, review: Review) -> None:
    finding = state(review)
    later = make_cycle(review.cast, "Kiểm điểm năm 2023")
    officer, editor = by(review.cast.officer), by(review.cast.editor)
    with journal.recording(by=officer):
        dossier = reviews.add_body(later, review.cast.body, by=officer)
        findings.carry_into(dossier, by=officer)
    with journal.recording(by=editor):
        findings.report_prior(finding, dossier, kept="under_way", text=SECRET, by=editor)
    url = reverse("findings:report_prior", args=[dossier.pk, finding.pk])
    as_user(client, review.cast.editor)
    assert SECRET in told(client, url)
    as_user(client, review.cast.officer)
    assert SECRET not in told(client, url)


def test_a_draft_suggestion_is_not_on_the_page_of_the_delegation(client: Client, review: Review) -> None:
    review.suggest(SECRET, issue=False)
    as_user(client, review.chair)
    assert SECRET not in told(client, reverse("desk:delegation"))
    assert SECRET not in told(client, review.dossier.get_absolute_url())


def test_the_offices_desk_names_no_petition_about_a_bodys_own_matter(client: Client, cast: Cast) -> None:
    """The body asks a ministry about what it found itself; its superior has not been shown any of it."""
    head, editor = by(cast.head), by(cast.editor)
    with clock.at(TODAY):
        dossier = make_dossier(cast, state="preparing")
        shape = Review(cast, dossier.cycle, dossier, dossier, cast.leader, cast.officer, cast.verifier)
        own = draft_own(shape)
        with journal.recording(by=head):
            findings.adopt_finding(own, by=head)
        action = done("add_action", cast.editor, None, finding=own, **clear(cast))
        done("issue_action", cast.head, action)
        with journal.recording(by=editor):
            obstacle = escalation.raise_obstacle(
                action, by=editor, kind=code(CodeList.OBSTACLE_KIND, "thu-tuc"), text="Vướng", within_authority=False
            )
            asked = escalation.draft_request(
                obstacle,
                by=editor,
                authority=cast.ministry,
                own_efforts="Đã làm",
                legal_basis="",
                request=SECRET,
                answer_due=None,
            )
        with journal.recording(by=head):
            escalation.send_request(asked, by=head, letter=None, sent_on=TODAY)
        as_user(client, cast.head)
        assert SECRET in told(client, asked.get_absolute_url())
        as_user(client, cast.officer)
        assert client.get(own.get_absolute_url()).status_code == 404
        seen = client.get(asked.get_absolute_url()).status_code == 200
        assert (SECRET in told(client, reverse("desk:office"))) is seen
        assert not seen
