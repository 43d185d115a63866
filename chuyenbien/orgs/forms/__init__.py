"""Forms of the organisation. They parse and validate, they never save."""

from .choices import CodeChoice, CodesChoice, PeopleChoice, PersonChoice, UnitChoice, UnitsChoice, call

__all__ = ["CodeChoice", "CodesChoice", "PeopleChoice", "PersonChoice", "UnitChoice", "UnitsChoice", "call"]
