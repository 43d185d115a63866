from .calendar_day import CalendarDay
from .charge import Charge, InspectionGrant
from .code import Code
from .involvement import Involvement, Matter
from .membership import Membership, Post
from .person import Person
from .unit import Unit, UnitClosure, UnitLink, UnitName, UnitSuccession

__all__ = [
    "CalendarDay",
    "Charge",
    "Code",
    "InspectionGrant",
    "Involvement",
    "Matter",
    "Membership",
    "Person",
    "Post",
    "Unit",
    "UnitClosure",
    "UnitLink",
    "UnitName",
    "UnitSuccession",
]
