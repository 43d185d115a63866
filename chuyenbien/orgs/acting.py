"""Who acts. One object goes into every verb as ``by``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from .access import Standing
from .models import Person


@dataclass(frozen=True)
class Actor:
    """``person`` is whose act it is; ``entered_by`` typed it when that was somebody else, on the basis of
    a paper.

    Rules look at the standing of ``person``. Whether ``entered_by`` may enter for them is asked once, by
    the form. Separation of duties looks at both (:attr:`hands`).
    """

    user_id: int | None
    person: Person
    entered_by: Person | None = None
    unit_id: int | None = None
    basis_id: int | None = None
    """Id of the document (paper or scan) an entry on behalf rests on."""

    @property
    def person_id(self) -> int:
        return self.person.pk

    @property
    def entered_by_id(self) -> int | None:
        return self.entered_by.pk if self.entered_by else None

    @property
    def hands(self) -> frozenset[int]:
        """Ids of everybody who had a hand in the act."""
        return frozenset(pk for pk in (self.person_id, self.entered_by_id) if pk is not None)

    @cached_property
    def standing(self) -> Standing:
        return Standing.of(self.person)

    @classmethod
    def of(cls, person: Person) -> Actor:
        """A person acting for themselves (stories, tests, commands)."""
        return cls(user_id=person.user_id, person=person)


def actor_of(request: HttpRequest) -> Actor:
    """Who acts by this request."""
    given: Any = request
    actor: Actor = given.actor
    return actor


def standing_of(request: HttpRequest) -> Standing:
    """What the reader of this page is today."""
    given: Any = request
    standing: Standing = given.standing
    return standing
