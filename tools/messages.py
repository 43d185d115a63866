"""Keep the Vietnamese message catalogue of every room, without the gettext programs.

    python tools/messages.py update [--room X] [--prune]   add new texts (never loses a translation)
    python tools/messages.py compile                       write .mo beside .po where it is out of date
    python tools/messages.py check                         fail unless every text has one right translation

Source texts are English, so English needs no catalogue. See docs/adr/0003-catalogues-by-babel.md.
"""

import argparse
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "chuyenbien"
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg"}

HEADER = """\
msgid ""
msgstr ""
"Language: vi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

PLACEHOLDER = re.compile(r"%\(\w+\)[-+#0-9.]*[a-z]|%[sd]|\{\w*\}")

Key = tuple[str | None, str]  # context, English text (the singular where there are two)


class Unreadable(Exception):
    """A source file cannot be read, so its texts are unknown."""


@dataclass
class Text:
    """One English text as the sources use it, or as a catalogue holds it."""

    context: str | None
    msgid: str
    plural: str | None = None
    files: set[str] = field(default_factory=set)
    vi: str = ""
    fuzzy: bool = False

    @property
    def key(self) -> Key:
        return self.context, self.msgid

    def __str__(self) -> str:
        return f"{self.msgid!r}" + (f" [{self.context}]" if self.context else "")


def rooms() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def catalogue(room: str) -> Path:
    return PACKAGE / room / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def source_files(room: str) -> Iterator[Path]:
    folder = PACKAGE / room
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if parts[0] in {"migrations", "locale", "static"} or "__pycache__" in parts:
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in parts):
            yield path


def as_python(path: Path) -> str:
    """Give the file as something the Python extractor reads; a template becomes a list of calls."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source
    from django.utils.translation.template import templatize

    # What is left of the markup keeps its indentation, which means nothing and would be refused.
    return "\n".join(line.strip() for line in templatize(source, origin=path.name).splitlines())


