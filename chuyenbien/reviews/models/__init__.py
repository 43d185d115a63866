from .cycle import CycleInvolvement, Milestone, ReviewCycle
from .delegation import Delegation, DelegationMember
from .dossier import DossierInvolvement, DossierRound, DossierSection, HoldOverride, ReviewDossier
from .lock import DataLock, DataReopening
from .suggestion import Explanation, Suggestion, SuggestionItem
from .version import DeepTopic, DossierOpinion, DossierRecipient, DossierSending, DossierVersion, VersionText

__all__ = [
    "CycleInvolvement",
    "DataLock",
    "DataReopening",
    "DeepTopic",
    "Delegation",
    "DelegationMember",
    "DossierInvolvement",
    "DossierOpinion",
    "DossierRecipient",
    "DossierRound",
    "DossierSection",
    "DossierSending",
    "DossierVersion",
    "Explanation",
    "HoldOverride",
    "Milestone",
    "ReviewCycle",
    "ReviewDossier",
    "Suggestion",
    "SuggestionItem",
    "VersionText",
]
