"""What the pages of the room read: bodies of a cycle, its coverage, a report, delegations, suggestions."""

from .choosing import Choice, areas
from .cycle import Figure, coverage, dossiers_of, narrowed, unanswered_items, without_delegation
from .merging import Conflict, conflict_of, text_at
from .people import delegations_of, visible_delegations, visible_suggestions
from .report import Point, SectionText, may_go_on_writing, next_steps, points_of, sections_of, sees_file, steps_of
from .versions import (
    SectionChange,
    Sent,
    changes_between,
    expected,
    opinions_of,
    sendings_of,
    versions_of,
    visible_versions,
)
from .years import Years, beside_last_year, former_dossier

__all__ = [
    "Choice",
    "Conflict",
    "Figure",
    "Point",
    "SectionChange",
    "SectionText",
    "Sent",
    "Years",
    "areas",
    "beside_last_year",
    "changes_between",
    "conflict_of",
    "coverage",
    "delegations_of",
    "dossiers_of",
    "expected",
    "former_dossier",
    "may_go_on_writing",
    "narrowed",
    "next_steps",
    "opinions_of",
    "points_of",
    "sections_of",
    "sees_file",
    "sendings_of",
    "steps_of",
    "text_at",
    "unanswered_items",
    "versions_of",
    "visible_delegations",
    "visible_suggestions",
    "visible_versions",
    "without_delegation",
]
