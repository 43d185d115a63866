"""Break the rules and the verbs on purpose, one small change at a time, and see whether the tests notice.

A seeded sample of changes is tried on a copy of the tree; the tree itself is never written to. First the tests run
once with the changes left out, to learn which test reaches which line. Then each change is tried on the tests of its
own room that reach its lines, and on the house tests. What no test refuses has survived, and is listed.
"""

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".venv", ".git", "node_modules", "var", ".mypy_cache", ".hypothesis", "htmlcov")
HOUSE = "tests/house/test_house.py"
FLIPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    last: int
    start: int
    end: int
    kind: str
    old: str
    new: str

    @property
    def room(self) -> str:
        return Path(self.file).parts[1]

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.kind}: {' '.join(self.old.split())[:90]} → {self.new[:90]}"


def member(node: ast.AST) -> tuple[str, str] | None:
    """Tell an enumeration's member by its spelling, as in ``Role.HEAD``."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
        return node.value.id, node.attr
    return None


def changes(node: ast.AST, members: dict[str, list[str]]) -> Iterator[tuple[str, ast.expr | ast.stmt, str]]:
    """Give what may be changed about a node: the kind, the place, and what is written there instead."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        flipped = ast.Compare(node.left, [FLIPS[type(node.ops[0])]()], node.comparators)
        yield "comparison", node, f"({ast.unparse(flipped)})"
    elif isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield "and/or", node, f"({ast.unparse(ast.BoolOp(other, node.values))})"
    elif isinstance(node, ast.If | ast.IfExp):
        yield "negated", node.test, f"(not ({ast.unparse(node.test)}))"
    elif isinstance(node, ast.Raise):
        yield "no raise", node, "pass"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "no call", node, "pass"
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield "constant", node, str(not node.value) if isinstance(node.value, bool) else f"{node.value} + 1"
    elif isinstance(node, ast.Attribute) and (found := member(node)) is not None:
        name, others = found[0], members[found[0]]
        if len(others) > 1:
            yield "constant", node, f"{name}.{others[(others.index(found[1]) + 1) % len(others)]}"


def mutants_of(file: Path, root: Path) -> Iterator[Mutant]:
    source = file.read_bytes()
    nodes = list(ast.walk(ast.parse(source)))
    starts = [0]
    for text in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(text))
    found = {one for node in nodes if (one := member(node)) is not None}
    members = {name: sorted(member for owner, member in found if owner == name) for name, _one in found}
    for node in nodes:
        for kind, place, new in changes(node, members):
            last = place.end_lineno or place.lineno
            start = starts[place.lineno - 1] + place.col_offset
            end = starts[last - 1] + (place.end_col_offset or 0)
            old = source[start:end].decode()
            yield Mutant(file.relative_to(root).as_posix(), place.lineno, last, start, end, kind, old, new)


def all_mutants(root: Path) -> list[Mutant]:
    package = root / "chuyenbien"
    files = [path for stem in ("rules", "operations") for path in package.glob(f"*/{stem}*.py")]
    files += [path for stem in ("rules", "operations") for path in package.glob(f"*/{stem}/*.py")]
    return [mutant for file in sorted(files) for mutant in mutants_of(file, root)]


def pytest(tree: Path, *arguments: str, timeout: float | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not browser and not slow", *arguments]
    own = os.environ | {"COVERAGE_FILE": str(tree.parent / "coverage")}
    return subprocess.run(command, cwd=tree, env=own, check=False, capture_output=True, text=True, timeout=timeout)


def learn(tree: Path, rooms: list[str]) -> None:
    """Run the rooms' tests as they are, noting which test reaches which line."""
    print(f"· the tests of {', '.join(rooms)} as they are", flush=True)
    cover = ["--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0", "-n", "2"]
    done = pytest(tree, *[f"tests/{room}" for room in rooms], *cover)
    if done.returncode != 0:
        sys.exit(f"the tests do not pass as they are:\n{done.stdout[-3000:]}{done.stderr[-1000:]}")


def reaching(mutant: Mutant, tree: Path, seen: CoverageData) -> list[str]:
    """Give the tests of the room that run a line of the mutant; of a line run at import only, all of them."""
    lines = seen.contexts_by_lineno(str(tree / mutant.file))
    found = {context for line in range(mutant.line, mutant.last + 1) for context in lines.get(line, [])}
    own = f"tests/{mutant.room}/"
    tests = sorted({context.rsplit("|", 1)[0].split("[")[0] for context in found if context.startswith(own)})
    return [own] if not tests and "" in found else tests


def survives(mutant: Mutant, tree: Path, tests: list[str]) -> bool:
    file = tree / mutant.file
    source = file.read_bytes()
    file.write_bytes(source[: mutant.start] + mutant.new.encode() + source[mutant.end :])
    try:
        done = pytest(tree, "-x", *tests, HOUSE, timeout=900)
    except subprocess.TimeoutExpired:
        return False
    finally:
        file.write_bytes(source)
    if "not found:" in done.stderr:
        sys.exit(f"a test was not found again:\n{done.stderr[-1000:]}")
    return done.returncode == 0


def try_out(sample: list[Mutant], tree: Path) -> list[Mutant]:
    """Try each on the tests that reach it, and give those that survived."""
    seen = CoverageData(str(tree.parent / "coverage"))
    seen.read()
    left = []
    for number, mutant in enumerate(sorted(sample, key=lambda one: (one.file, one.start)), 1):
        started = time.monotonic()
        tests = reaching(mutant, tree, seen)
        survived = not tests or survives(mutant, tree, tests)
        left += [mutant] if survived else []
        word = "not reached" if not tests else "SURVIVED" if survived else "killed"
        print(f"{number:4} {word} ({time.monotonic() - started:.0f} s) {mutant}", flush=True)
    return left


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--sample", type=int, default=120)
    parser.add_argument("--room", action="append", help="only of this room; may be said again")
    parser.add_argument("--survivors", type=Path, help="a file to write the survivors to")
    parser.add_argument("--again", type=Path, help="try only what this file of survivors holds")
    parser.add_argument("--folder", type=Path, help="keep the copy here, or go on with the one that is here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chuyenbien-mutants-") as temporary:
        tree = (options.folder or Path(temporary)) / "tree"
        if not tree.exists():
            shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*LEFT_OUT))
        everything = [one for one in all_mutants(tree) if not options.room or one.room in options.room]
        sample = random.Random(options.seed).sample(everything, min(options.sample, len(everything)))  # noqa: S311
        if options.again:
            wanted = [
                (one["file"], one["kind"], one["old"], one["new"]) for one in json.loads(options.again.read_text())
            ]
            sample = [one for one in everything if (one.file, one.kind, one.old, one.new) in wanted]
        if not (tree.parent / "coverage").exists():
            learn(tree, sorted({one.room for one in sample}))
        left = try_out(sample, tree)
    if options.survivors:
        options.survivors.write_text(json.dumps([vars(one) for one in left], ensure_ascii=False, indent=1))
    killed, total = len(sample) - len(left), len(sample)
    print(f"\n{killed} of {total} killed, seed {options.seed}, of {len(everything)} possible; survived:")
    print("".join(f"  {mutant}\n" for mutant in left) or "  none")
    return 0


if __name__ == "__main__":
    sys.exit(main())
