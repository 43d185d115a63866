from .conclusion import Conclusion, ConclusionLine, Direction
from .conference import Attendance, Conference
from .copies import KitCopy
from .programme import ConferenceOpinion, NamedSpeaker, SpeakingOrder, SpeakingTurn

__all__ = [
    "Attendance",
    "Conclusion",
    "ConclusionLine",
    "Conference",
    "ConferenceOpinion",
    "Direction",
    "KitCopy",
    "NamedSpeaker",
    "SpeakingOrder",
    "SpeakingTurn",
]
