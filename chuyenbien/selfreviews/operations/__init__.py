from .handing import hand_in, hand_in_paper, return_self_review
from .opening import bring_in, open_self_reviews, withdraw_self_review
from .writing import answer_point, check_paper, commit, write_section

__all__ = [
    "answer_point",
    "bring_in",
    "check_paper",
    "commit",
    "hand_in",
    "hand_in_paper",
    "open_self_reviews",
    "return_self_review",
    "withdraw_self_review",
    "write_section",
]
