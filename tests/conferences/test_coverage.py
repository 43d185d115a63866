"""Coverage of a cycle: counted right in each state, for each reader, and every figure opens to the rows it counts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.conferences import coverage, operations
from chuyenbien.conferences.paragraph import paragraph
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Level
from chuyenbien.orgs.models import Person
from chuyenbien.remediation.enums import PlanState
from chuyenbien.remediation.models import Plan
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import as_user, by, make_unit
from tests.conferences.making import DAY, call, do, hold
from tests.reviews.conftest import Review

KEYS = ["due", "suggested", "begun", "submitted", "scheduled", "held", "concluded", "plan_issued", "planned", "closed"]


def table(review: Review, person: Person | None = None, by: str = "level", **chosen: str) -> coverage.Table:
    standing = Standing.of(person or review.cast.officer)
    return coverage.table_of(review.cycle, standing, by=by, chosen=chosen)  # type: ignore[arg-type]


def counts(review: Review) -> dict[str, int]:
    """What is counted besides the two bodies that are due."""
    return {key: count for key, count in table(review).counts.items() if count and key != "due"}


def url(review: Review) -> str:
    return reverse("conferences:coverage", args=[review.cycle.pk])


def plan(review: Review, state: str) -> Plan:
    body = review.cast.body
    return Plan.objects.create(dossier=review.dossier, body=body, issuer=body, title="Kế hoạch", state=state)


def test_nothing_has_begun(review: Review) -> None:
    found = table(review)
    assert [key for key, _label in coverage.columns()] == KEYS
    assert found.counts == {**dict.fromkeys(KEYS, 0), "due": 2}
    assert [(row.key, row.cells[0].count) for row in found.rows] == [("district", 2)]


def test_a_suggestion_counts_once_it_is_issued(review: Review) -> None:
    review.suggest(issue=False, dossier=review.other)
    assert counts(review) == {}
    review.suggest()
    review.suggest()
    assert counts(review) == {"suggested": 1}


def test_a_report_is_begun_by_a_section_or_an_explanation(review: Review) -> None:
    with journal.recording(by=by(review.cast.editor)):
        reviews.write_section(review.dossier, "I.1", "Nội dung", by=by(review.cast.editor))
    assert counts(review) == {"begun": 1}
    ReviewDossier.objects.filter(pk=review.dossier.pk).update(round=2)
    assert counts(review) == {}
    ReviewDossier.objects.filter(pk=review.dossier.pk).update(round=1)
    suggested = review.suggest(dossier=review.other)
    review.answer(suggested.items.get(number=1))
    assert counts(review) == {"begun": 2, "suggested": 1}


def test_a_conference_counts_while_it_is_called(review: Review) -> None:
    review.bring_to(DossierState.SUBMITTED)
    assert counts(review) == {"begun": 1, "submitted": 1}
    conference = call(review)
    assert counts(review) == {"begun": 1, "submitted": 1, "scheduled": 1}
    do(review.cast.officer, operations.cancel, conference, because="Hoãn")
    assert counts(review) == {"begun": 1, "submitted": 1}
    review.bring_to(DossierState.SUBMITTED)
    hold(review)
    assert counts(review) == dict.fromkeys(KEYS[2:6], 1)


@pytest.mark.parametrize(
    ("state", "of_plan", "reached"),
    [
        (DossierState.HELD, PlanState.ISSUED, "held"),
        (DossierState.CONCLUDED, None, "concluded"),
        (DossierState.CONCLUDED, PlanState.DRAFT, "concluded"),
        (DossierState.CONCLUDED, PlanState.ISSUED, "plan_issued"),
        (DossierState.CONCLUDED, PlanState.MORE_ASKED, "plan_issued"),
        (DossierState.CONCLUDED, PlanState.ACCEPTED, "concluded"),
        (DossierState.REMEDYING, PlanState.ACCEPTED, "planned"),
        (DossierState.CLOSED, PlanState.ACCEPTED, "closed"),
    ],
)
def test_from_the_conference_to_the_end(review: Review, state: str, of_plan: str | None, reached: str) -> None:
    """A plan accepted before the review was opened again is issued once more."""
    review.bring_to(state)
    if of_plan:
        plan(review, of_plan)
    assert counts(review) == dict.fromkeys(KEYS[2 : KEYS.index(reached) + 1], 1)


def filled(review: Review) -> None:
    """Bodies of several levels, kinds and stages; one of them known by a code only."""
    cast = review.cast
    with journal.recording(by=by(cast.officer)):
        for number, level in enumerate((Level.COMMUNE, Level.COMMUNE, Level.AGENCY), start=1):
            kind = "phong-ban" if level == Level.AGENCY else "cap-uy"
            unit = make_unit(f"Tập thể {number}", kind=kind, level=level, order=200 + number, parent=cast.superior)
            reviews.add_body(review.cycle, unit, by=by(cast.officer))
    hidden = ReviewDossier.objects.get(body__name="Tập thể 2")
    with journal.recording(by=by(cast.leader)):
        documents.reclassify(hidden, level="code_only", code="M-02", by=by(cast.leader), because="Phải bảo vệ")
    review.suggest()
    for name, state in (("Tập thể 1", DossierState.CONCLUDED), ("Tập thể 2", DossierState.HELD)):
        ReviewDossier.objects.filter(body__name=name).update(state=state)
    call(review)


@pytest.mark.parametrize("name", ["officer", "chair", "head"])
@pytest.mark.parametrize("narrowed", ["", "&level=district", "&kind=cap-uy", "&delegation=none", "&level=code"])
def test_every_figure_opens_to_exactly_its_rows(review: Review, client: Client, name: str, narrowed: str) -> None:
    filled(review)
    as_user(client, review.people()[name])
    for divided in coverage.BY:
        shown = client.get(f"{url(review)}?by={divided}{narrowed}").context["table"]
        for row in [*shown.rows, shown.whole]:
            for cell in row.cells:
                rows = client.get(cell.url.split("#")[0]).context["page"].paginator
                assert rows.count == cell.count, (divided, row.key, cell.key)


def test_the_parts_make_the_whole_and_open_further(review: Review, client: Client) -> None:
    filled(review)
    as_user(client, review.cast.officer)
    page = client.get(url(review)).context["table"]
    assert [(row.key, row.cells[0].count) for row in page.rows] == [
        ("district", 2),
        ("commune", 1),
        ("agency", 1),
        ("code", 1),
    ]
    assert (page.bodies, page.whole.cells[5].count, page.whole.cells[5].percent) == (5, 2, 40.0)
    assert coverage.share(26, 32) == Decimal("81.3")
    deeper = client.get(f"{url(review)}{page.rows[0].url}").context["table"]
    assert (deeper.by, [row.key for row in deeper.rows], deeper.bodies) == ("kind", ["cap-uy"], 2)
    deepest = client.get(f"{url(review)}{deeper.rows[0].url}").context["table"]
    assert [row.key for row in deepest.rows] == [str(review.delegation.pk), "none"]


def test_what_a_body_known_by_a_code_is_does_not_show(review: Review, client: Client) -> None:
    filled(review)
    as_user(client, review.cast.officer)
    cycle = review.cycle.get_absolute_url()
    for query, found in {"level=commune": 1, "kind=cap-uy": 3, "kind=code": 1, "level=code": 1}.items():
        page = client.get(f"{cycle}?{query}").context["page"]
        assert len(page.object_list) == found
        assert any(row.is_code_only for row in page.object_list) == ("code" in query), query


def test_everybody_sees_the_figures_of_what_they_see(review: Review, client: Client) -> None:
    filled(review)
    for name, bodies in {"leader": 5, "verifier": 5, "chair": 1, "delegate": 1, "head": 1, "other_head": 1}.items():
        as_user(client, review.people()[name])
        page = client.get(url(review))
        assert page.context["table"].bodies == bodies, name
        text = page.content.decode()
        assert f"Tính trên {bodies} tập thể trong hệ thống" in text
        assert ("Chỉ gồm các tập thể mà anh/chị được xem hồ sơ" in text) == (bodies < 5), name
    for name in ("doer", "admin", "stranger"):
        as_user(client, review.people()[name])
        assert client.get(url(review)).status_code == 404


def test_the_page_of_the_cycle_leads_there(review: Review, client: Client) -> None:
    as_user(client, review.cast.head)
    assert url(review) in client.get(review.cycle.get_absolute_url()).content.decode()


def test_what_makes_no_sense_is_left_out(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    page = client.get(f"{url(review)}?by=rank&level=nonsense&kind=x&delegation=99")
    assert (page.status_code, page.context["table"].bodies, page.context["table"].by) == (200, 2, "level")


def test_as_many_questions_for_three_bodies_as_for_one(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    asked = []
    for _round in range(2):
        for by_what in coverage.BY:
            client.get(f"{url(review)}?by={by_what}")
            with CaptureQueriesContext(connection) as caught:
                client.get(f"{url(review)}?by={by_what}")
            asked.append(len(caught))
        if len(asked) == 3:
            filled(review)
    assert asked[:3] == asked[3:]


@pytest.mark.django_db(transaction=True)
def test_figures_are_remembered_until_something_is_recorded(review: Review, client: Client) -> None:
    as_user(client, review.cast.officer)
    client.get(url(review))
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url(review)).context["table"].counts["begun"] == 0
    assert not [one for one in caught.captured_queries if "plan_issued" in one["sql"]]
    with journal.recording(by=by(review.cast.editor)):
        reviews.write_section(review.dossier, "I.1", "Nội dung", by=by(review.cast.editor))
    assert client.get(url(review)).context["table"].counts["begun"] == 1


# --- the sentence for a report --------------------------------------------------------------------------------------


def said(review: Review, language: str, **told: int) -> str:
    with translation.override(language), clock.at(dt.date(2023, 2, 1)):
        return paragraph(review.cycle, {**dict.fromkeys(KEYS, 0), **told})


def test_the_sentence_leaves_out_what_is_zero(review: Review) -> None:
    head = "Tính đến ngày 01/02/2023, có 3.321 tập thể thuộc diện kiểm điểm kỳ 01/01/2022 – 31/12/2022"
    assert said(review, "vi", due=3321) == f"{head}."
    assert said(review, "vi", due=3321, suggested=12, held=1050, closed=1) == (
        f"{head}, trong đó: 12 tập thể được gợi ý kiểm điểm; "
        "1.050 tập thể đã tổ chức hội nghị kiểm điểm (đạt 31,6%); 1 tập thể đã kết thúc hồ sơ kiểm điểm."
    )
    assert said(review, "vi") == (
        "Tính đến ngày 01/02/2023, chưa có tập thể nào được đưa vào diện kiểm điểm kỳ 01/01/2022 – 31/12/2022."
    )


def test_the_sentence_in_english_minds_one_and_many(review: Review) -> None:
    period = "under review for the period 01/01/2022 – 31/12/2022"
    assert said(review, "en", due=1) == f"As of 01/02/2023, 1 body is {period}."
    assert said(review, "en", due=3321, begun=1, planned=2) == (
        f"As of 01/02/2023, 3,321 bodies are {period}, of which: 1 body has begun its review report; "
        "the plans of 2 bodies have been accepted by the superior."
    )


def test_every_part_is_said_in_both_languages(review: Review) -> None:
    for key in KEYS[1:]:
        for many in (1, 2):
            vietnamese, english = (said(review, language, due=2, **{key: many}) for language in ("vi", "en"))
            assert "trong đó: " in vietnamese
            assert f"{many} tập thể" in vietnamese
            assert f"{many} bod" in english
            assert "%(" not in vietnamese + english


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_holds_the_sentence_ready_to_be_copied(review: Review, client: Client, language: str) -> None:
    filled(review)
    User.objects.update(language=language)
    as_user(client, review.cast.officer)
    with clock.at(DAY):
        page = client.get(f"{url(review)}?level=commune")
    text = page.content.decode()
    (box,) = re.findall(r"<textarea[^>]* readonly>([^<]*)</textarea>", text)
    assert box == page.context["paragraph"]
    assert "10/01/2023" in box
    scope = {"vi": "1 tập thể (Cấp xã, phường, đặc khu)", "en": "1 body (Commune, ward or special zone)"}
    assert scope[language] in box
    assert f'<p class="print-only">{box}</p>' in text
