"""Acts over the web: forms with rows, refused ones kept, done once, entered on behalf of somebody."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.journal.models import Event
from chuyenbien.orgs.enums import Level
from chuyenbien.reviews import operations
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import Delegation, DossierSection, ReviewCycle, ReviewDossier, Suggestion
from tests.cast import as_user, by, make_unit
from tests.reviews.conftest import Review


def test_a_cycle_is_opened_through_its_form_once(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    sent = {
        "command_id": str(uuid.uuid4()),
        "superior": review.cast.superior.pk,
        "name": "Kiểm điểm năm 2023",
        "period_start": "01/01/2023",
        "period_end": "2023-12-31",
        "rule_pack": "124-2023",
        "previous": review.cycle.pk,
    }
    first = client.post(reverse("reviews:open_cycle"), sent)
    second = client.post(reverse("reviews:open_cycle"), sent)
    made = ReviewCycle.objects.get(name="Kiểm điểm năm 2023")
    assert (first.status_code, first["Location"], second["Location"]) == (
        303,
        made.get_absolute_url(),
        made.get_absolute_url(),
    )
    assert made.previous == review.cycle


def test_a_wrong_form_comes_back_with_what_was_typed(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    sent = {"superior": review.cast.superior.pk, "name": "Đợt bổ sung", "rule_pack": "không có"}
    page = client.post(reverse("reviews:open_cycle"), sent)
    assert page.status_code == 422
    assert "Đợt bổ sung" in page.content.decode()


def test_more_rows_are_added_and_everything_typed_stays(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    url = reverse("reviews:draft_suggestion", args=[review.dossier.pk])
    page = client.post(url, {"rows": "5", "text_1": "Nội dung đã gõ", "basis": "Căn cứ đã gõ", "more": "1"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert "Nội dung đã gõ" in shown
    assert "Căn cứ đã gõ" in shown
    assert 'name="text_10"' in shown
    assert not Suggestion.objects.exists()
    client.post(url, {"rows": "10", "text_1": "Một", "text_9": "Chín"})
    assert [item.text for item in Suggestion.objects.get().items.all()] == ["Một", "Chín"]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"rows": "5"}, "text_1"),
        ({"rows": "5", "text_2": "chữ", "code_2": "M1"}, "code_2"),
        ({"rows": "x", "text_1": "MẬT\nnội dung"}, "text_1"),
    ],
)
def test_a_row_that_makes_no_sense_is_named(review: Review, client: Client, sent: dict[str, str], field: str) -> None:
    as_user(client, review.cast.officer)
    page = client.post(reverse("reviews:draft_suggestion", args=[review.dossier.pk]), sent)
    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_the_calendar_needs_step_and_day_of_a_row(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    url = reverse("reviews:milestones", args=[review.cycle.pk])
    page = client.post(url, {"rows": "5", "kind_1": "draft", "note_2": "thiếu cả hai", "revision": "1"})
    assert set(page.context["form"].errors) == {"due_on_1", "kind_2", "due_on_2"}
    assert (
        client.post(url, {"rows": "5", "kind_1": "draft", "due_on_1": "05/12/2022", "revision": "1"}).status_code == 303
    )
    assert review.cycle.milestones.get().due_on == dt.date(2022, 12, 5)
    assert 'name="kind_10"' in client.post(url, {"rows": "5", "kind_1": "draft", "more": "1"}).content.decode()
    stale = client.post(url, {"rows": "5", "kind_1": "plan", "due_on_1": "06/12/2022", "revision": "1"})
    assert stale.status_code == 409


def test_a_stale_section_shows_both_versions(review: Review, client: Client) -> None:
    as_user(client, review.cast.editor)
    url = reverse("reviews:section", args=[review.dossier.pk, "I.1"])
    assert client.post(url, {"text": "Bản của tôi", "revision": "1"}).status_code == 303
    page = client.post(url, {"text": "Bản của người khác", "revision": "1"})
    assert page.status_code == 409
    assert "Bản của tôi" in page.content.decode()
    assert "Bản của người khác" in page.content.decode()
    assert DossierSection.objects.get().text == "Bản của tôi"


def test_a_delegate_of_the_own_body_is_refused_beside_the_field(review: Review, client: Client) -> None:
    as_user(client, review.cast.leader)
    sent = {"number": 2, "head": review.cast.head.pk, "secretary": review.scribe.pk, "members": [review.delegate.pk]}
    assert client.post(reverse("reviews:form_delegation", args=[review.cycle.pk]), sent).status_code == 303
    made = Delegation.objects.get(number=2)
    page = client.post(reverse("reviews:assign", args=[made.pk]), {"dossiers": [review.dossier.pk]})
    assert page.status_code == 422
    assert review.cast.head.full_name in str(page.context["form"].errors["dossiers"])


def test_the_office_issues_for_a_leader_on_the_basis_of_a_paper(review: Review, client: Client) -> None:
    suggestion = review.suggest(issue=False)
    as_user(client, review.cast.officer)
    url = reverse("reviews:issue_suggestion", args=[suggestion.pk])
    sent = {"number": "77-CV/TU", "issued_on": "10/11/2022", "signer": "Phó Bí thư"}
    own = client.post(url, sent)
    assert own.status_code == 422
    paper = {"on_behalf_person": review.cast.leader.pk, "basis_number": "12", "basis_date": "09/11/2022"}
    assert client.post(url, {**sent, **paper}).status_code == 303
    suggestion.refresh_from_db()
    assert suggestion.issued_by == review.cast.leader
    event = Event.objects.get(type="reviews.suggestion_issued")
    assert (event.person_id, event.entered_by_id) == (review.cast.leader.pk, review.cast.officer.pk)


def test_a_verb_at_the_wrong_time_is_refused_with_what_was_typed(review: Review, client: Client) -> None:
    as_user(client, review.scribe)
    page = client.post(reverse("reviews:comment", args=[review.dossier.pk]), {"because": "Ý kiến đã gõ"})
    assert page.status_code == 422
    assert "Ý kiến đã gõ" in page.content.decode()


def test_the_way_of_a_report_through_its_pages(review: Review, client: Client) -> None:
    item = review.suggest("Một").items.get()
    page = as_user(client, review.cast.head).get(reverse("reviews:submit", args=[review.dossier.pk]))
    assert list(page.context["unanswered"]) == [item]
    assert len(page.context["empty_sections"]) == 8
    client.post(reverse("reviews:explain", args=[item.pk]), {"text": "Giải trình"})
    client.post(reverse("reviews:submit", args=[review.dossier.pk]), {})
    as_user(client, review.scribe)
    told = item.explanations.get()
    sent = {"judged": "insufficient", "because": "Thiếu trách nhiệm"}
    assert client.post(reverse("reviews:judge", args=[told.pk]), sent).status_code == 303
    assert client.post(reverse("reviews:comment", args=[review.dossier.pk]), {"because": "Đồng ý"}).status_code == 303
    assert client.post(reverse("reviews:ask_more", args=[review.dossier.pk]), {"because": "Bổ sung"}).status_code == 303
    review.dossier.refresh_from_db()
    assert review.dossier.state == DossierState.PREPARING


def test_close_and_reopen_by_button_and_form(review: Review, client: Client, own_guards: object) -> None:
    review.bring_to(DossierState.REMEDYING)
    url = reverse("reviews:close", args=[review.dossier.pk])
    as_user(client, review.cast.leader)
    assert client.post(url).status_code == 403
    as_user(client, review.cast.officer)
    assert client.get(url).status_code == 405
    assert client.post(url).status_code == 303
    assert client.post(url).status_code == 422
    as_user(client, review.cast.leader)
    assert client.post(reverse("reviews:reopen", args=[review.dossier.pk]), {"because": "Lý do"}).status_code == 303


def test_bodies_are_chosen_many_at_once_and_the_cycle_is_closed(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    url = reverse("reviews:add_bodies", args=[review.cycle.pk])
    page = client.get(url)
    assert list(page.context["form"].fields["bodies"].queryset) == [review.cast.lead_unit]
    assert client.post(url, {"bodies": [review.cast.lead_unit.pk]}).status_code == 303
    assert ReviewDossier.objects.count() == 3
    assert client.post(reverse("reviews:close_cycle", args=[review.cycle.pk])).status_code == 422
    ReviewDossier.objects.update(state=DossierState.CLOSED)
    assert client.post(reverse("reviews:close_cycle", args=[review.cycle.pk])).status_code == 303


def test_filters_live_in_the_address_and_figures_open_to_their_rows(review: Review, client: Client) -> None:
    review.suggest()
    review.suggest(dossier=review.other, issue=False)
    review.bring_to(DossierState.HELD)
    as_user(client, review.cast.officer)
    url = reverse("reviews:cycle", args=[review.cycle.pk])
    page = client.get(url)
    assert [row.body for row in page.context["page"]] == [review.cast.body, review.cast.other_body]
    for figure in page.context["figures"]:
        assert len(client.get(f"{url}?{figure.query}").context["page"].object_list) == figure.count, figure.key
    for query, bodies in {
        "q=don+vi+minh+hoa+02": [review.cast.other_body],
        "state=held": [review.cast.body],
        "delegation=none": [review.cast.other_body],
        f"delegation={review.delegation.pk}": [review.cast.body],
        "suggested=no": [review.cast.other_body],
        "waiting=yes": [review.cast.body],
        "state=nonsense": [review.cast.body, review.cast.other_body],
    }.items():
        assert [row.body for row in client.get(f"{url}?{query}").context["page"]] == bodies, query


def test_lists_ask_the_same_number_of_questions_at_one_and_at_many_rows(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    urls = [
        reverse("reviews:cycles"),
        reverse("reviews:cycle", args=[review.cycle.pk]),
        reverse("reviews:delegations", args=[review.cycle.pk]),
        reverse("reviews:delegation", args=[review.delegation.pk]),
    ]

    def count(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    for url in urls:
        client.get(url)
    before = {url: count(url) for url in urls}
    officer, leader = by(review.cast.officer), by(review.cast.leader)
    with journal.recording(by=officer):
        for number in range(3, 6):
            unit = make_unit(
                f"Đơn vị minh họa 0{number}",
                kind="cap-uy",
                level=Level.DISTRICT,
                order=50 + number,
                parent=review.cast.superior,
            )
            dossier = operations.add_body(review.cycle, unit, by=officer)
            operations.assign_delegation(review.delegation, dossier, by=officer)
            operations.form_delegation(review.cycle, number, review.chair, review.scribe, [], by=leader)
            operations.open_cycle(
                review.cast.superior,
                f"Đợt {number}",
                review.cycle.period_start,
                review.cycle.period_end,
                "132-2018",
                by=officer,
            )
    # The events of the making are told in one timeline of fixed length, whose names are looked up together.
    assert {url: count(url) for url in urls} == before
