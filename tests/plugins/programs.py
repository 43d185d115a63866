"""Find the programs that some tests need and no Python package brings."""

import os
import shutil
from pathlib import Path


def postgresql() -> Path | None:
    """Give the folder of PostgreSQL's server programs, the newest where there are several."""
    homes = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(homes, key=lambda path: float(path.parts[-3]), reverse=True)
    if newest:
        return newest[0].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def missing() -> dict[str, str]:
    """Name what is not here, with what is therefore left out."""
    absent: dict[str, str] = {}
    if postgresql() is None:
        absent["PostgreSQL"] = "all tests on the second database (Debian: postgresql)"
    if chromium() is None:
        absent["Chromium"] = "all tests in the browser (Debian: chromium)"
    return absent
