"""Of a cycle closed for data the pages say so, and nothing can be typed that would be refused at the end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.conferences import operations, rules
from chuyenbien.conferences.models import Conference
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import operations as reviews
from tests.cast import as_user, by, code
from tests.conferences.making import DAY, call, conclude, direct, do, hold
from tests.reviews.conftest import Review

CLOSED = "Đã chốt dữ liệu"
REFUSED = "đã chốt dữ liệu từ ngày 20/01/2023"
CLOSED_ON = dt.date(2023, 1, 20)


def close(review: Review) -> None:
    with clock.at(CLOSED_ON):
        do(review.cast.leader, reviews.lock_data, review.cycle, because="Hết hạn")


def paper(review: Review) -> Document:
    made: Document = do(
        review.cast.officer,
        documents.register,
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=review.cast.superior,
        unit=review.cast.superior,
        number="07-QĐ/TU",
        issued_on=DAY,
        abstract="Cho phép",
    )
    return made


def test_a_called_conference_says_so_and_has_no_active_button(client: Client, review: Review) -> None:
    conference = call(review)
    close(review)
    as_user(client, review.scribe)
    page = client.get(conference.get_absolute_url()).content.decode()
    assert CLOSED in page
    assert REFUSED in page
    for name in ("move", "cancel", "held", "attendance", "minutes", "order", "add_opinion", "allow_names"):
        url = reverse(f"conferences:{name}", args=[conference.pk])
        assert f'href="{url}"' not in page
        assert f'action="{url}"' not in page


@pytest.mark.parametrize("name", ["move", "cancel", "attendance", "minutes", "order", "add_opinion", "allow_names"])
def test_no_form_is_offered(client: Client, review: Review, name: str) -> None:
    conference = call(review)
    close(review)
    for person in (review.scribe, review.cast.officer):
        as_user(client, person)
        answer = client.get(reverse(f"conferences:{name}", args=[conference.pk]))
        assert answer.status_code == 403


def test_a_draft_of_the_conclusion_says_so_too(client: Client, review: Review) -> None:
    hold(review)
    direct(review)
    conclusion = conclude(review)
    close(review)
    as_user(client, review.chair)
    page = client.get(conclusion.get_absolute_url()).content.decode()
    assert CLOSED in page
    for name in ("edit", "issue", "add_line"):
        assert f'href="{reverse(f"conferences:{name}", args=[conclusion.pk])}"' not in page
    assert "explain" not in page
    of_review = client.get(review.dossier.get_absolute_url()).content.decode()
    assert reverse("conferences:record_direction", args=[review.dossier.pk]) not in of_review


def test_every_rule_of_writing_refuses_and_copies_go_on(review: Review) -> None:
    conference = hold(review)
    direction = direct(review)
    conclusion = conclude(review)
    conference = Conference.objects.get(pk=conference.pk)

    def verdicts(person: Person) -> list[bool]:
        one = by(person)
        return [
            bool(verdict)
            for verdict in (
                rules.can_keep(one, conference),
                rules.can_record_direction(one, review.dossier),
                rules.can_explain_direction(one, direction),
                rules.can_edit(one, conclusion),
            )
        ]

    assert all(verdicts(review.scribe))
    close(review)
    assert not any(verdicts(review.scribe))
    assert rules.can_print(by(review.scribe), conference)
    with clock.at(CLOSED_ON):
        paper_of = paper(review)
        told = {"because": "Sai số liệu", "document": paper_of, "until": CLOSED_ON}
        do(review.cast.leader, reviews.reopen_data, review.cycle, **told)
        assert all(verdicts(review.scribe))


def test_names_are_read_and_not_written(client: Client, review: Review) -> None:
    conference = call(review)
    do(review.scribe, operations.allow_names, conference, paper(review))
    do(review.scribe, operations.record_opinion, conference, "Cần nêu rõ trách nhiệm")
    close(review)
    as_user(client, review.scribe)
    answer = client.get(reverse("conferences:names", args=[conference.pk]))
    assert answer.status_code == 200
    assert CLOSED in answer.content.decode()
    told = conference.opinions.get()
    url = reverse("conferences:name_speaker", args=[told.pk])
    assert url not in answer.content.decode()
    assert client.get(url).status_code == 403


def test_coverage_says_so(client: Client, review: Review) -> None:
    close(review)
    as_user(client, review.cast.officer)
    assert CLOSED in client.get(reverse("conferences:coverage", args=[review.cycle.pk])).content.decode()
