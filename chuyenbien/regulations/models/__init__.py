from .decision import PointDecision
from .pinned import PinnedPack

__all__ = ["PinnedPack", "PointDecision"]
