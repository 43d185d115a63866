"""A cycle of many bodies is opened by choosing, in parts that can be taken up again; a mistake is taken out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.documents import operations as documents
from chuyenbien.journal.models import EventPayload
from chuyenbien.journal.timelines import timeline
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Capacity, Hierarchy, Level
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews import operations
from chuyenbien.reviews.enums import DossierState
from chuyenbien.reviews.models import CycleInvolvement, DossierInvolvement, ReviewCycle, ReviewDossier
from chuyenbien.reviews.queries import Choice
from tests.cast import SINCE, Cast, as_user, by, make_unit
from tests.findings.making import state
from tests.reviews.conftest import Review, events_since, last_seq, make_cycle


def communes(cast: Cast, count: int, first: int = 1) -> list[Unit]:
    with journal.recording(by=None):
        return [
            make_unit(f"Xã minh họa {n}", kind="cap-uy", level=Level.COMMUNE, order=100 + n, parent=cast.other_body)
            for n in range(first, first + count)
        ]


def add(cycle: ReviewCycle, choice: Choice, cast: Cast, limit: int = operations.CHUNK) -> list[ReviewDossier]:
    with journal.recording(by=by(cast.officer)):
        return operations.add_chosen(cycle, choice, by=by(cast.officer), limit=limit)


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({}, ["Đơn vị minh họa 01", "Phòng chuyên môn minh họa 01", "Đơn vị minh họa 02", "Xã minh họa 1"]),
        ({"level": Level.COMMUNE}, ["Xã minh họa 1"]),
        ({"kind": "phong-ban"}, ["Phòng chuyên môn minh họa 01"]),
        ({"below": "other_body"}, ["Đơn vị minh họa 02", "Xã minh họa 1"]),
        ({"below": "other_body", "level": Level.DISTRICT}, ["Đơn vị minh họa 02"]),
        ({"hierarchy": Hierarchy.STATE}, ["Đơn vị minh họa 01"]),
        ({"below": "body", "hierarchy": Hierarchy.STATE}, ["Đơn vị minh họa 01"]),
        ({"words": "don vi minh hoa"}, ["Đơn vị minh họa 01", "Đơn vị minh họa 02"]),
        ({"words": "không có"}, []),
    ],
)
def test_bodies_are_chosen_by_place_level_and_kind(cast: Cast, choice: dict[str, str], names: list[str]) -> None:
    communes(cast, 1)
    with journal.recording(by=None):
        orgs.link_unit(cast.superior, cast.body, hierarchy=Hierarchy.STATE, since=SINCE, by=None)
    told = {**choice, **({"below": getattr(cast, choice["below"])} if "below" in choice else {})}
    assert [unit.name for unit in Choice(**told).units(make_cycle(cast))] == names


def test_a_chunk_is_one_recorded_act_and_every_dossier_tells_it(cast: Cast) -> None:
    units = communes(cast, 5)
    cycle, seq = make_cycle(cast), last_seq()
    choice = Choice(level=Level.COMMUNE)
    made = add(cycle, choice, cast, limit=3)
    assert [dossier.body for dossier in made] == units[:3]
    assert events_since(seq) == ["reviews.chosen_bodies_added"]
    assert len(EventPayload.objects.get(seq=last_seq()).data) < 300
    for person in (cast.officer, cast.leader, cast.verifier):
        seen = ReviewDossier.objects.visible_to(Standing.of(person))
        assert set(seen) == set(made)
        (entry,) = timeline(made[2], reader=Standing.of(person))
        assert cast.superior.name in entry.sentence
    involved = DossierInvolvement.objects.filter(matter=made[0]).order_by("capacity")
    assert [(one.capacity, one.unit) for one in involved] == [
        (Capacity.ADDRESS, units[0]),
        (Capacity.SUPERIOR, cast.superior),
    ]
    assert CycleInvolvement.objects.filter(matter=cycle, capacity=Capacity.ADDRESS).count() == 3


def test_whoever_is_interrupted_goes_on_where_it_ended(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    units = communes(cast, 5)
    cycle, choice = make_cycle(cast), Choice(level=Level.COMMUNE)
    first = add(cycle, choice, cast, limit=2)
    seq = last_seq()

    def killed(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(DossierInvolvement.objects, "bulk_create", killed)
        with pytest.raises(KeyboardInterrupt):
            add(cycle, choice, cast, limit=2)
    assert (cycle.dossiers.count(), events_since(seq)) == (2, [])
    rest = [*add(cycle, choice, cast, limit=2), *add(cycle, choice, cast, limit=2)]
    assert add(cycle, choice, cast, limit=2) == []
    assert events_since(seq) == ["reviews.chosen_bodies_added"] * 2
    assert [one.body for one in [*first, *rest]] == units
    assert choice.left(cycle).count() == 0


def test_a_body_already_under_review_stays_as_it_is(review: Review) -> None:
    cast, seq = review.cast, last_seq()
    with journal.recording(by=by(cast.officer)):
        made = operations.add_bodies(review.cycle, [cast.body, cast.lead_unit, cast.lead_unit], by=by(cast.officer))
    assert [one.body for one in made] == [cast.lead_unit]
    with journal.recording(by=by(cast.officer)):
        assert operations.add_bodies(review.cycle, [cast.body], by=by(cast.officer)) == []
    assert events_since(seq) == ["reviews.bodies_added"]
    assert review.cycle.dossiers.count() == 3


def test_many_ticked_bodies_are_counted_and_not_named(cast: Cast) -> None:
    units = communes(cast, 25)
    cycle, seq = make_cycle(cast), last_seq()
    with journal.recording(by=by(cast.officer)):
        operations.add_bodies(cycle, units, by=by(cast.officer))
    assert events_since(seq) == ["reviews.many_bodies_added"]
    (entry,) = timeline(cycle.dossiers.last())  # type: ignore[arg-type]
    assert "25" in entry.sentence
    assert "Xã minh họa" not in entry.sentence


def test_neither_a_closed_cycle_nor_a_body_that_has_ended(cast: Cast) -> None:
    cycle = make_cycle(cast)
    with pytest.raises(Refused), journal.recording(by=by(cast.officer)):
        operations.add_bodies(cycle, [cast.superior], by=by(cast.officer))
    ReviewCycle.objects.update(state="closed")
    with pytest.raises(Refused), journal.recording(by=by(cast.officer)):
        operations.add_bodies(cycle, [cast.body], by=by(cast.officer))
    cycle.refresh_from_db()
    with pytest.raises(Refused):
        add(cycle, Choice(), cast)


def test_as_many_questions_for_three_bodies_as_for_thirty(cast: Cast) -> None:
    communes(cast, 33)
    cycle, counts = make_cycle(cast), []
    for limit in (3, 30):
        with CaptureQueriesContext(connection) as asked:
            add(cycle, Choice(level=Level.COMMUNE), cast, limit=limit)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# --- over the web ---------------------------------------------------------------------------------------------------


def test_the_office_goes_through_a_choice_part_by_part(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "add_chosen", _in_twos)
    communes(cast, 3)
    cycle = make_cycle(cast)
    as_user(client, cast.officer)
    page = client.get(reverse("reviews:add_bodies", args=[cycle.pk]), {"level": "commune"})
    assert page.context["left"] == 3
    here = page.context["chosen"]
    assert here in page.content.decode()
    assert (client.get(here).context["done"], client.get(here).context["whole"]) == (0, 3)
    answer = client.post(here)
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    assert (page.context["done"], page.context["going"]) == (2, True)
    assert "Đã tạo 2/3 hồ sơ" in page.content.decode()
    assert "Tiếp tục" in page.content.decode()
    assert "Đã tạo 3/3 hồ sơ" in client.get(client.post(here)["Location"]).content.decode()
    assert client.post(here).status_code == 303
    assert cycle.dossiers.count() == 3


_add_chosen = operations.add_chosen


def _in_twos(cycle: ReviewCycle, choice: Choice, **given: object) -> list[ReviewDossier]:
    return _add_chosen(cycle, choice, limit=2, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ["level=nonsense", "below=999999", "kind=nothing", "hierarchy=x"])
def test_a_choice_that_makes_no_sense_chooses_nothing(review: Review, client: Client, query: str) -> None:
    as_user(client, review.cast.officer)
    here = f"{reverse('reviews:add_chosen', args=[review.cycle.pk])}?{query}"
    assert (client.get(here).status_code, client.post(here).status_code) == (404, 404)
    page = client.get(f"{reverse('reviews:add_bodies', args=[review.cycle.pk])}?{query}")
    assert (page.status_code, page.context["left"]) == (200, 0)
    assert review.cycle.dossiers.count() == 2


@pytest.mark.parametrize(("name", "status"), [("leader", 403), ("head", 403), ("verifier", 403), ("stranger", 404)])
def test_only_the_office_adds_and_takes_out(review: Review, client: Client, name: str, status: int) -> None:
    as_user(client, review.people()[name])
    assert client.post(reverse("reviews:add_chosen", args=[review.cycle.pk])).status_code == status
    away = client.post(reverse("reviews:withdraw", args=[review.dossier.pk]), {"because": "Nhầm"})
    assert away.status_code == status
    assert review.cycle.dossiers.count() == 2


def test_long_lists_are_not_ticked_one_by_one(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuyenbien.reviews.views.bodies.MOST_BOXES", 2)
    cycle = make_cycle(cast)
    as_user(client, cast.officer)
    url = reverse("reviews:add_bodies", args=[cycle.pk])
    assert 'type="checkbox"' not in client.get(url).content.decode()
    assert 'type="checkbox"' in client.get(url, {"kind": "phong-ban"}).content.decode()


# --- the command ----------------------------------------------------------------------------------------------------


def run(*arguments: object) -> str:
    told = StringIO()
    call_command("cycle", "add-bodies", *map(str, arguments), stdout=told)
    return told.getvalue()


def test_the_command_adds_all_and_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "add_chosen", _in_twos)
    communes(cast, 3)
    cycle = make_cycle(cast)
    told = run(cycle.pk, "--below", cast.other_body.name, "--level", "commune", "--by", "officer")
    assert "Đã tạo 2/3 hồ sơ" in told
    assert "Đã tạo 3/3 hồ sơ" in told
    (entry,) = timeline(cycle.dossiers.last())  # type: ignore[arg-type]
    assert entry.actor_name == cast.officer.full_name
    communes(cast, 1, first=4)
    assert "Tạo mới 1 hồ sơ" in run(cycle.name, "--level", "commune")
    assert "Tạo mới 0 hồ sơ" in run(cycle.pk, "--level", "commune")
    assert cycle.dossiers.count() == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("999999",),
        ("Kiểm điểm năm 2022", "--below", "Không có"),
        ("Kiểm điểm năm 2022", "--kind", "khong-co"),
        ("Kiểm điểm năm 2022", "--by", "nobody"),
        ("Kiểm điểm năm 2022", "--by", "head"),
    ],
)
def test_the_command_refuses(cast: Cast, arguments: tuple[str, ...]) -> None:
    cycle = make_cycle(cast)
    with pytest.raises(CommandError):
        run(*arguments)
    ReviewCycle.objects.update(state="closed")
    with pytest.raises(CommandError):
        run(cycle.pk)
    assert not cycle.dossiers.exists()


# --- taken out ------------------------------------------------------------------------------------------------------


def withdraw(review: Review, because: str = "Đưa vào nhầm đợt") -> None:
    with journal.recording(by=by(review.cast.officer)):
        operations.withdraw_body(review.other, by=by(review.cast.officer), because=because)


def test_a_body_put_in_by_mistake_is_taken_out_and_may_come_back(review: Review, client: Client) -> None:
    cast, seq = review.cast, last_seq()
    as_user(client, cast.officer)
    url = reverse("reviews:withdraw", args=[review.other.pk])
    assert url in client.get(review.other.get_absolute_url()).content.decode()
    assert client.post(url, {"because": " "}).status_code == 422
    answer = client.post(url, {"because": "Đưa vào nhầm đợt"})
    assert (answer.status_code, answer["Location"]) == (303, review.cycle.get_absolute_url())
    assert events_since(seq) == ["reviews.body_withdrawn"]
    entry = timeline(review.cycle, reader=Standing.of(cast.officer))[0]
    assert cast.other_body.name in entry.sentence
    assert entry.because == "Đưa vào nhầm đợt"
    assert not ReviewDossier.objects.filter(pk=review.other.pk).exists()
    assert not ReviewCycle.objects.visible_to(Standing.of(cast.other_head)).exists()
    with journal.recording(by=by(cast.officer)):
        again = operations.add_body(review.cycle, cast.other_body, by=by(cast.officer))
    assert again.pk != review.other.pk
    assert len(timeline(again)) == 1
    assert ReviewCycle.objects.visible_to(Standing.of(cast.other_head)).exists()


def test_not_without_a_reason_nor_from_a_closed_cycle(review: Review) -> None:
    with pytest.raises(Refused) as refusal:
        withdraw(review, " ")
    assert refusal.value.field == "because"
    ReviewCycle.objects.update(state="closed")
    review.other.cycle.refresh_from_db()
    with pytest.raises(Refused):
        withdraw(review)


@pytest.mark.parametrize("filled", ["suggested", "drafted", "written", "sent", "reopened", "found"])
def test_once_anything_stands_in_it_it_stays(review: Review, client: Client, filled: str) -> None:
    cast, other = review.cast, review.other
    if filled in ("suggested", "drafted"):
        review.suggest(dossier=other, issue=filled == "suggested")
    elif filled == "written":
        with journal.recording(by=by(cast.other_head)):
            operations.write_section(other, "I.1", "Nội dung", by=by(cast.other_head))
    elif filled == "sent":
        review.bring_to(DossierState.SUBMITTED, other)
    elif filled == "reopened":
        ReviewDossier.objects.filter(pk=other.pk).update(round=2)
    else:
        state(review, dossier=other, address=cast.other_body)
    review.other = ReviewDossier.objects.select_related("cycle", "body").get(pk=other.pk)
    with pytest.raises(Refused):
        withdraw(review)
    as_user(client, cast.officer)
    sent = client.post(reverse("reviews:withdraw", args=[other.pk]), {"because": "Đưa vào nhầm"})
    assert sent.status_code == 422
    assert ReviewDossier.objects.filter(pk=other.pk).exists()


def test_of_a_dossier_known_by_a_code_only_the_code_is_told(review: Review) -> None:
    with journal.recording(by=by(review.cast.leader)):
        documents.reclassify(
            review.other, level="code_only", code="M-01", by=by(review.cast.leader), because="Phải bảo vệ"
        )
    withdraw(review)
    assert review.cast.other_body.name not in EventPayload.objects.get(seq=last_seq()).data
