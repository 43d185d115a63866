from .after import RatingNotice, RatingPetition
from .known import HandFact, TaskListConfirmation
from .rating import Rating, RatingInvolvement
from .reading import CycleReading
from .steps import Assessment, BallotCount, QuotaDecision, RatingDecision

__all__ = [
    "Assessment",
    "BallotCount",
    "CycleReading",
    "HandFact",
    "QuotaDecision",
    "Rating",
    "RatingDecision",
    "RatingInvolvement",
    "RatingNotice",
    "RatingPetition",
    "TaskListConfirmation",
]
