"""What the pages of the room read: bodies of a cycle, its coverage, a report, delegations, suggestions."""

from .choosing import Choice, areas
from .cycle import Figure, coverage, dossiers_of, narrowed, unanswered_items, without_delegation
from .people import delegations_of, visible_delegations, visible_suggestions
from .report import Point, SectionText, may_go_on_writing, next_steps, points_of, sections_of, sees_file, steps_of

__all__ = [
    "Choice",
    "Figure",
    "Point",
    "SectionText",
    "areas",
    "coverage",
    "delegations_of",
    "dossiers_of",
    "may_go_on_writing",
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
