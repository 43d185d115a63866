"""Numbers that come by an address and that anybody may have typed."""

from __future__ import annotations

MOST = 2**31 - 1
"""No row and no page has a higher number; databases refuse much higher ones with an error."""


def in_address(raw: str | None) -> int | None:
    """A number that could be that of a row or a page, or nothing. Digits of other scripts are not read."""
    if not raw or len(raw) > 10 or not (raw.isascii() and raw.isdigit()):
        return None
    number = int(raw)
    return number if number <= MOST else None
