from .action import Action, ActionInvolvement, ActionOccurrence
from .changes import Extension, Pause, Reassignment, Ruling, Submission
from .holding import Holding
from .plan import Plan, PlanReview
from .progress import Evidence, Progress
from .signal import KeptSignal

__all__ = [
    "Action",
    "ActionInvolvement",
    "ActionOccurrence",
    "Evidence",
    "Extension",
    "Holding",
    "KeptSignal",
    "Pause",
    "Plan",
    "PlanReview",
    "Progress",
    "Reassignment",
    "Ruling",
    "Submission",
]
