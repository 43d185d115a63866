"""Search by words, the same on every database: diacritics or not, any order, abbreviations also in full."""

from __future__ import annotations

import unicodedata
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from chuyenbien.core import checks, search_index
from chuyenbien.orgs.enums import CodeList, Level
from chuyenbien.orgs.models import Code, Unit
from chuyenbien.orgs.operations import seed_code_lists

pytestmark = pytest.mark.django_db

NAMES = (
    "Ủy ban nhân dân xã Đồng Mận",
    "UBND phường Đoài Hạ",
    "Ban Thường vụ Đảng ủy Trúc Uyên",
    "Phòng Kinh tế xã Đồng Mận",
    "Hội đồng nhân dân tỉnh Lam Giang 100%",
)


@pytest.fixture(autouse=True)
def units(db: None) -> None:
    seed_code_lists()
    kind = Code.objects.of(CodeList.UNIT_KIND)[0]
    for order, name in enumerate(NAMES):
        Unit.objects.create(name=name, kind=kind, level=Level.COMMUNE, official_order=order, valid_from="2020-01-01")


def found(query: str) -> list[int]:
    """Places of the names that match, in their order."""
    return [NAMES.index(unit.name) for unit in Unit.objects.matching(query)]


QUERIES = {
    "Đồng Mận": [0, 3],
    "dong man": [0, 3],
    "MẬN đồng": [0, 3],
    unicodedata.normalize("NFD", "Đồng Mận"): [0, 3],
    "đoài": [1],
    "doai ha": [1],
    "ubnd": [0, 1],
    "UBND đồng mận": [0],
    "uy ban": [0, 2],
    "btv": [2],
    "hdnd": [4],
    "h": [0, 1, 2, 3, 4],
    "đ": [0, 1, 2, 3, 4],
    "100%": [4],
    "%": [4],
    "_": [],
    "\\": [],
    "kinh": [3],
    "khong co": [],
    "  kinh   te ": [3],
}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("rare", [0, 2, 500])
def test_words_are_found(monkeypatch: pytest.MonkeyPatch, query: str, rare: int) -> None:
    """Whether a word counts as rare or not changes nothing."""
    monkeypatch.setattr(search_index, "RARE", rare)
    assert found(query) == QUERIES[query]


def test_a_blank_query_narrows_nothing() -> None:
    assert found("   ") == [0, 1, 2, 3, 4]


def test_a_search_within_other_conditions() -> None:
    assert [unit.name for unit in Unit.objects.filter(official_order__gte=1).matching("dong man")] == [NAMES[3]]
    assert Unit.objects.matching("dong man").exclude(official_order=3).count() == 1
    assert Unit.objects.matching("dong man").matching("kinh te").count() == 1


def test_the_proof_names_what_is_stale_and_the_rebuild_mends_it() -> None:
    out = StringIO()
    call_command("search", "prove", stdout=out)
    unit = Unit.objects.get(official_order=2)
    Unit.objects.filter(pk=unit.pk).update(search_text="cu")
    with pytest.raises(CommandError, match=f"orgs.Unit {unit.pk}"):
        call_command("search", "prove", stdout=out)
    call_command("search", "rebuild", stdout=out)
    call_command("search", "prove", stdout=out)
    assert found("truc uyen") == [2]


@pytest.mark.postgresql_only
def test_the_index_comes_back_to_a_table_that_lost_it() -> None:
    assert search_index.missing(connection) == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP INDEX orgs_unit_search")
    assert search_index.missing(connection) == ["orgs_unit_search"]
    assert [one.id for one in checks.search_indexes_are_there(databases=["default"])] == ["core.W001"]
    with pytest.raises(CommandError, match="orgs_unit_search"):
        call_command("search", "prove")
    assert search_index.install(connection) == ["orgs_unit_search"]
    assert checks.search_indexes_are_there(databases=["default"]) == []


@pytest.mark.postgresql_only
def test_without_the_extension_search_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "EXTENSION", "pg_no_such")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DROP INDEX orgs_unit_search")
    assert search_index.install(connection) == []
    assert found("truc uyen") == [2]


@pytest.mark.postgresql_only
def test_the_index_serves_a_rare_word() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN {Unit.objects.filter(search_text__contains='truc uyen').order_by().query}".replace(
                "%truc uyen%", "'%truc uyen%'"
            )
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "orgs_unit_search" in plan


@pytest.mark.sqlite_only
def test_sqlite_wants_no_index() -> None:
    assert search_index.missing(connection) == []
    assert search_index.install(connection) == []
