from .parts import CheckedPaper, Commitment, EarlierPoint, SelfReviewSection
from .self_review import SelfReview

__all__ = ["CheckedPaper", "Commitment", "EarlierPoint", "SelfReview", "SelfReviewSection"]
