from .finding import Finding, FindingCause, FindingInvolvement, FindingResponsibility
from .prior import CarryOver, PriorReport

__all__ = ["CarryOver", "Finding", "FindingCause", "FindingInvolvement", "FindingResponsibility", "PriorReport"]
