"""The report of a body has the sections of its cycle's form, as it was pinned; what was written stays readable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.access import Standing
from chuyenbien.regulations import operations as regulations
from chuyenbien.regulations import packs
from chuyenbien.regulations.points import Entry
from chuyenbien.reviews import operations, queries, sheet
from chuyenbien.reviews.enums import Section
from chuyenbien.reviews.models import DossierSection, ReviewCycle, ReviewDossier
from tests.cast import Cast, as_user, by
from tests.findings.making import document
from tests.reviews.conftest import END, START, Review

pytestmark = pytest.mark.django_db
OWN = [one.value for one in Section]
FORM = ["I", *OWN]


def do(person: Any, verb: Any, *args: Any, **told: Any) -> Any:
    with journal.recording(by=by(person)):
        return verb(*args, by=by(person), **told)


def keys(cycle: ReviewCycle) -> list[str]:
    return [one.key for one in sheet.headings_of(cycle)]


def decide(cast: Cast, *chosen: str, pack: str = "366-2025") -> None:
    paper, value = document(cast), tuple(chosen)
    told = {"reason": "Theo mẫu của tỉnh (minh họa)", "document": paper}
    do(cast.leader, regulations.decide_point, cast.superior, pack, sheet.FORM, value, **told)


def under(cast: Cast, pack: str = "366-2025", name: str = "Kiểm điểm (minh họa)") -> ReviewDossier:
    cycle = do(cast.officer, operations.open_cycle, cast.superior, name, START, END, pack)
    dossier: ReviewDossier = do(cast.officer, operations.add_body, cycle, cast.body)
    return dossier


@pytest.mark.parametrize("pack", ["132-2018", "124-2023", "366-2025"])
def test_the_form_is_the_one_of_the_pack(pack: str) -> None:
    cycle = ReviewCycle(rule_pack=pack)
    assert keys(cycle) == FORM
    assert sheet.written_keys(cycle) == tuple(OWN)
    seventh = sheet.heading_of(cycle, "VII").label
    assert seventh == ("VII. Tự chấm điểm, tự nhận mức xếp loại" if pack == "366-2025" else "VII. Tự nhận mức xếp loại")


def test_in_english_the_words_of_the_form_stay_with_their_gloss() -> None:
    with override("en"):
        label = sheet.heading_of(ReviewCycle(rule_pack="366-2025"), "II").label
    assert label == (
        '<span lang="vi">II. Hạn chế, khuyết điểm và nguyên nhân</span> (Limitations, shortcomings and causes)'
    )


@pytest.mark.parametrize("pack", ["335-2025", "unknown"])
def test_without_such_a_form_the_sections_stay_as_they_were(pack: str) -> None:
    cycle = ReviewCycle(rule_pack=pack)
    assert keys(cycle) == OWN
    assert sheet.heading_of(cycle, "II").label == "II. Hạn chế, khuyết điểm và nguyên nhân"


def test_a_pack_that_names_no_parts_of_the_first_section_keeps_those_of_the_program() -> None:
    book = packs.get("366-2025")
    point = book.point(sheet.FORM)
    assert point is not None
    entries = tuple(one for one in point.entries if not one.key.startswith("I."))
    old = replace(point, entries=entries, value=tuple(one.key for one in entries))
    found = sheet._of_book(book.with_points({sheet.FORM: old}, unit=""))
    assert [one.key for one in found] == FORM
    added, chosen = Entry("VIII", "Kiến nghị, đề xuất", "Proposals"), tuple(one.key for one in entries)
    more = replace(old, entries=(*entries, added), value=(*chosen, "VIII"))
    assert sheet._of_book(book.with_points({sheet.FORM: more}, unit=""))[-1].label == "VIII. Kiến nghị, đề xuất"


def test_what_the_office_decided_counts_for_cycles_opened_later(cast: Cast, client: Client) -> None:
    before = under(cast)
    decide(cast, "I", "I.2", "II", "III", "VII")
    after = under(cast, name="Đợt sau (minh họa)")
    assert keys(before.cycle) == FORM
    assert keys(after.cycle) == ["I", "I.2", "II", "III", "VII"]
    do(cast.editor, operations.write_section, before, "V", "Trách nhiệm của tập thể")
    with pytest.raises(Refused):
        do(cast.editor, operations.write_section, after, "V", "Trách nhiệm của tập thể")
    as_user(client, cast.editor)
    assert client.get(reverse("reviews:section", args=[after.pk, "V"])).status_code == 404
    assert client.get(reverse("reviews:section", args=[after.pk, "I"])).status_code == 404  # a heading only
    page = client.get(after.get_absolute_url()).content.decode()
    assert "VII. Tự chấm điểm, tự nhận mức xếp loại" in page
    assert "V. Trách nhiệm của tập thể, cá nhân" not in page


def test_the_first_section_may_be_one_text(cast: Cast) -> None:
    decide(cast, "I", "II")
    dossier = under(cast)
    assert sheet.written_keys(dossier.cycle) == ("I", "II")
    do(cast.editor, operations.write_section, dossier, "I", "Ưu điểm chung")
    (first, _second) = queries.sections_of(dossier, Standing.of(cast.editor))
    assert (first.text, first.is_expected) == ("Ưu điểm chung", True)


def test_a_text_of_a_section_the_form_does_not_have_stays_readable(review: Review, client: Client) -> None:
    DossierSection.objects.create(dossier=review.dossier, section="VIII", text="Kiến nghị đã viết")
    as_user(client, review.cast.editor)
    for url in (review.dossier.get_absolute_url(), reverse("reviews:report", args=[review.dossier.pk])):
        page = client.get(url).content.decode()
        assert "Kiến nghị đã viết" in page
        assert "Mẫu báo cáo của đợt này không có mục này." in page
    assert reverse("reviews:section", args=[review.dossier.pk, "VIII"]) not in page
    do(review.cast.head, operations.submit_dossier, review.dossier)
    version = review.dossier.versions.get()
    assert [one.section for one in version.texts.all()] == ["topics", *OWN, "VIII"]
    assert version.texts.get(section="VIII").text == "Kiến nghị đã viết"


def test_suggested_points_are_in_the_report_whatever_the_form(cast: Cast, review: Review, client: Client) -> None:
    review.suggest("Làm rõ việc chậm tiến độ")
    book = packs.get("132-2018")
    point = book.point(sheet.FORM)
    assert point is not None
    decide(cast, "I", "I.2", pack="132-2018")
    later = do(cast.officer, operations.open_cycle, cast.superior, "Đợt sau (minh họa)", START, END, "132-2018")
    ReviewCycle.objects.filter(pk=review.cycle.pk).update(pinned=later.pinned)
    as_user(client, cast.editor)
    page = client.get(reverse("reviews:report", args=[review.dossier.pk])).content.decode()
    assert "Làm rõ việc chậm tiến độ" in page


def test_a_version_is_read_under_the_headings_of_its_form(cast: Cast, client: Client) -> None:
    dossier = under(cast)
    do(cast.editor, operations.write_section, dossier, "VII", "Tự chấm 92 điểm")
    do(cast.head, operations.submit_dossier, dossier)
    as_user(client, cast.head)
    version = dossier.versions.get()
    page = client.get(version.get_absolute_url()).content.decode()
    assert "VII. Tự chấm điểm, tự nhận mức xếp loại" in page
    assert "Tự chấm 92 điểm" in page
