from .closure import Closure, ClosureException, Reopening
from .verification import IndependenceException, Verification

__all__ = ["Closure", "ClosureException", "IndependenceException", "Reopening", "Verification"]
