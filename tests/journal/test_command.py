"""``chuyenbien journal``: says in words whether the record is whole, and fails when it is not."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from chuyenbien.journal import chain, heads, protection
from tests.journal.parts import attack, execute, state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three() -> None:
    state("one", "two", "three")


def run(*arguments: str) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("journal", *arguments, stdout=out)
    return out.getvalue()


def test_a_whole_journal_is_said_to_be_whole() -> None:
    told = run("verify")
    assert "The journal is whole: 3 entries" in told
    assert chain.head().digest in told
    assert "a cut tail would not show" in told


def test_with_a_head_nothing_more_needs_to_be_said(tmp_path: Path) -> None:
    run("head", "--to", str(tmp_path / "head"))
    assert "cut tail" not in run("verify", "--head", str(tmp_path / "head"))
    assert run("head").split() == ["3", chain.head().digest]


def test_the_first_broken_link_is_named() -> None:
    attack("UPDATE journal_eventpayload SET data = '{}' WHERE seq = 2")
    with pytest.raises(CommandError, match=r"not whole\.\nEntry 2: the content of this entry was changed"):
        run("verify")


def test_a_cut_tail_is_named(tmp_path: Path) -> None:
    run("head", "--to", str(tmp_path / "head"))
    for table in ("journal_eventsubject", "journal_eventpayload", "journal_event"):
        attack(f"DELETE FROM {table} WHERE seq = 3")
    assert "whole" in run("verify")
    with pytest.raises(CommandError, match="Entry 3: the end of the journal was cut off"):
        run("verify", "--head", str(tmp_path / "head"))


@pytest.mark.parametrize("content", [None, "[]", "{", '{"seq": 1}'])
def test_a_head_that_cannot_be_read_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "head").write_text(content)
    with pytest.raises(CommandError, match="cannot be read"):
        run("verify", "--head", str(tmp_path / "head"))


def test_a_dropped_trigger_fails_the_proof_and_is_repaired() -> None:
    trigger = protection.wanted(connection)[0]
    on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER {trigger.name}{on}")
    with pytest.raises(CommandError, match=trigger.name):
        run("verify")
    with pytest.raises(CommandError, match="--repair"):
        run("triggers")
    assert f"{trigger.name}: repaired" in run("triggers", "--repair")
    assert "missing" not in run("triggers")
    assert "whole" in run("verify")


def test_it_speaks_vietnamese_too() -> None:
    out = StringIO()
    with translation.override("vi"):
        call_command("journal", "verify", stdout=out)
    assert "nguyên vẹn" in out.getvalue()


def test_an_empty_head_claims_nothing(tmp_path: Path) -> None:
    heads.write(heads.Head(0, chain.GENESIS), tmp_path / "head")
    assert "whole" in run("verify", "--head", str(tmp_path / "head"))
