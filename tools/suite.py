"""Run the tests on every database that is here, so that pytest's own last line is the last thing said.

PostgreSQL goes first. SQLite follows, measures coverage, and holds the threshold that stands in pyproject.toml; what
only PostgreSQL runs is little and not counted, since measuring would cost the first run a fifth of its time. On CI
nothing may be left out: a program that is missing there is a failure.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.plugins import programs  # noqa: E402  (the root is on the path only now)


def run(database: str, workers: int, *arguments: str) -> int:
    print(f"\n· tests on {database}", flush=True)
    command = [sys.executable, "-m", "pytest", f"--database={database}"]
    command += ["-n", str(workers), "--dist=loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    options, others = parser.parse_known_args()
    missing = programs.missing()
    if missing and programs.in_ci():
        print(f"on CI nothing is left out, but missing: {', '.join(missing)}", file=sys.stderr)
        return 1
    if programs.postgresql() is not None:
        failed = run("postgresql", options.workers, *others)
        if failed:
            return failed
    return run("sqlite", options.workers, "--cov", "--cov-report=term", *others)


if __name__ == "__main__":
    sys.exit(main())
