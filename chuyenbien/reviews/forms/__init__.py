"""Forms of reviews. They parse and validate, they never save."""

from .cycles import BodiesForm, DossierFilter, MilestonesForm, OpenCycleForm
from .delegations import AssignForm, DelegationForm
from .dossiers import ActAloneForm, ExplainForm, JudgeForm, ReasonForm, SectionForm
from .rows import RowsForm
from .suggestions import IssueForm, SuggestionForm

__all__ = [
    "ActAloneForm",
    "AssignForm",
    "BodiesForm",
    "DelegationForm",
    "DossierFilter",
    "ExplainForm",
    "IssueForm",
    "JudgeForm",
    "MilestonesForm",
    "OpenCycleForm",
    "ReasonForm",
    "RowsForm",
    "SectionForm",
    "SuggestionForm",
]
