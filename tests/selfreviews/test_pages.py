"""The pages: every verb through its form, what is refused and kept, counts, paper, and the same number of queries."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from chuyenbien import journal
from chuyenbien.journal.models import Event
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.selfreviews import operations
from chuyenbien.selfreviews.models import SelfReviewSection
from tests.cast import as_user, make_person
from tests.findings.making import STATEMENT, state
from tests.reviews.conftest import Review

from . import making
from .making import PROMISE, TEXT, act, fresh, handed_in, opened, post, written

pytestmark = pytest.mark.django_db


def get(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_walked_on_its_pages_from_the_list_to_the_seal(client: Client, review: Review) -> None:
    """Every act through its form, once; each redirects and records one event."""
    cast, before = review.cast, making.earlier_dossier(review)
    last = written(review, dossier=before)
    act(cast.editor, operations.commit, last, [PROMISE])
    act(cast.editor, operations.hand_in, fresh(last))
    as_user(client, cast.officer)
    sent = {"people": [cast.editor.pk], "kind": "leader", "code": ""}
    assert post(client, making.url("open", review.dossier.pk), sent).status_code == 303
    one = making.of(cast.editor, review.dossier)
    found = state(review, dossier=before, responsible=[cast.editor])
    as_user(client, cast.editor)
    assert post(client, making.url("bring_in", one.pk)).status_code == 303
    points = list(one.earlier_points.all())
    assert [point.finding for point in points] == [None, found]
    steps: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
        ("section", (one.pk, "II"), {"text": TEXT, "revision": 1}),
        *(("answer", (p.pk,), {"outcome": "done", "text": "Đã làm", "revision": 1}) for p in points),
        ("commitments", (one.pk,), {"text": f"{PROMISE}\nViệc thứ hai", "revision": 1}),
        ("paper", (one.pk, "residence"), {"state": "present", "upload": making.scan()}),
        ("hand_in", (one.pk,), {"own_level": "good", "revision": 2}),
    ]
    for name, args, data in steps:
        page = get(client, one.get_absolute_url())
        assert escape(reverse(f"selfreviews:{name}", args=args)) in page
        count = Event.objects.count()
        answer = post(client, making.url(name, *args), data)
        assert answer.status_code == 303, (name, answer.content.decode()[:2000])
        assert Event.objects.count() == count + 1, name
    as_user(client, cast.head)
    page = get(client, one.get_absolute_url())
    for told in (TEXT, PROMISE, "Việc thứ hai", STATEMENT, "ban-tu-kiem-diem.pdf", "Hoàn thành tốt nhiệm vụ"):
        assert told in page
    answer = post(client, making.url("return", one.pk), {"because": "Nêu rõ hơn"})
    assert answer.status_code == 303
    assert "Nêu rõ hơn" in get(as_user(client, cast.editor), one.get_absolute_url())


def test_two_windows_show_both_versions(client: Client, review: Review) -> None:
    one = written(review)
    as_user(client, review.cast.editor)
    answer = post(client, making.url("section", one.pk, "II"), {"text": "Bản trong cửa sổ kia", "revision": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert TEXT in page
    assert "Bản trong cửa sổ kia" in page
    assert SelfReviewSection.objects.get().text == TEXT


def test_what_is_refused_is_said_and_kept(client: Client, review: Review) -> None:
    one = opened(review)
    as_user(client, review.cast.editor)
    answer = post(client, making.url("paper", one.pk, "residence"), {"state": "not_needed", "upload": making.scan()})
    assert answer.status_code == 422
    assert "ban-tu-kiem-diem.pdf" in answer.content.decode()
    assert post(client, making.url("hand_in", one.pk), {"own_level": "good"}).status_code == 422
    answer = post(client, making.url("section", one.pk, "II"), {"text": "MẬT\nNội dung", "revision": 1})
    assert answer.status_code == 422
    assert not SelfReviewSection.objects.exists()
    answer = post(client, making.url("on_paper", one.pk), {"handed_in_on": "2022-12-20"})
    assert answer.status_code == 422


def test_sent_twice_it_is_done_once(client: Client, review: Review) -> None:
    one, command = written(review), str(uuid.uuid4())
    as_user(client, review.cast.editor)
    before = Event.objects.count()
    for _again in range(2):
        assert post(client, making.url("hand_in", one.pk), {"revision": 1}, command).status_code == 303
    assert Event.objects.count() == before + 1


def test_the_office_enters_one_from_paper_and_does_not_read_it(client: Client, review: Review) -> None:
    one = opened(review, review.cast.doer, "outside_member")
    as_user(client, review.cast.officer)
    page = get(client, making.url("of_dossier", review.dossier.pk))
    assert making.url("on_paper", one.pk) in page
    sent = {"handed_in_on": "2022-12-20", "scan": making.scan(), "own_level": "fulfilled", "text": PROMISE}
    answer = post(client, making.url("on_paper", one.pk), sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, making.url("of_dossier", review.dossier.pk))
    one = fresh(one)
    assert (one.state, one.own_level, one.keyed_in_by) == ("on_paper", "fulfilled", review.cast.officer)
    assert client.get(one.get_absolute_url()).status_code == 404
    assert f'href="{one.get_absolute_url()}"' not in get(client, making.url("of_dossier", review.dossier.pk))
    as_user(client, review.cast.doer)
    assert "ban-tu-kiem-diem.pdf" not in get(client, making.url("blank", one.pk))


def test_the_blank_form_holds_no_content(client: Client, review: Review) -> None:
    before = making.earlier_dossier(review)
    last = written(review, review.cast.doer, dossier=before)
    act(review.cast.doer, operations.commit, last, [PROMISE])
    act(review.cast.doer, operations.hand_in, fresh(last))
    state(review, dossier=before, responsible=[review.cast.doer])
    one = written(review, review.cast.doer)
    for who in (review.cast.officer, review.cast.editor):
        page = get(as_user(client, who), making.url("blank", one.pk))
        assert STATEMENT in page  # the office sees this limitation anyway
        assert review.cast.doer.full_name in page
        assert "write-lines" in page
        assert TEXT not in page
        assert PROMISE not in page
    page = get(as_user(client, review.cast.doer), making.url("print", one.pk))
    assert TEXT in page
    assert PROMISE in page


def test_a_form_without_known_sections_is_one_text(client: Client, review: Review) -> None:
    ReviewCycle.objects.update(rule_pack="366-2025", pinned=None)
    review.dossier.refresh_from_db()
    dossier = type(review.dossier).objects.select_related("cycle").get(pk=review.dossier.pk)
    one = opened(review, review.cast.doer, "outside_member", dossier=dossier)
    as_user(client, review.cast.doer)
    assert "Chưa tra được các mục của mẫu này" in get(client, one.get_absolute_url())
    assert post(client, making.url("section", one.pk, "text"), {"text": TEXT, "revision": 1}).status_code == 303
    assert client.get(making.url("section", one.pk, "II")).status_code == 404
    assert client.get(making.url("paper", one.pk, "x")).status_code == 404


def test_a_code_shows_the_code_and_nothing_else(client: Client, review: Review) -> None:
    one = opened(review, review.cast.head, "central", code="TƯ-07")
    page = get(as_user(client, review.cast.editor), making.url("of_dossier", review.dossier.pk))
    assert "TƯ-07" in page
    assert review.cast.head.full_name not in page.split("<main", 1)[1].split("<aside", 1)[0]
    page = get(as_user(client, review.cast.head), one.get_absolute_url())
    assert 'id="sections"' not in page
    assert post(client, making.url("on_paper", one.pk), {"handed_in_on": "2022-12-20"}).status_code == 303


def test_the_dossier_shows_counts_only(client: Client, review: Review) -> None:
    handed_in(review)
    opened(review, review.cast.head, "central", code="TƯ-07")
    seen = {"leader": (1, 2), "editor": (1, 2), "inspector": (1, 1), "verifier": (1, 1)}
    for who, (done, due) in seen.items():
        page = get(as_user(client, review.people()[who]), review.dossier.get_absolute_url())
        assert f"Đã nộp {done} trên {due} bản" in page, who
        assert (making.url("of_dossier", review.dossier.pk) in page) == (who in ("leader", "editor"))
        assert ("Bản tự kiểm điểm của tôi" in page) == (who == "editor")


def test_lists_are_narrowed_and_paged(client: Client, review: Review) -> None:
    handed_in(review)
    opened(review, review.cast.doer)
    as_user(client, review.cast.head)
    address = making.url("of_dossier", review.dossier.pk)
    assert review.cast.doer.full_name not in get(client, address, state="handed_in")
    assert review.cast.doer.full_name in get(client, address, state="nonsense")
    assert "Không có bản tự kiểm điểm nào ở tình trạng này" in get(client, address, state="on_paper")
    as_user(client, review.cast.officer)
    assert review.cast.body.name in get(client, making.url("bodies"))
    assert review.cast.body.name in get(client, making.url("bodies"), q="minh hoa 01", cycle=review.cycle.pk)
    assert making.url("of_dossier", review.dossier.pk) not in get(client, making.url("bodies"), q="khong co")
    assert making.url("bodies") in get(client, making.url("mine"))
    as_user(client, review.cast.stranger)
    assert review.cast.body.name not in get(client, making.url("bodies"))
    assert get(client, making.url("mine"))


def test_search_and_the_journal_find_nothing_of_it(client: Client, review: Review) -> None:
    handed_in(review)
    for who in ("leader", "officer", "head", "editor", "admin"):
        as_user(client, review.people()[who])
        for page in ("desk:search", "desk:journal"):
            answer = client.get(reverse(page), {"q": "sâu sát cơ sở"})
            assert TEXT not in answer.content.decode()


def _more(review: Review, count: int) -> list[Person]:
    with journal.recording(by=None):
        return [
            make_person(f"more{n}", f"Trần Văn {n}", "Ủy viên", (review.cast.body, Role.MEMBER)) for n in range(count)
        ]


def _cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["officer", "head", "leader"])
def test_lists_ask_as_often_for_three_rows_as_for_one(client: Client, review: Review, who: str) -> None:
    handed_in(review)
    as_user(client, review.people()[who])
    addresses = [making.url("of_dossier", review.dossier.pk), making.url("bodies"), review.dossier.get_absolute_url()]
    before = [_cost(client, address) for address in addresses]
    for person in _more(review, 2):
        handed_in(review, person)
    handed_in(review, review.cast.other_head, dossier=review.other)
    assert [_cost(client, address) for address in addresses] == before


def test_the_page_asks_as_often_for_three_points_as_for_one(client: Client, review: Review) -> None:
    before = making.earlier_dossier(review)
    state(review, dossier=before, responsible=[review.cast.editor])
    one = written(review)
    as_user(client, review.cast.editor)
    pages = [one.get_absolute_url(), making.url("print", one.pk), making.url("mine")]
    costs = [_cost(client, page) for page in pages]
    for _again in range(2):
        state(review, dossier=before, responsible=[review.cast.editor])
    act(review.cast.editor, operations.bring_in, one)
    act(review.cast.editor, operations.write_section, fresh(one), "VI", TEXT)
    opened(review, dossier=before)
    assert [_cost(client, page) for page in pages] == costs


def test_a_post_ended_within_the_period_still_owes(client: Client, review: Review) -> None:
    """Who moved in mid-cycle is offered where they were; who came later is not."""
    as_user(client, review.cast.officer)
    with journal.recording(by=None):
        gone = make_person("gone", "Lê Văn Chuyển", "Ủy viên", (review.cast.body, Role.MEMBER))
        orgs.end_role(gone.memberships.get(), on=review.cycle.period_end.replace(month=6, day=30), by=None)
        other = make_person("late", "Lê Văn Muộn", "Ủy viên")
        orgs.give_role(other, review.cast.body, Role.MEMBER, since=review.cycle.period_end.replace(year=2023), by=None)
    page = get(client, making.url("open", review.dossier.pk))
    assert "Lê Văn Chuyển" in page
    assert "Lê Văn Muộn" not in page


def test_taken_out_of_the_cycle_only_without_self_reviews(review: Review) -> None:
    """A body whose people have begun to write is not put under review by mistake."""
    other = review.other
    opened(review, review.cast.other_head, dossier=other)
    assert not reviews.can_be_withdrawn(other)


def test_what_somebody_owes_waits_among_their_work(client: Client, review: Review) -> None:
    one = opened(review)
    as_user(client, review.cast.editor)
    assert one.get_absolute_url() in get(client, reverse("desk:my_work"))
    as_user(client, review.cast.doer)
    assert one.get_absolute_url() not in get(client, reverse("desk:my_work"))
    act(review.cast.editor, operations.write_section, one, "II", TEXT)
    act(review.cast.editor, operations.hand_in, fresh(one))
    as_user(client, review.cast.editor)
    assert one.get_absolute_url() not in get(client, reverse("desk:my_work"))


def test_odd_addresses_are_answered(client: Client, review: Review) -> None:
    one = handed_in(review)
    as_user(client, review.cast.officer)
    for query in ({"cycle": "9" * 40}, {"cycle": "x"}, {"page": "9" * 40}, {"q": "\0"}, {"state": "\0"}):
        assert client.get(making.url("bodies"), query).status_code == 200
        assert client.get(making.url("of_dossier", review.dossier.pk), query).status_code == 200
    as_user(client, review.cast.editor)
    for key in ("%00", "x" * 500, "I.1%0A"):
        for rest in (f"papers/{key}/file/", f"papers/{key}/", f"sections/{key}/"):
            assert client.get(f"{one.get_absolute_url()}{rest}").status_code == 404
