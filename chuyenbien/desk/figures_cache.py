"""Figures of the overview, remembered for each reader and set of filters until anything is recorded or the day ends.

They are exact: :mod:`chuyenbien.journal.remembered` forgets them with the next act. ``chuyenbien figures prove`` counts
them in another way, row by row, and compares.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from chuyenbien.core import clock
from chuyenbien.journal.remembered import remembered
from chuyenbien.orgs.access import Standing

T = TypeVar("T")


def of_reader(name: str, standing: Standing, *about: Hashable, count: Callable[[], T]) -> T:
    """The figure ``name`` as this reader sees it; ``about`` are the filters and whatever else it depends on."""
    return remembered((name, standing.signature, about, clock.today()), count)
