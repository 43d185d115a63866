"""What a rule answers, and what a verb raises when it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule: allowed or not, and if not, why in words a person can act on."""

    allowed: bool
    reason: Text = ""

    def __bool__(self) -> bool:
        return self.allowed

    @classmethod
    def yes(cls) -> Verdict:
        return cls(True)

    @classmethod
    def no(cls, reason: Text) -> Verdict:
        return cls(False, reason)

    def then(self, other: Verdict) -> Verdict:
        """This verdict if it refuses, otherwise the other one."""
        return other if self.allowed else self


class Refused(Exception):
    """A verb cannot be done in the present state. ``field`` names the form field it belongs to."""

    def __init__(self, reason: Text, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field

    def __str__(self) -> str:
        return str(self.reason)


class Forbidden(Exception):
    """The person may see the thing but not do this; shown as 403 with the reason."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Stale(Exception):
    """Somebody else changed the row since the form was opened.

    ``stored`` maps form field names to what the row holds now, ``revision`` is its present revision.
    """

    def __init__(self, *, revision: int, stored: dict[str, Any]) -> None:
        super().__init__("stale revision")
        self.revision = revision
        self.stored = stored


def require(verdict: Verdict) -> None:
    """Raise :class:`Forbidden` with the rule's reason unless it allows."""
    if not verdict:
        raise Forbidden(verdict.reason)
