from .after import RatingNotice, RatingPetition
from .known import HandFact, TaskListConfirmation
from .rating import Rating, RatingInvolvement
from .steps import Assessment, BallotCount, QuotaDecision, RatingDecision

__all__ = [
    "Assessment",
    "BallotCount",
    "HandFact",
    "QuotaDecision",
    "Rating",
    "RatingDecision",
    "RatingInvolvement",
    "RatingNotice",
    "RatingPetition",
    "TaskListConfirmation",
]
