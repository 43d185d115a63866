"""docs/regulations.md equals the packs."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from chuyenbien.regulations import packs
from chuyenbien.regulations.markdown import as_markdown

WRITTEN = Path(__file__).parents[2] / "docs" / "regulations.md"


def test_the_document_equals_the_packs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert WRITTEN.read_text("utf-8") == as_markdown()
    call_command("regulations", "--to", str(tmp_path / "x.md"))
    call_command("regulations", "--markdown")
    assert (tmp_path / "x.md").read_text("utf-8") == capsys.readouterr().out == as_markdown()


def test_it_names_every_point_and_what_is_not_known() -> None:
    text = as_markdown()
    for book in packs.all_packs():
        for point in book.points:
            assert f"`{point.key}`" in text
    assert "*not known*" in text
    assert "**unconfirmed**" in text
