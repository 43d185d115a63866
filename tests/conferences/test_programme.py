"""The order of speaking by the rule pack, who was there and how, opinions without names, and with them by decision."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.conferences import operations, programme, warnings
from chuyenbien.conferences.models import Attendance, Conference, ConferenceOpinion, NamedSpeaker
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.journal.models import AccessEntry, EventPayload
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.enums import CodeList, Role
from tests.cast import SINCE, as_user, by, code
from tests.conferences.making import DAY, call, do, hold, post
from tests.reviews.conftest import Review

Turn = operations.Turn
SECRET_NAME = "Nguyễn Thị Kín Tiếng"


def decision(review: Review) -> Document:
    made: Document = do(
        review.cast.officer,
        documents.register,
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=review.cast.superior,
        unit=review.cast.superior,
        number="09-QĐ/TU",
        issued_on=DAY,
        abstract="Cho phép ghi tên",
    )
    return made


def under(review: Review, pack: str) -> Conference:
    conference = call(review)
    review.cycle.pinned, review.cycle.rule_pack = None, pack
    review.cycle.save()
    return Conference.objects.get(pk=conference.pk)


def test_until_the_office_sets_one_the_order_of_the_pack_stands(review: Review) -> None:
    told = programme.of_conference(under(review, "132-2018"))
    assert told.order is None
    assert told.pack is not None
    assert told.pack.kinds == ("collective", "head", "deputies", "members")
    assert told.pack.point.citation
    assert [one.kind for one in told.places][:2] == ["collective", "head"]
    assert told.places[1].person == review.cast.head


def test_only_members_of_the_collective_are_reviewed_not_who_keeps_its_papers(client: Client, review: Review) -> None:
    conference = under(review, "132-2018")
    cast = review.cast
    with journal.recording(by=None):
        for person, role in ((cast.doer, Role.MEMBER), (cast.stranger, Role.OFFICE_OFFICER)):
            orgs.give_role(person, cast.body, role, since=SINCE, by=None)
    told = programme.of_conference(conference)
    assert [one.person for one in told.places if one.kind == "members"] == [cast.doer]
    assert [one.person for one in told.places if one.kind == "deputies"] == [None]
    assert told.deputies_unknown
    (copy,) = do(review.scribe, operations.issue_copies, conference, people=[cast.head], names=[])
    as_user(client, review.scribe)
    kit = client.get(reverse("conferences:kit", args=[copy.pk]))
    named = set(kit.context["participants"])
    assert {cast.head, cast.doer, review.chair} <= named
    assert not {cast.editor, cast.stranger} & named
    assert "chưa ghi riêng ai là cấp phó" in kit.content.decode()
    form = client.get(reverse("conferences:order", args=[conference.pk])).context["form"]
    assert cast.editor not in form.fields["person_1"].queryset
    do(review.scribe, operations.set_order, conference, [Turn("collective"), Turn("deputies", name="Một phó")])
    assert not programme.of_conference(conference).deputies_unknown


def test_departing_from_a_confirmed_order_needs_a_reason(review: Review) -> None:
    conference = under(review, "132-2018")
    right = [Turn("collective"), Turn("head", review.cast.head), Turn("other", name="Khách mời")]
    do(review.scribe, operations.set_order, conference, right)
    with pytest.raises(Refused):
        do(review.scribe, operations.set_order, conference, [Turn("head"), Turn("collective")])
    order = do(review.scribe, operations.set_order, conference, [Turn("head"), Turn("collective")], because="Theo QĐ")
    assert [one.kind for one in order.turns.all()] == ["head", "collective"]
    assert [one.label for one in programme.of_conference(conference).places]


def test_where_the_pack_is_not_sure_the_office_says_on_what_its_order_rests(review: Review) -> None:
    conference = under(review, "366-2025")
    with pytest.raises(Refused):
        do(review.scribe, operations.set_order, conference, [Turn("collective"), Turn("head")])
    do(review.scribe, operations.set_order, conference, [Turn("collective")], because="Theo hướng dẫn của tỉnh")
    with pytest.raises(Refused):
        do(review.scribe, operations.set_order, conference, [], because="x")
    with pytest.raises(Refused):
        do(review.scribe, operations.set_order, conference, [Turn("nobody")], because="x")


def test_the_order_by_the_page_without_javascript(client: Client, review: Review) -> None:
    conference = under(review, "366-2025")
    as_user(client, review.scribe)
    url = reverse("conferences:order", args=[conference.pk])
    sent = {"rows": "5", "kind_1": "collective", "kind_2": "head", "person_2": str(review.cast.head.pk)}
    assert "chưa xác nhận" in client.get(url).content.decode()
    assert post(client, url, {**sent, "more": "1"}).content.decode().count("<fieldset") >= 10
    refused = post(client, url, sent)
    assert refused.status_code == 422
    assert post(client, url, {**sent, "because": "Theo chương trình"}).status_code == 303
    assert "Theo chương trình" in client.get(conference.get_absolute_url()).content.decode()


def test_a_person_is_there_online_excused_or_missing_and_somebody_comes_instead(client: Client, review: Review) -> None:
    conference = call(review)
    as_user(client, review.scribe)
    url = reverse("conferences:attendance", args=[conference.pk])
    cast = review.cast
    sent: dict[str, Any] = {
        f"there_{review.chair.pk}": "online",
        f"there_{cast.head.pk}": "there",
        f"there_{cast.editor.pk}": "excused",
        f"reason_{cast.editor.pk}": "Ốm",
        f"instead_{cast.editor.pk}": "Phó văn phòng",
        f"there_{review.delegate.pk}": "unexcused",
    }
    for wrong in (
        {f"reason_{cast.editor.pk}": ""},
        {f"reason_{cast.head.pk}": "Bận"},
        {f"instead_{cast.head.pk}": "Ai đó"},
    ):
        assert post(client, url, {**sent, **wrong}).status_code == 422
    assert post(client, url, sent).status_code == 303
    rows = {row.person_id: row for row in Attendance.objects.all()}
    assert (rows[review.chair.pk].mode, rows[review.chair.pk].present) == ("online", True)
    assert (rows[cast.editor.pk].mode, rows[cast.editor.pk].substitute) == ("excused", "Phó văn phòng")
    assert (rows[review.delegate.pk].mode, rows[review.delegate.pk].present) == ("unexcused", False)
    page = client.get(conference.get_absolute_url()).content.decode()
    assert "vắng không lý do" in page
    assert "Phó văn phòng" in page


def test_too_short_a_conference_is_pointed_out_with_its_source_also_once_held(review: Review) -> None:
    conference = hold(review)
    review.cycle.pinned, review.cycle.rule_pack = None, "366-2025"
    review.cycle.save()
    one = Conference.objects.get(pk=conference.pk)
    assert warnings.of_rule_pack(one) == []
    one.dossier.body.level = "province"
    (short,) = warnings.of_rule_pack(one)
    assert "43-HD/BTCTW" in short.citation


def opinion(review: Review, conference: Conference) -> ConferenceOpinion:
    made: ConferenceOpinion = do(
        review.scribe, operations.record_opinion, conference, "Cần nêu rõ trách nhiệm", about=review.cast.head
    )
    return made


def test_opinions_stand_without_names_and_are_answered(review: Review) -> None:
    one = opinion(review, call(review))
    assert not [field.name for field in ConferenceOpinion._meta.fields if field.name in ("person", "name", "speaker")]
    with pytest.raises(Refused):
        do(review.scribe, operations.record_opinion, one.conference, " ")
    with pytest.raises(Refused):
        do(review.scribe, operations.answer_opinion, one, taken="explained")
    with pytest.raises(Refused):
        do(review.scribe, operations.answer_opinion, one, taken="open")
    do(review.scribe, operations.answer_opinion, one, taken="explained", answer="Đã nêu ở mục V")
    assert one.taken_chip[0] == "neutral"


def test_without_a_decision_no_name_is_kept(review: Review) -> None:
    one = opinion(review, call(review))
    with pytest.raises(Refused):
        do(review.scribe, operations.name_speaker, one, SECRET_NAME)
    do(review.scribe, operations.allow_names, one.conference, decision(review))
    do(review.scribe, operations.name_speaker, one, SECRET_NAME)
    with pytest.raises(Refused):
        do(review.scribe, operations.allow_names, one.conference, None)
    do(review.scribe, operations.name_speaker, one, "")
    assert not NamedSpeaker.objects.exists()
    do(review.scribe, operations.allow_names, one.conference, None)


def test_names_are_read_by_chair_and_secretary_only_and_stand_nowhere_else(client: Client, review: Review) -> None:
    one = opinion(review, call(review))
    do(review.scribe, operations.allow_names, one.conference, decision(review))
    do(review.scribe, operations.name_speaker, one, SECRET_NAME)
    pages = [reverse("conferences:names", args=[one.conference_id]), reverse("conferences:name_speaker", args=[one.pk])]
    seeing = ("leader", "officer", "verifier", "head", "editor", "inspector", "delegate")
    for who, person in review.people().items():
        as_user(client, person)
        expected = 200 if who in ("chair", "scribe") else 403 if who in seeing else 404
        for page in pages:
            told = client.get(page)
            assert told.status_code == expected, (who, page)
            assert (SECRET_NAME in told.content.decode()) == (expected == 200)
        if expected == 404:
            continue
        elsewhere = [one.conference.get_absolute_url(), review.dossier.get_absolute_url(), "/search/?q=Kín+Tiếng"]
        for page in elsewhere:
            assert SECRET_NAME not in client.get(page).content.decode().replace('value="Kín Tiếng"', "")
    assert not EventPayload.objects.filter(data__icontains="Kín Tiếng").exists()
    assert AccessEntry.objects.filter(kind="conferences.conference").count() == 2


def test_a_code_only_conference_keeps_no_opinion_and_no_name(review: Review) -> None:
    one = opinion(review, call(review))
    do(review.scribe, operations.allow_names, one.conference, decision(review))
    do(review.scribe, operations.name_speaker, one, SECRET_NAME)
    with journal.recording(by=by(review.cast.leader)):
        documents.reclassify(
            review.dossier, by=by(review.cast.leader), level="code_only", code="M-02", because="Theo quyết định"
        )
    one.refresh_from_db()
    assert one.summary == ""
    assert NamedSpeaker.objects.get().name == ""
    conference = Conference.objects.get(pk=one.conference_id)
    for verb, args in (
        (operations.record_opinion, ("Ý kiến",)),
        (operations.issue_copies, ()),
        (operations.allow_names, (None,)),
    ):
        with pytest.raises(Refused):
            do(review.scribe, verb, conference, *args)


# --- numbered copies ---------------------------------------------------------------------------------------------


def copies(review: Review, conference: Conference) -> Any:
    return do(
        review.scribe, operations.issue_copies, conference, people=[review.cast.head], names=["Đại biểu Mặt trận", " "]
    )


def test_each_recipient_gets_a_number_and_the_journal_says_for_whom(review: Review) -> None:
    conference = call(review)
    assert [one.number for one in copies(review, conference)] == [1, 2]
    assert [one.number for one in copies(review, conference)] == [3, 4]
    told = EventPayload.objects.filter(data__contains="02 – Đại biểu Mặt trận").first()
    assert told is not None
    assert "02 – Đại biểu Mặt trận" in str(told.data)
    with pytest.raises(Refused):
        do(review.scribe, operations.issue_copies, conference)


def test_a_copy_is_ticked_off_once(review: Review) -> None:
    first, _second = copies(review, call(review))
    do(review.scribe, operations.take_back, first)
    with pytest.raises(Refused):
        do(review.scribe, operations.take_back, first)


def test_the_kit_holds_everything_and_bears_the_recipient(client: Client, review: Review) -> None:
    review.suggest("Giải trình việc chậm tiến độ")
    conference = call(review)
    first, second = copies(review, conference)
    opinion(review, conference)
    as_user(client, review.scribe)
    page = client.get(reverse("conferences:kit", args=[second.pk])).content.decode()
    main = page.split("<main", 1)[1]
    for words in ("Bản số 02/02", "Đại biểu Mặt trận", "Giải trình việc chậm tiến độ", review.chair.full_name):
        assert words in main
    assert 'class="watermark"' in main
    assert "style=" not in main
    assert "Cần nêu rõ trách nhiệm" not in main
    as_user(client, review.cast.officer)
    listed = reverse("conferences:copies", args=[conference.pk])
    assert "Bản số" in client.get(listed).content.decode()
    assert post(client, reverse("conferences:take_back", args=[first.pk])).status_code == 303


@pytest.mark.parametrize("name", ["order", "add_opinion", "allow_names", "copies", "issue_copies", "kit", "answer"])
def test_who_may(client: Client, review: Review, name: str) -> None:
    conference = call(review)
    pk = conference.pk
    if name == "kit":
        pk = copies(review, conference)[0].pk
    elif name == "answer":
        name, pk = "answer_opinion", opinion(review, conference).pk
    seeing = ("leader", "verifier", "head", "editor", "inspector", "delegate")
    found, expected = {}, {}
    for who, person in review.people().items():
        as_user(client, person)
        found[who] = client.get(reverse(f"conferences:{name}", args=[pk])).status_code
        expected[who] = 200 if who in ("officer", "chair", "scribe") else 403 if who in seeing else 404
    assert found == expected


def test_the_page_costs_the_same_for_one_opinion_and_three(client: Client, review: Review) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    conference = call(review)
    as_user(client, review.scribe)

    def cost() -> int:
        with CaptureQueriesContext(connection) as told:
            client.get(conference.get_absolute_url())
            client.get(reverse("conferences:copies", args=[conference.pk]))
        return len(told)

    opinion(review, conference)
    copies(review, conference)
    cost()
    once = cost()
    for _again in range(2):
        opinion(review, conference)
        copies(review, conference)
    assert cost() == once
