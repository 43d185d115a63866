"""iCalendar (RFC 5545), as much as all-day events need: escaped, folded at 75 octets, lines ended by CRLF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

OCTETS = 75


@dataclass(frozen=True, slots=True)
class Event:
    """One day on which something is due. ``uid`` stays the same when the day moves."""

    uid: str
    on: dt.date
    summary: str
    url: str


def escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A content line in parts of at most 75 octets, none cut inside a character (3.1)."""
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > OCTETS:
            yield part
            part, size = " ", 1
        part += sign
        size += width
    yield part


def write(name: str, events: Iterable[Event], *, stamp: dt.datetime) -> str:
    """The whole file. Days are DATE values, which mean the same in every time zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Chuyen Bien//Due dates//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for one in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(one.uid)}",
            f"DTSTAMP:{stamp.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.on + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(one.summary)}",
            f"URL:{one.url}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))
