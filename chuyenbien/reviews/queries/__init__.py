"""What the pages of the room read: bodies of a cycle, its coverage, a report, delegations, suggestions."""

from .cycle import Figure, coverage, dossiers_of, narrowed, unanswered_items, without_delegation
from .people import delegations_of, visible_delegations, visible_suggestions
from .report import Point, SectionText, next_steps, points_of, sections_of, sees_file, steps_of

__all__ = [
    "Figure",
    "Point",
    "SectionText",
    "coverage",
    "delegations_of",
    "dossiers_of",
    "narrowed",
    "next_steps",
    "points_of",
    "sections_of",
    "sees_file",
    "steps_of",
    "unanswered_items",
    "visible_delegations",
    "visible_suggestions",
    "without_delegation",
]