def texts_in(room: str) -> dict[Key, Text]:
    from babel.messages.extract import extract

    found: dict[Key, Text] = {}
    for path in source_files(room):
        name = path.relative_to(PACKAGE / room).as_posix()
        try:
            stream = io.BytesIO(as_python(path).encode())
            hits = list(extract("python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}))
        except Exception as error:
            raise Unreadable(f"{room}/{name}: {error}") from error
        for _line, message, _comments, context in hits:
            singular, plural = message if isinstance(message, tuple) else (message, None)
            text = found.setdefault((context, singular), Text(context, singular))
            text.plural = text.plural or plural
            text.files.add(name)
    return found


def read(room: str) -> tuple[dict[Key, Text], dict[Key, Text]]:
    """Give the live and the retired entries of a room's catalogue."""
    path = catalogue(room)
    if not path.exists():
        return {}, {}
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        held = read_po(stream, locale="vi", domain="django", abort_invalid=True)
    live = {text.key: text for text in map(as_text, held) if text.msgid}
    retired = {text.key: text for text in map(as_text, held.obsolete.values())}
    return live, retired


def as_text(message: Any) -> Text:
    plural = message.id[1] if isinstance(message.id, tuple) else None
    msgid = message.id[0] if isinstance(message.id, tuple) else message.id
    vi = message.string[0] if isinstance(message.string, tuple) else message.string
    files = {name for name, _line in message.locations}
    return Text(message.context, msgid, plural, files, vi or "", message.fuzzy)


def as_catalog(live: list[Text], retired: list[Text]) -> "Catalog":
    from babel.messages.catalog import Catalog, Message

    made = Catalog(locale="vi", domain="django", charset="utf-8")
    for text in [*live, *retired]:
        message = Message(
            (text.msgid, text.plural) if text.plural else text.msgid,
            (text.vi,) if text.plural else text.vi,
            locations=[(name, 0) for name in sorted(text.files)],
            flags={"fuzzy"} if text.fuzzy else (),
            context=text.context,
        )
        message.flags.discard("python-format")  # guessed from "98 % of"; `check` compares placeholders
        if text in retired:
            made.obsolete[text.msgid, text.context] = message  # type: ignore[index]
        else:
            made[message.id] = message
    return made


def write(room: str, live: list[Text], retired: list[Text]) -> bool:
    from babel.messages.pofile import write_po

    body = io.BytesIO()
    write_po(body, as_catalog(live, retired), omit_header=True, include_lineno=False, width=0)
    content = (HEADER + body.getvalue().decode().strip() + "\n").encode()
    path = catalogue(room)
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def update(room: str, *, prune: bool) -> None:
    used = texts_in(room)
    live, retired = read(room)
    held = retired | live
    if not used and not held:
        return
    for key, text in used.items():
        if key in held:
            text.vi, text.fuzzy = held[key].vi, held[key].fuzzy
    gone = [] if prune else [text for key, text in held.items() if key not in used and text.vi]
    ordered = sorted(used.values(), key=lambda text: (min(text.files), text.msgid, text.context or ""))
    for text in gone:
        text.files = set()
    changed = write(room, ordered, gone)
    empty = sum(not text.vi for text in ordered)
    if changed or empty or gone:
        print(f"{room}: {len(ordered)} texts, {empty} without Vietnamese, {len(gone)} no longer used")


def compile_catalogues() -> None:
    for room in rooms():
        source = catalogue(room)
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        from babel.messages.mofile import write_mo

        live, _retired = read(room)
        # An untranslated text stays out, so that the English one shows instead of nothing.
        ready = [text for text in live.values() if text.vi and not text.fuzzy]
        body = io.BytesIO()
        write_mo(body, as_catalog(ready, []))
        half = target.with_suffix(".mo.part")
        half.write_bytes(body.getvalue())
        half.replace(target)


def stray_percent(text: str) -> bool:
    return "%" in PLACEHOLDER.sub("", text.replace("%%", ""))


def faults(text: Text) -> Iterator[str]:
    """Say what is wrong with one translation."""
    if not text.vi.strip():
        yield "empty"
        return
    if text.fuzzy:
        yield "fuzzy"
    wanted = set(PLACEHOLDER.findall(text.plural or text.msgid))
    given = set(PLACEHOLDER.findall(text.vi))
    if wanted != given:
        yield f"placeholders differ: {sorted(wanted ^ given)}"
    if stray_percent(text.vi) and not stray_percent(text.msgid):
        yield "a percent sign is not doubled as in the English text"
    if any((edge(text.msgid) == text.msgid) != (edge(text.vi) == text.vi) for edge in (str.lstrip, str.rstrip)):
        yield "begins or ends with a space on one side only"


def check() -> int:
    problems: list[str] = []
    said: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for room in rooms():
        try:
            used = texts_in(room)
        except Unreadable as error:
            problems.append(f"{error}")
            continue
        live, retired = read(room)
        for key, text in used.items():
            if key not in live:
                problems.append(f"{room}: missing: {text} in {', '.join(sorted(text.files))}")
            elif live[key].plural != text.plural:
                problems.append(f"{room}: the plural form changed: {text}; run `make messages`")
        problems += [f"{room}: orphan: {text}" for key, text in live.items() if key not in used]
        problems += [f"{room}: retired: {text}; drop it by update --prune" for text in retired.values()]
        for key, text in live.items():
            problems += [f"{room}: {fault}: {text}" for fault in faults(text)]
            if text.vi:
                said[key][text.vi].append(room)
    for key, ways in said.items():
        if len(ways) > 1:
            each = "; ".join(f"{vi!r} in {', '.join(where)}" for vi, where in ways.items())
            problems.append(f"translated differently: {Text(*key)}: {each}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    updating = commands.add_parser("update")
    updating.add_argument("--room", choices=rooms())
    updating.add_argument("--prune", action="store_true", help="drop translations no longer used")
    commands.add_parser("compile")
    commands.add_parser("check")
    options = parser.parse_args()
    if options.command == "check":
        return check()
    if options.command == "compile":
        compile_catalogues()
        return 0
    try:
        for room in [options.room] if options.room else rooms():
            update(room, prune=options.prune)
    except Unreadable as error:
        print(f"nothing written for it: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
