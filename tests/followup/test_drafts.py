"""What lies on an office's desk to be signed: the text from the record, what people do with it, who may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.documents.models import Document
from chuyenbien.escalation import operations as escalation
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.followup import operations, wording
from chuyenbien.followup.enums import Matter
from chuyenbien.followup.models import Draft, LadderClock
from chuyenbien.followup.queries import proposed_agenda
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation.models import Action
from tests.cast import Cast, as_user, by, code
from tests.remediation.making import DUE, active, report

from .laddering import a_paper, adopted, climb, climb_through, told

pytestmark = pytest.mark.django_db

DAY = dt.date(2023, 7, 7)
"""Five working days after the date."""


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(DAY):
        yield


def waiting(cast: Cast, **facts: Any) -> Draft:
    """An urging letter on the superior's desk."""
    adopted(cast)
    action = active(cast, **facts)
    with clock.at(dt.date(2023, 4, 4)):
        report(cast, action, "Đã lập hồ sơ", percent=40)
    climb(DUE)
    climb(DAY)
    return Draft.objects.get(action=action)


def sent(draft: Draft, cast: Cast, **facts: Any) -> Draft:
    with journal.recording(by=by(cast.officer)):
        given = {"number": "45-CV/VP", "issued_on": DAY, "signer": "Chánh Văn phòng", **facts}
        return operations.send_draft(draft, by=by(cast.officer), **given)


def test_the_text_comes_from_the_record(cast: Cast) -> None:
    draft = waiting(cast)
    text = wording.proposed(draft)
    assert "Thời hạn hoàn thành: 30/06/2023; đến ngày 07/07/2023 đã quá hạn 7 ngày." in text
    assert "Báo cáo tiến độ gần nhất ngày 04/04/2023 (đạt 40%): Đã lập hồ sơ" in text
    assert "Kính gửi: Đơn vị minh họa 01" in text
    assert draft.text == ""


def test_both_dates_are_told(cast: Cast) -> None:
    draft = waiting(cast)
    Action.objects.update(original_due=dt.date(2023, 5, 31))
    draft.action.refresh_from_db()
    assert "Thời hạn ban đầu: 31/05/2023, đã được gia hạn đến 30/06/2023" in wording.proposed(draft)


def test_an_edited_text_is_the_offices_own(cast: Cast) -> None:
    draft = waiting(cast)
    with journal.recording(by=by(cast.officer)):
        operations.edit_draft(draft, by=by(cast.officer), text="Đề nghị báo cáo trước ngày 15/7", revision=1)
        with pytest.raises(Stale):
            operations.edit_draft(draft, by=by(cast.officer), text="Khác", revision=1)
    assert Draft.objects.get().text == "Đề nghị báo cáo trước ngày 15/7"


def test_a_signed_letter_is_registered_and_shown_to_the_body(cast: Cast) -> None:
    draft = sent(waiting(cast), cast, text="Nội dung như đã đề xuất")
    letter = Document.objects.get(number="45-CV/VP")
    assert (draft.state, draft.document, draft.text) == ("sent", letter, "Nội dung như đã đề xuất")
    assert (letter.kind.code, letter.issuer) == ("cv", cast.superior)
    assert Document.objects.visible_to(by(cast.head).standing).filter(pk=letter.pk).exists()
    assert journal.timeline(draft.action)[0].type == "followup.draft_sent"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"number": " "}, "number"),
        ({"issued_on": None}, "issued_on"),
        ({"issued_on": dt.date(2023, 7, 8)}, "issued_on"),
    ],
)
def test_a_letter_needs_its_number_and_its_date(cast: Cast, facts: dict[str, Any], field: str) -> None:
    draft = waiting(cast)
    with pytest.raises(Refused) as refusal:
        sent(draft, cast, **facts)
    assert refusal.value.field == field
    draft.refresh_from_db()
    assert draft.state == "open"


def test_a_draft_is_dealt_with_once(cast: Cast) -> None:
    draft = waiting(cast)
    with journal.recording(by=by(cast.officer)):
        with pytest.raises(Refused):
            operations.drop_draft(draft, by=by(cast.officer), because=" ")
        operations.drop_draft(draft, by=by(cast.officer), because="Đã trao đổi trực tiếp")
        with pytest.raises(Refused):
            operations.drop_draft(draft, by=by(cast.officer), because="Lại")
        with pytest.raises(Refused):
            operations.edit_draft(draft, by=by(cast.officer), text="Lại")
    with pytest.raises(Refused):
        sent(draft, cast)


def test_nothing_is_sent_about_what_is_no_longer_under_way(cast: Cast) -> None:
    draft = waiting(cast)
    Action.objects.update(state="submitted")
    draft.refresh_from_db()
    with pytest.raises(Refused):
        sent(Draft.objects.get(), cast)


