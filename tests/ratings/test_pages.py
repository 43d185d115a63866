"""The pages: what they show to whom, what they ask, and that every verb can be done on them."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from chuyenbien.ratings import operations
from chuyenbien.ratings.enums import RatingState
from chuyenbien.ratings.models import (
    Assessment,
    BallotCount,
    HandFact,
    QuotaDecision,
    Rating,
    RatingDecision,
    RatingPetition,
    TaskListConfirmation,
)
from tests.cast import as_user

from . import making
from .making import Rated
from .test_facts import DUE, mend, task


@pytest.fixture(autouse=True)
def _on_the_day() -> Any:
    with clock.at(making.TODAY):
        yield


def get(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def post(client: Client, name: str, pk: int, data: dict[str, Any], *, query: str = "") -> Any:
    return client.post(reverse(f"ratings:{name}", args=[pk]) + query, {"command_id": str(uuid.uuid4()), **data})


def test_a_rating_is_walked_on_its_pages_from_opening_to_the_answer(client: Client, rated: Rated) -> None:
    """Every verb through its form, once; each redirects and records one event."""
    cast, pk = rated.cast, rated.rating().pk
    paper = making.document(cast).pk
    steps: list[tuple[Any, str, dict[str, Any]]] = [
        (cast.editor, "confirm", {}),
        (cast.officer, "withdraw", {"because": "Còn thiếu"}),
        (cast.head, "confirm", {"confirmed_on": "2026-01-19"}),
        (
            cast.officer,
            "enter_fact",
            {"fact": "units_disciplined", "number": "0", "document": paper, "because": "Báo cáo"},
        ),
        (cast.officer, "enter_fact", {"fact": "disciplined", "yes": "no", "document": paper, "because": "Báo cáo"}),
        (cast.officer, "group", {"group": "Khối phường"}),
        (cast.head, "assess_self", {"general": "28", "results": "60,5", "level": "good"}),
        (cast.officer, "appraise", {"general": "28", "results": "50", "level": "good", "explanation": "Chậm hai việc"}),
        (
            cast.officer,
            "count_ballots",
            {**making.COUNTS, "stage": "proposal", "held_on": "2026-01-19", "minutes": making.minutes()},
        ),
        (cast.leader, "decide", {"level": "good", "document": paper, "because": "Xét toàn diện"}),
        (cast.leader, "publish", {"document": paper}),
        (cast.officer, "notify", {"document": paper}),
        (cast.head, "petition", {"text": "Đề nghị xem lại"}),
        (
            cast.leader,
            "correct",
            {"level": "fulfilled", "document": paper, "because": "Xét lại", "correction": "Theo kiến nghị"},
        ),
    ]
    for who, name, data in steps:
        as_user(client, who)
        before = Event.objects.count()
        answer = post(client, name, pk, {"revision": rated.rating().revision, **data})
        assert answer.status_code == 303, (name, answer.content.decode()[:3000])
        assert Event.objects.count() == before + 1, name
    answer = post(
        client,
        "answer",
        RatingPetition.objects.get().pk,
        {"answer": "corrected", "document": paper, "text": "Đã điều chỉnh"},
    )
    assert answer.status_code == 303
    rating = rated.rating()
    assert (rating.level, rating.state, rating.group) == ("fulfilled", RatingState.PUBLISHED, "Khối phường")
    assert (TaskListConfirmation.objects.count(), HandFact.objects.count(), BallotCount.objects.count()) == (2, 2, 1)
    assert (Assessment.objects.count(), RatingDecision.objects.count()) == (2, 2)
    for who in (cast.head, cast.leader, cast.officer, cast.editor):
        as_user(client, who)
        page = get(client, rating.get_absolute_url())
        assert "Hoàn thành nhiệm vụ" in page
        assert ("bien-ban.pdf" in page) == (who in (cast.leader, cast.officer))


def test_the_office_enters_for_the_leader(client: Client, rated: Rated) -> None:
    as_user(client, rated.cast.officer)
    answer = post(
        client,
        "decide",
        rated.rating().pk,
        {
            "level": "good",
            "document": making.document(rated.cast).pk,
            "because": "Xét toàn diện",
            "revision": 1,
            "on_behalf_person": rated.cast.leader.pk,
            "basis_number": "12-QĐ/TU",
            "basis_date": "2026-01-15",
        },
    )
    assert answer.status_code == 303
    made = RatingDecision.objects.get()
    assert (made.by, made.entered_by) == (rated.cast.leader, rated.cast.officer)


def test_what_is_wrong_is_said_beside_the_field_and_kept(client: Client, rated: Rated) -> None:
    as_user(client, rated.cast.officer)
    typed = {**making.COUNTS, "excellent": 7, "stage": "proposal", "held_on": "2026-01-19", "minutes": making.minutes()}
    answer = post(client, "count_ballots", rated.rating().pk, typed)
    assert answer.status_code == 422
    assert "12 phiếu" in answer.content.decode()
    assert post(client, "enter_fact", rated.rating().pk, {"fact": "disciplined", "number": 1}).status_code == 422
    assert not BallotCount.objects.exists()


def test_sent_twice_it_is_done_once(client: Client, rated: Rated) -> None:
    as_user(client, rated.cast.head)
    data = {"general": "28", "results": "60", "level": "good", "revision": 1, "command_id": str(uuid.uuid4())}
    for _time in range(2):
        assert post(client, "assess_self", rated.rating().pk, data).status_code == 303
    assert Assessment.objects.count() == 1


def test_the_page_explains_each_condition(client: Client, rated: Rated) -> None:
    for _number in range(10):
        task(rated.cast, done=DUE)
    making.know(rated.cast, rated.rating(), exceeded=2)
    making.own(rated.cast, rated.rating(), 92)
    as_user(client, rated.cast.head)
    page = get(client, rated.rating().get_absolute_url())
    for words in (
        "2/10 (20%)",
        "tính trên 10 nhiệm vụ có trong hệ thống",
        "chưa đạt",
        "Cần thêm 1 nữa thì đạt",
        "Cần quyết định",
        "Quy định số 366-QĐ/TW, Điều 11, khoản 1",
        "chưa xác nhận",
    ):
        assert words in page, words


def test_until_confirmed_the_page_says_unknown(client: Client, rated: Rated) -> None:
    task(rated.cast, done=DUE)
    as_user(client, rated.cast.officer)
    page = get(client, rated.rating().get_absolute_url())
    assert "chưa xác nhận danh mục nhiệm vụ" in page
    assert "Chưa rõ" in page


def test_every_fact_opens_to_its_rows(client: Client, rated: Rated) -> None:
    late = task(rated.cast, done=DUE + dt.timedelta(days=3), task="Việc làm chậm")
    task(rated.cast, done=DUE, task="Việc đúng hạn")
    as_user(client, rated.cast.head)
    page = get(client, f"{reverse('ratings:tasks', args=[rated.rating().pk])}?mark=off&against=original")
    assert "Việc làm chậm" in page
    assert "Việc đúng hạn" not in page
    assert late.get_absolute_url() in page
    for link in set(re.findall(r'href="(/ratings/\d+/tasks/[^"]*)"', get(client, rated.rating().get_absolute_url()))):
        get(client, link.replace("&amp;", "&"))


def test_what_the_reader_may_not_open_is_only_counted(client: Client, rated: Rated) -> None:
    action = task(rated.cast, done=DUE, task="Việc riêng của tập thể")
    action.involvements.filter(capacity="superior").update(until="2025-01-01")
    assert action.finding is not None
    action.finding.involvements.filter(capacity="superior").update(until="2025-01-01")
    as_user(client, rated.cast.officer)
    page = get(client, reverse("ratings:tasks", args=[rated.rating().pk]))
    assert "Việc riêng của tập thể" not in page
    assert "1 nhiệm vụ khác" in page


def test_earlier_findings_are_listed_with_their_state(client: Client, rated: Rated) -> None:
    from tests.remediation import making as remedy

    earlier = remedy.make_dossier(rated.cast)
    mend(remedy.make_finding(rated.cast, earlier, statement="Việc đã khắc phục"), dt.date(2025, 5, 1))
    remedy.make_finding(rated.cast, earlier, statement="Việc còn dở")
    as_user(client, rated.cast.leader)
    page = get(client, reverse("ratings:prior", args=[rated.rating().pk]))
    for words in ("Việc đã khắc phục", "Việc còn dở", "1/2"):
        assert words in page


def test_the_same_body_under_another_pack_names_what_differs(client: Client, rated: Rated) -> None:
    making.own(rated.cast, rated.rating())
    as_user(client, rated.cast.head)
    page = get(client, reverse("ratings:under", args=[rated.rating().pk, "124-2023"]))
    assert "Quy định 124-QĐ/TW" in page
    assert "khác nhau" in page
    assert client.get(reverse("ratings:under", args=[rated.rating().pk, "999"])).status_code == 404


def test_the_overview_is_in_official_order_and_each_number_opens_its_rows(client: Client, rated: Rated) -> None:
    making.own(rated.cast, rated.rating(), 75, "good")
    making.own(rated.cast, rated.rating(rated.cast.other_body), 92, "excellent")
    as_user(client, rated.cast.officer)
    page = get(client, reverse("ratings:cycle", args=[rated.cycle.pk]))
    assert page.index("Đơn vị minh họa 01") < page.index("Đơn vị minh họa 02")
    link = re.search(r'href="(\?step=self&amp;level=excellent)#rows">(?:<[^>]*>)*1<', page)
    assert link is not None
    chosen = get(client, reverse("ratings:cycle", args=[rated.cycle.pk]) + link[1].replace("&amp;", "&"))
    assert "Đơn vị minh họa 02" in chosen
    assert "Đơn vị minh họa 01</a>" not in chosen


def test_a_head_sees_only_the_own_row_and_no_distribution(client: Client, rated: Rated) -> None:
    as_user(client, rated.cast.head)
    page = get(client, reverse("ratings:cycle", args=[rated.cycle.pk]))
    assert "Đơn vị minh họa 01" in page
    assert "Đơn vị minh họa 02" not in page
    assert "distribution-title" not in page


def test_the_quota_page_says_how_many_are_too_many(client: Client, rated: Rated) -> None:
    for unit in (rated.cast.body, rated.cast.other_body):
        making.appraise(rated.cast, rated.rating(unit))
    as_user(client, rated.cast.leader)
    page = get(client, reverse("ratings:quota", args=[rated.cycle.pk]))
    assert "Vượt 2 trường hợp" in page
    assert page.count("Bỏ phần lẻ") == 2
    data = {"kind": "exceeded", "allowed": 2, "document": making.document(rated.cast).pk, "because": "Nổi trội"}
    assert post(client, "quota_decide", rated.cycle.pk, data, query="?group=bodies:").status_code == 303
    assert QuotaDecision.objects.count() == 1
    assert "2 trường hợp “xuất sắc”" in get(client, reverse("ratings:quota", args=[rated.cycle.pk]))


def test_the_dossier_shows_the_rating_only_to_those_who_may_see_it(client: Client, rated: Rated) -> None:
    url = rated.dossier.get_absolute_url()
    for who, shown in (("officer", True), ("head", True), ("verifier", False), ("inspector", False)):
        as_user(client, rated.cast.people()[who])
        assert (rated.rating().get_absolute_url() in get(client, url)) is shown, who
    as_user(client, rated.cast.editor)
    page = get(client, url)
    assert rated.rating().get_absolute_url() + '"' not in page
    assert reverse("ratings:confirm", args=[rated.rating().pk]) in page


def test_the_menu_leads_there_for_those_it_concerns(client: Client, rated: Rated) -> None:
    for who, shown in (("officer", True), ("head", True), ("admin", False), ("inspector", False)):
        as_user(client, rated.cast.people()[who])
        assert (f'href="{reverse("ratings:cycles")}"' in get(client, reverse("reviews:cycles"))) is shown, who
    as_user(client, rated.cast.stranger)
    assert rated.cycle.name not in get(client, reverse("ratings:cycles"))


def test_of_many_candidates_the_first_are_named_and_the_list_shows_all(
    client: Client, rated: Rated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chuyenbien.ratings.views.lists.CANDIDATES", 1)
    for one in (rated.cast.doer, rated.cast.editor):
        making.person(rated, one, group="Cấp phó")
    Rating.objects.filter(group="Cấp phó").update(appraisal_level="excellent")
    as_user(client, rated.cast.officer)
    page = get(client, reverse("ratings:quota", args=[rated.cycle.pk]))
    assert "1 trường hợp đầu tiên trên tổng số 2" in page
    (listed,) = re.findall(r'href="([^"]*step=appraisal[^"]*)#rows"', page)
    shown = get(client, listed.replace("&amp;", "&"))
    assert rated.cast.doer.full_name in shown
    assert rated.cast.editor.full_name in shown


@pytest.mark.parametrize("name", ["cycle", "quota"])
def test_lists_cost_as_many_queries_for_three_rows_as_for_one(client: Client, rated: Rated, name: str) -> None:
    as_user(client, rated.cast.officer)
    url = reverse(f"ratings:{name}", args=[rated.cycle.pk])
    people = [making.person(rated, one, is_head=True, group="Cấp phó") for one in (rated.cast.head,)]
    Rating.objects.filter(pk__in=[one.pk for one in people]).update(appraisal_level="excellent")
    before = cost(client, url)
    people = [making.person(rated, one, group="Cấp phó") for one in (rated.cast.doer, rated.cast.editor)]
    Rating.objects.filter(pk__in=[one.pk for one in people]).update(appraisal_level="excellent")
    assert cost(client, url) == before


def cost(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_whole_in_both_languages(client: Client, rated: Rated, language: str) -> None:
    task(rated.cast, done=DUE)
    making.know(rated.cast, rated.rating(), exceeded=1)
    making.appraise(rated.cast, rated.rating(), 86, "good")
    making.published(rated.cast, rated)
    making.act(rated.cast.head, operations.file_petition, rated.rating(), text="Đề nghị xem lại")
    as_user(client, rated.cast.leader)
    client.cookies["django_language"] = language
    pk, key = rated.rating().pk, rated.cycle.pk
    urls = [
        reverse("ratings:cycles"),
        *(reverse(f"ratings:{name}", args=[key]) for name in ("cycle", "quota")),
        *(reverse(f"ratings:{name}", args=[pk]) for name in ("rating", "tasks", "prior", "correct")),
        *(reverse("ratings:under", args=[pk, other]) for other in ("132-2018", "335-2025")),
    ]
    for url in urls:
        assert "%(" not in get(client, url)


def test_of_a_code_only_rating_pages_show_the_code(client: Client, rated: Rated) -> None:
    as_user(client, rated.cast.officer)
    data = {"level": "code_only", "code": "TT-03", "because": "Theo danh mục bí mật"}
    assert post(client, "reclassify", rated.rating().pk, data).status_code == 303
    page = get(client, rated.rating().get_absolute_url())
    assert "TT-03" in page
    listed = get(client, reverse("ratings:cycle", args=[rated.cycle.pk]))
    assert "Đơn vị minh họa 01" not in listed
