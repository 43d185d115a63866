"""Forms of reviews. They parse and validate, they never save."""

from .cycles import BodiesForm, MilestonesForm, OpenCycleForm
from .delegations import AssignForm, DelegationForm
from .dossiers import ActAloneForm, ExplainForm, JudgeForm, ReasonForm, SectionForm
from .filters import ChoiceFilter, DossierFilter, PlaceFilter
from .locking import LockForm, ReopenDataForm
from .rows import RowsForm
from .suggestions import IssueForm, SuggestionForm
from .versions import OpinionForm, SendForm, TakeUpForm, TopicsForm

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
    "LockForm",
    "MilestonesForm",
    "OpenCycleForm",
    "OpinionForm",
    "PlaceFilter",
    "ReasonForm",
    "ReopenDataForm",
    "RowsForm",
    "SectionForm",
    "SendForm",
    "SuggestionForm",
    "TakeUpForm",
    "TopicsForm",
]
