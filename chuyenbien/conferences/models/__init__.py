from .conclusion import Conclusion, ConclusionLine, Direction
from .conference import Attendance, Conference

__all__ = ["Attendance", "Conclusion", "ConclusionLine", "Conference", "Direction"]
