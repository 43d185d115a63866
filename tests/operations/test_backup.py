"""``chuyenbien backup`` and ``restore``: everything comes back, or nothing is touched."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.operations.conftest import UNIT, Place

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operations")]


def test_everything_comes_back_and_the_journal_is_proved(
    archive: Path, office: Place, new_place: Callable[[], Place]
) -> None:
    place = new_place()
    told = place.run("restore", archive)
    assert "Nhật ký nguyên vẹn: 4 mục" in told
    assert place.execute("SELECT name FROM orgs_unit") == [(UNIT,)]
    assert (place.folder / "files" / "ab" / "abcd").read_bytes() == b"scan"
    assert place.run("journal", "head") == office.run("journal", "head")
    assert "bị thiếu" not in place.run("journal", "triggers")
    assert (place.folder / "journal.head").exists()


def test_data_are_not_lost_unless_told_so(archive: Path, new_place: Callable[[], Place]) -> None:
    place = new_place()
    place.run("init", "--no-input", "--unit", "Đơn vị khác")
    (place.folder / "files").mkdir()
    (place.folder / "files" / "other").write_bytes(b"other")
    assert "--replace" in place.run("restore", archive, fails=True)
    assert place.execute("SELECT name FROM orgs_unit") == [("Đơn vị khác",)]
    place.run("restore", archive, "--replace")
    assert place.execute("SELECT name FROM orgs_unit") == [(UNIT,)]
    assert [path.name for path in (place.folder / "files").rglob("*") if path.is_file()] == ["abcd"]
    assert not list(place.folder.glob("files.former*"))
    assert not list(place.folder.glob(".restore*"))


def rewrite(archive: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with something changed in it."""
    with tarfile.open(archive) as tar:
        members = {one.name: tar.extractfile(one).read() for one in tar}  # type: ignore[union-attr]
    change(members)
    with tarfile.open(target, "w:gz") as tar:
        for name, content in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(content)
            tar.addfile(told, io.BytesIO(content))
    return target


def told_otherwise(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps({**manifest, **changes}).encode()

    return change


def test_what_is_not_whole_is_refused_and_nothing_is_touched(
    archive: Path, new_place: Callable[[], Place], tmp_path: Path
) -> None:
    place = new_place()
    short = tmp_path / "short.tar.gz"
    short.write_bytes(archive.read_bytes()[:-2000])
    no_archive = tmp_path / "no.tar.gz"
    no_archive.write_text("x")
    for file in (short, no_archive):
        assert "đứt đoạn" in place.run("restore", file, fails=True)
    assert "Không có tệp" in place.run("restore", tmp_path / "absent.tar.gz", fails=True)

    def edited(members: dict[str, bytes]) -> None:
        members["files/ab/abcd"] = b"SCAN"

    def lost(members: dict[str, bytes]) -> None:
        del members["files/ab/abcd"]

    def added(members: dict[str, bytes]) -> None:
        members["files/ab/extra"] = b"x"

    for number, change in enumerate((edited, lost, added)):
        file = rewrite(archive, tmp_path / f"{number}.tar.gz", change)
        assert "bị hỏng: files/ab/" in place.run("restore", file, fails=True)

    def climbs(members: dict[str, bytes]) -> None:
        members["../escaped"] = b"x"

    assert "đứt đoạn" in place.run("restore", rewrite(archive, tmp_path / "up.tar.gz", climbs), fails=True)
    newer = rewrite(archive, tmp_path / "newer.tar.gz", told_otherwise(migrations=["orgs.9999_later"]))
    assert "phiên bản mới hơn" in place.run("restore", newer, fails=True)
    foreign = rewrite(archive, tmp_path / "foreign.tar.gz", told_otherwise(database="oracle"))
    assert "oracle" in place.run("restore", foreign, fails=True)
    assert not (place.folder / "files").exists()
    assert "bị thiếu" not in place.run("restore", archive)


def test_a_database_that_turns_out_unreadable_leaves_the_present_one(
    archive: Path, new_place: Callable[[], Place], tmp_path: Path
) -> None:
    place = new_place()
    place.run("init", "--no-input", "--unit", "Đơn vị khác")

    def spoiled(members: dict[str, bytes]) -> None:
        name = next(one for one in members if one.startswith("database."))
        half = len(members[name]) // 2
        members[name] = members[name][:half] + bytes(len(members[name]) - half)
        manifest = json.loads(members["manifest.json"])
        manifest["members"][name]["sha256"] = hashlib.sha256(members[name]).hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()

    told = place.run("restore", rewrite(archive, tmp_path / "spoiled.tar.gz", spoiled), "--replace", fails=True)
    assert ("pg_restore" if place.url else "Không đọc được bản sao cơ sở dữ liệu") in told
    assert place.execute("SELECT name FROM orgs_unit") == [("Đơn vị khác",)]
    assert "Nhật ký nguyên vẹn" in place.run("journal", "verify")


def test_a_journal_that_was_changed_before_the_backup_is_found_by_the_restore(
    archive: Path, new_place: Callable[[], Place], tmp_path: Path
) -> None:
    place, target = new_place(), new_place()
    place.run("restore", archive)
    name = "journal_eventpayload_no_" + ("change" if place.url else "update")
    place.execute(f"DROP TRIGGER {name}" + (" ON journal_eventpayload" if place.url else ""))
    place.execute("UPDATE journal_eventpayload SET data = '{}' WHERE seq = 2")
    place.run("backup", tmp_path / "changed.tar.gz")
    assert "Mục 2: nội dung của mục này đã bị sửa" in target.run("restore", tmp_path / "changed.tar.gz", fails=True)


def test_the_archive_names_everything_with_its_digest(archive: Path, office: Place) -> None:
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        manifest = json.loads(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert set(names) == {"manifest.json", *manifest["members"]}
    assert {len(one["sha256"]) for one in manifest["members"].values()} == {64}
    assert f"{manifest['head']['seq']} {manifest['head']['digest']}" == office.run("journal", "head").strip()
    assert manifest["database"] == ("postgresql" if office.url else "sqlite")
    assert not list(archive.parent.glob("*.part"))
