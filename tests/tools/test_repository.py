"""What the repository may not hold."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    content = lock.read_text()
    assert "://" not in content
    assert "--index-url" not in content
    assert "--find-links" not in content


def test_the_npm_lock_names_no_download_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert name == "" or entry["integrity"].startswith("sha512-"), name


def test_what_others_made_is_not_committed() -> None:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a checkout, or git is not here")
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    folders = ("chuyenbien/core/static/vendor/", "node_modules/")
    endings = (".woff2", ".mo", ".min.js", "uv.lock", "pylock.toml")
    assert [name for name in tracked if name.startswith(folders) or name.endswith(endings)] == []
