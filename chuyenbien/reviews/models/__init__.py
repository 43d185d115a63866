from .cycle import CycleInvolvement, Milestone, ReviewCycle
from .delegation import Delegation, DelegationMember
from .dossier import DossierInvolvement, DossierRound, DossierSection, HoldOverride, ReviewDossier
from .suggestion import Explanation, Suggestion, SuggestionItem

__all__ = [
    "CycleInvolvement",
    "Delegation",
    "DelegationMember",
    "DossierInvolvement",
    "DossierRound",
    "DossierSection",
    "Explanation",
    "HoldOverride",
    "Milestone",
    "ReviewCycle",
    "ReviewDossier",
    "Suggestion",
    "SuggestionItem",
]
