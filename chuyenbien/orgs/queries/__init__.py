"""Reading the organisation."""

from .calendar import working_days
from .history import history
from .people import (
    charged_with,
    heads_of,
    names_of,
    offices,
    people_of,
    people_one_may_enter_for,
    people_with,
    people_within,
)
from .readings import readings
from .units import Branch, UnitView, tree

__all__ = [
    "Branch",
    "UnitView",
    "charged_with",
    "heads_of",
    "history",
    "names_of",
    "offices",
    "people_of",
    "people_one_may_enter_for",
    "people_with",
    "people_within",
    "readings",
    "tree",
    "working_days",
]
