"""Each submission keeps a version; it is sent to named people, and what they say of it is gathered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person
from chuyenbien.reviews import comparing, lead_time, operations, queries
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import DossierOpinion, DossierVersion, ReviewDossier
from tests.cast import as_user, by
from tests.findings.making import post
from tests.reviews.conftest import Review

pytestmark = pytest.mark.django_db
DAY = dt.date(2022, 12, 5)


def do(person: Person, verb: Any, *args: Any, **told: Any) -> Any:
    with journal.recording(by=by(person)):
        return verb(*args, by=by(person), **told)


def submit(review: Review, text: str = "Đã hoàn thành 12 chỉ tiêu.") -> DossierVersion:
    with clock.at(DAY):
        review.dossier = ReviewDossier.objects.get(pk=review.dossier.pk)
        do(review.cast.editor, operations.write_section, review.dossier, "I.2", text)
        do(review.cast.head, operations.submit_dossier, review.dossier)
    return review.dossier.versions.order_by("-number").first()  # type: ignore[return-value]


def twice(review: Review) -> tuple[DossierVersion, DossierVersion]:
    first = submit(review, "Đoạn một.\nĐoạn hai.")
    do(review.scribe, operations.ask_more, review.dossier, because="Nêu rõ số liệu")
    return first, submit(review, "Đoạn một.\nĐoạn hai, đã bổ sung số liệu.")


def test_a_version_is_kept_each_time_and_never_changes(review: Review) -> None:
    review.suggest("Giải trình việc chậm tiến độ")
    first, second = twice(review)
    assert [one.number for one in review.dossier.versions.all()] == [1, 2]
    assert first.texts.get(section="I.2").text == "Đoạn một.\nĐoạn hai."
    assert second.texts.get(section="I.2").text.endswith("bổ sung số liệu.")
    assert "Giải trình việc chậm tiến độ" in first.texts.get(section="IV").text


def test_what_changed_is_said_by_section_and_by_word(review: Review) -> None:
    first, second = twice(review)
    (changed,) = [one for one in queries.changes_between(first, second) if one.is_changed]
    assert changed.label.startswith("I.2")
    assert [row.change for row in changed.rows] == ["same", "changed"]
    marked = [piece for is_new, piece in changed.rows[1].right if is_new]
    assert marked == ["hai, đã bổ sung số liệu."]


def test_two_versions_are_read_side_by_side(client: Client, review: Review) -> None:
    first, second = twice(review)
    as_user(client, review.delegate)
    page = client.get(reverse("reviews:compare", args=[second.pk, first.pk]))
    assert page.status_code == 200
    assert "<ins>hai, đã bổ sung số liệu.</ins>" in page.content.decode()
    assert client.get(reverse("reviews:compare", args=[first.pk, first.pk])).status_code == 404


def test_sent_to_whoever_is_named_who_then_reads_that_version_only(client: Client, review: Review) -> None:
    version, guest = submit(review), review.cast.stranger
    as_user(client, guest)
    assert client.get(version.get_absolute_url()).status_code == 404
    with clock.at(DAY):
        do(review.cast.editor, operations.send_version, version, sent_on=DAY, people=[guest], names=["Ông A, Mặt trận"])
    page = client.get(version.get_absolute_url())
    assert page.status_code == 200
    assert "12 chỉ tiêu" in page.content.decode()
    assert "Mặt trận" not in page.content.decode()
    assert client.get(review.dossier.get_absolute_url()).status_code == 404
    assert client.get(reverse("reviews:send", args=[version.pk])).status_code == 404
    url = reverse("reviews:give_opinion", args=[version.pk])
    said = {"given_on": "2022-12-05", "kind": "opinion", "summary": "Làm rõ nguyên nhân."}
    with clock.at(DAY):
        assert post(client, url, said).status_code == 303
    opinion = DossierOpinion.objects.get()
    assert (opinion.person, opinion.summary) == (guest, "Làm rõ nguyên nhân.")
    assert "Làm rõ nguyên nhân." in client.get(version.get_absolute_url()).content.decode()


def test_sending_is_refused_with_a_sentence(review: Review) -> None:
    version = submit(review)
    verb, editor = operations.send_version, review.cast.editor
    with clock.at(DAY):
        for told in (
            {"sent_on": DAY},
            {"sent_on": DAY + dt.timedelta(1), "names": ["Ông A"]},
            {"sent_on": DAY - dt.timedelta(1), "names": ["Ông A"]},
        ):
            with pytest.raises(Refused):
                do(editor, verb, version, **told)
        version.dossier.state = DossierState.HELD
        with pytest.raises(Refused, match=r"held|tổ chức"):
            do(editor, verb, version, sent_on=DAY, names=["Ông A"])


def test_a_short_lead_time_is_pointed_out_with_its_source(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    version = submit(review)
    with clock.at(DAY):
        do(review.cast.editor, operations.send_version, version, sent_on=DAY, names=["Ông A"])
    monkeypatch.setattr(lead_time, "_days", [lambda dossier: DAY + dt.timedelta(1)])
    (sent,) = queries.sendings_of(version)
    assert sent.warnings == []  # 132-2018 does not know the number
    review.cycle.pinned, review.cycle.rule_pack = None, "366-2025"
    review.cycle.save()
    version = DossierVersion.objects.get()
    (warned, *_holidays) = queries.sendings_of(version)[0].warnings
    assert "Hướng dẫn số 25-HD/BTCTW" in warned.citation
    assert not warned.is_settled


def opine(review: Review, version: DossierVersion, by_: Actor | None = None, **told: Any) -> DossierOpinion:
    given = {
        "kind": "opinion",
        "given_on": DAY,
        "name": "Mặt trận Tổ quốc",
        "summary": "Cần nêu rõ nguyên nhân",
        **told,
    }
    with clock.at(DAY):
        made: DossierOpinion = do(review.cast.editor, operations.give_opinion, version, **given)
    return made


def test_no_other_opinion_is_said_and_not_assumed(review: Review) -> None:
    version = submit(review)
    made = opine(review, version, kind="none", summary="")
    assert not made.is_opinion
    for told in ({"kind": "none"}, {"summary": ""}, {"name": ""}, {"kind": "maybe"}, {"given_on": dt.date(2099, 1, 1)}):
        with pytest.raises(Refused):
            opine(review, version, **told)


def test_an_opinion_is_taken_up_or_kept_out_with_a_reason(review: Review) -> None:
    opinion = opine(review, submit(review))
    with pytest.raises(Refused):
        do(review.cast.editor, operations.take_up_opinion, opinion, taken="not")
    do(review.cast.editor, operations.take_up_opinion, opinion, taken="partly", because="Phần còn lại thuộc cấp trên")
    assert opinion.taken_chip[0] == "info"
    with pytest.raises(Refused):
        do(
            review.cast.editor,
            operations.take_up_opinion,
            opine(review, opinion.version, kind="none", summary=""),
            taken="taken",
        )


def test_topics_are_chosen_by_the_body_and_stand_in_the_version(client: Client, review: Review) -> None:
    as_user(client, review.cast.editor)
    url = reverse("reviews:topics", args=[review.dossier.pk])
    sent = {"rows": "5", "text_1": "Giải ngân đầu tư công", "reason_1": "Nhiều năm đạt thấp"}
    assert post(client, url, sent).status_code == 303
    assert post(client, url, {"rows": "5", "reason_1": "Thiếu tên"}).status_code == 422
    version = submit(review)
    assert "Giải ngân đầu tư công (Nhiều năm đạt thấp)" in version.texts.get(section="topics").text
    with pytest.raises(Refused):
        do(review.cast.editor, operations.set_topics, review.dossier, [])


def test_a_code_only_dossier_keeps_empty_versions(review: Review) -> None:
    version = submit(review)
    opine(review, version)
    with clock.at(DAY):
        do(review.cast.editor, operations.send_version, version, sent_on=DAY, names=["Ông A"])
    with journal.recording(by=by(review.cast.leader)):
        from chuyenbien.documents import operations as documents

        documents.reclassify(
            review.dossier, by=by(review.cast.leader), level="code_only", code="M-01", because="Theo quyết định"
        )
    assert set(version.texts.values_list("text", flat=True)) == {""}
    assert version.opinions.get().summary == ""
    assert version.sendings.get().recipients.get().name == ""


WHO: dict[str, tuple[str, str]] = {
    "version": ("leader officer verifier head editor inspector chair scribe delegate", ""),
    "send": ("head editor officer", "leader verifier inspector chair scribe delegate"),
    "give_opinion": ("head editor officer", "leader verifier inspector chair scribe delegate"),
    "take_up": ("head editor officer", "leader verifier inspector chair scribe delegate"),
    "topics": ("head editor", "leader officer verifier inspector chair scribe delegate"),
}


@pytest.mark.parametrize("name", WHO)
def test_who_may(client: Client, review: Review, name: str) -> None:
    version = submit(review)
    pk = {"take_up": opine(review, version).pk, "topics": review.dossier.pk}.get(name, version.pk)
    allowed, refused = WHO[name]
    people = review.people()
    expected = {who: 200 if who in allowed.split() else 403 if who in refused.split() else 404 for who in people}
    found = {}
    for who, person in people.items():
        as_user(client, person)
        found[who] = client.get(reverse(f"reviews:{name}", args=[pk])).status_code
    assert found == expected


def test_the_list_costs_the_same_for_one_version_and_three(
    client: Client, review: Review, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    version = submit(review)
    opine(review, version)
    as_user(client, review.cast.head)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            assert client.get(review.dossier.get_absolute_url()).status_code == 200
        return len(told)

    cost()
    once = cost()
    for _again in range(2):
        do(review.scribe, operations.ask_more, review.dossier, because="Bổ sung")
        opine(review, submit(review))
    assert cost() == once


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged", "conflicts"),
    [
        ("a\nb\nc", "a\nb1\nc", "a\nb\nc\nd", "a|b1|c|d", 0),
        ("a\nb\nc", "a\nb1\nc", "a\nb2\nc", "a|<|b1|=|b2|>|c", 1),
        ("", "a\nx", "a\ny", "a|<|x|=|y|>", 1),
        ("", "a\nx", "a", "a|x", 0),
        ("a\nb", "b", "a\nb\nc", "b|c", 0),
        ("a", "", "a2", "<|=|a2|>", 1),
    ],
)
def test_two_changes_are_put_together(base: str, mine: str, theirs: str, merged: str, conflicts: int) -> None:
    made = comparing.merge(base, mine, theirs, labels=("<", "=", ">"))
    assert made.text.split("\n\n") == merged.split("|")
    assert made.conflicts == conflicts