def test_a_code_only_draft_takes_no_text(cast: Cast) -> None:
    draft = waiting(cast)
    Draft.objects.update(classification="code_only", code="M-01")
    draft.refresh_from_db()
    assert wording.proposed(draft) == ""
    with pytest.raises(Refused), journal.recording(by=by(cast.officer)):
        operations.edit_draft(draft, by=by(cast.officer), text="Nội dung")
    with pytest.raises(Refused):
        sent(draft, cast)
    draft = sent(draft, cast, document=a_paper(cast))
    assert (draft.state, draft.text) == ("sent", "")


# --- a petition that waits ---------------------------------------------------------------------------


def petition(cast: Cast) -> AuthorityRequest:
    action = active(cast, due_on=dt.date(2023, 12, 29))
    head = by(cast.head)
    with clock.at(dt.date(2023, 6, 1)), journal.recording(by=head):
        one = escalation.raise_obstacle(
            action, by=head, kind=code(CodeList.OBSTACLE_KIND, "thu-tuc"), text="Chờ hướng dẫn", within_authority=False
        )
        asked = escalation.draft_request(
            one, by=head, authority=cast.ministry, own_efforts="Đã rà soát", request="Đề nghị hướng dẫn", answer_due=DUE
        )
        return escalation.send_request(asked, by=head)


def test_a_petition_is_reported_on_and_never_urged(cast: Cast) -> None:
    adopted(cast, cast.body, matter=Matter.PETITION)
    asked = petition(cast)
    climb_through(dt.date(2023, 6, 26), dt.date(2023, 7, 10))
    assert told() == [
        (dt.date(2023, 6, 27), "doer"),
        (dt.date(2023, 7, 3), "head"),
        (dt.date(2023, 7, 3), "doer"),
    ]
    draft = Draft.objects.get()
    assert (draft.kind, draft.desk, draft.request) == ("report", cast.body, asked)
    assert "kính đề nghị Bộ minh họa xem xét" in wording.proposed(draft)
    climb_through(dt.date(2023, 7, 11), dt.date(2023, 7, 21))
    assert proposed_agenda(cast.body) == [(asked.obstacle.action, ["blocked", "ladder"])]


def test_an_answer_ends_the_waiting(cast: Cast) -> None:
    adopted(cast, cast.body, matter=Matter.PETITION)
    asked = petition(cast)
    climb_through(dt.date(2023, 6, 26), DAY)
    with journal.recording(by=by(cast.head)):
        escalation.receive_request(asked, by=by(cast.head), received_on=dt.date(2023, 6, 2))
        escalation.answer_request(asked, by=by(cast.head), kind="agreed", text="Đồng ý", answered_on=DAY)
    assert not Notice.objects.filter(withdrawn_at=None).exists()
    assert Draft.objects.get().state == "lapsed"


# --- pages -------------------------------------------------------------------------------------------

PAGES = ("draft", "draft_print", "draft_edit", "draft_send", "draft_drop")
WHO = {
    "leader": 200,
    "officer": 200,
    "verifier": 404,
    "head": 404,
    "editor": 404,
    "doer": 404,
    "other_head": 404,
    "admin": 404,
    "inspector": 404,
    "stranger": 404,
}


def test_who_opens_a_draft(client: Client, cast: Cast) -> None:
    draft = waiting(cast)
    for name, status in WHO.items():
        as_user(client, cast.people()[name])
        for page in PAGES:
            assert client.get(reverse(f"followup:{page}", args=[draft.pk])).status_code == status, (name, page)


def test_a_draft_that_was_dealt_with_is_seen_and_refused(client: Client, cast: Cast) -> None:
    draft = sent(waiting(cast), cast)
    as_user(client, cast.officer)
    assert client.get(draft.get_absolute_url()).status_code == 200
    answer = client.get(reverse("followup:draft_edit", args=[draft.pk]))
    assert answer.status_code == 403


def test_the_letter_is_entered_by_its_form_and_what_was_typed_is_kept(client: Client, cast: Cast) -> None:
    draft = waiting(cast)
    as_user(client, cast.officer)
    url = reverse("followup:draft_send", args=[draft.pk])
    refused = client.post(url, {"number": "", "signer": "Chánh Văn phòng"})
    assert (refused.status_code, "Chánh Văn phòng" in refused.content.decode()) == (422, True)
    done = client.post(url, {"number": "46-CV/VP", "issued_on": "07/07/2023", "signer": "Chánh Văn phòng"})
    assert (done.status_code, done["Location"]) == (303, draft.get_absolute_url())
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "46-CV/VP" in page
    assert "đã quá hạn 7 ngày" in page


def test_the_desk_lists_what_waits_with_as_many_queries_for_three(client: Client, cast: Cast) -> None:
    waiting(cast)
    as_user(client, cast.officer)
    url = reverse("followup:drafts")

    def cost() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    before = cost()
    for number in (2, 3):
        active(cast, task=f"Nhiệm vụ {number}")
    LadderClock.objects.update(last_day=DAY - dt.timedelta(days=1))
    climb(DAY)
    assert Draft.objects.count() == 3
    assert cost() == before
    assert client.get(f"{url}?state=sent").status_code == 200
    assert client.get(f"{url}?kind=urging&desk={cast.superior.pk}").content.decode().count("/follow-up/drafts/") >= 3
