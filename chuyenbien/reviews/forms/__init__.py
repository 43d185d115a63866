"""Forms of reviews. They parse and validate, they never save."""

from .cycles import BodiesForm, MilestonesForm, OpenCycleForm
from .delegations import AssignForm, DelegationForm
from .dossiers import ActAloneForm, ExplainForm, JudgeForm, ReasonForm, SectionForm
from .filters import ChoiceFilter, DossierFilter, PlaceFilter
from .rows import RowsForm
from .suggestions import IssueForm, SuggestionForm

__all__ = [
    "ActAloneForm",
    "AssignForm",
    "BodiesForm",
    "ChoiceFilter",
    "DelegationForm",
    "DossierFilter",
    "ExplainForm",
    "IssueForm",
    "JudgeForm",
    "MilestonesForm",
    "OpenCycleForm",
    "PlaceFilter",
    "ReasonForm",
    "RowsForm",
    "SectionForm",
    "SuggestionForm",
]
