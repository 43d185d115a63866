from .handing import give_back, hand_in, on_paper
from .lists import bodies, mine, of_dossier, open_for, reclassify, withdraw
from .pages import blank, paper_file, printed, scan, self_review
from .writing import answer, bring_in, commitments, paper, section

__all__ = [
    "answer",
    "blank",
    "bodies",
    "bring_in",
    "commitments",
    "give_back",
    "hand_in",
    "mine",
    "of_dossier",
    "on_paper",
    "open_for",
    "paper",
    "paper_file",
    "printed",
    "reclassify",
    "scan",
    "section",
    "self_review",
    "withdraw",
]
