"""The static checks, one after another; every failure is shown, and one is enough to fail."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: dict[str, list[str]] = {
    "ruff check": [f"{BIN}/ruff", "check", "--quiet"],
    "ruff format": [f"{BIN}/ruff", "format", "--check", "--quiet"],
    "import contracts": [f"{BIN}/lint-imports", "--no-cache"],
    "catalogues": [sys.executable, "tools/messages.py", "check"],
    "django check": [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "mypy": [sys.executable, "-m", "mypy", "--no-error-summary"],
}


def main() -> int:
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="chuyenbien-check-") as folder:
        own = {name: value for name, value in os.environ.items() if not name.startswith("CHUYENBIEN_")}
        own.pop("DATABASE_URL", None)
        own |= {"CHUYENBIEN_DATA_DIR": folder, "CHUYENBIEN_PLAIN_STATIC": "1", "PYTHONWARNINGS": "default"}
        for name, command in CHECKS.items():
            started = time.monotonic()
            done = subprocess.run(command, cwd=ROOT, env=own, check=False, capture_output=True, text=True)
            seconds = time.monotonic() - started
            print(f"  {'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({seconds:.1f} s)", flush=True)
            if done.returncode != 0:
                failed.append(name)
                print(f"{done.stdout}{done.stderr}".rstrip(), flush=True)
    if failed:
        print(f"static checks failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
