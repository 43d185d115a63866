"""Forms of a round of opinions: asking, answering, what was settled, whom to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, DateField, RowsField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.findings.forms.fields import DocumentChoice
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import UnitsChoice
from chuyenbien.orgs.models import Unit
from chuyenbien.reviews.forms.boxes import NameBoxes
from chuyenbien.reviews.models import ReviewCycle

from .. import queries
from ..enums import Answer, Outcome, RoundSubject
from ..models import Consultation, Opinion, OpinionRound
from ..operations.asking import MOST_DAYS
from .parts import PAPER, BodiesChoice

_TODAY = _("Today if left empty.")

if TYPE_CHECKING:
    SomeOpinions = forms.ModelMultipleChoiceField[Opinion]
else:
    SomeOpinions = RowsField


class OpinionsChoice(SomeOpinions):
    """The bodies an agency has not answered about."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.dossier.shown_name)


class RoundForm(AskForm):
    wants: ClassVar[tuple[str, ...]] = ("actor",)

    subject = forms.ChoiceField(
        label=_("Opinions on"), choices=RoundSubject.choices, widget=forms.RadioSelect, initial=RoundSubject.BODIES
    )
    title = TextField(label=_("Title of the round"), required=False, max_length=250)
    text = TextField(label=_("Draft text"), lines=6, required=False, max_length=20_000)
    bodies = BodiesChoice(label=_("Bodies"))
    agencies = UnitsChoice(label=_("Agencies that are asked"))
    answer_by = DateField(label=_("Answer by"), required=False)
    lead_days = forms.IntegerField(
        label=_("Or working days given"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("Reckoned with the table of holidays."),
    )
    letter = DocumentChoice(label=_("Letter by which they are asked"), required=False, empty_label="—", help_text=PAPER)
    code = TextField(
        label=_("Or only its code"),
        required=False,
        max_length=40,
        help_text=_("For a matter of which nothing may be written here. Then leave title and text empty."),
    )

    def __init__(self, *args: Any, actor: Actor, cycle: ReviewCycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["bodies"].offer(cycle)
        fields["agencies"].queryset = Unit.objects.on().filter(is_outside=False)
        fields["letter"].queryset = Document.objects.visible_to(actor.standing)


class AnswerForm(ActForm):
    answer = forms.ChoiceField(
        label=_("Answer"), choices=[(one.value, one.label) for one in (Answer.OPINION, Answer.NONE)],
        widget=forms.RadioSelect,
    )  # fmt: skip
    text = TextField(label=_("Text of the opinion"), lines=5, required=False, max_length=8000)
    answered_on = DateField(label=_("Answered on"), required=False, help_text=_TODAY)

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            del self.fields["text"]


class NoneForm(ActForm):
    opinions = OpinionsChoice(
        label=_("Bodies about which there is no other opinion"),
        queryset=Opinion.objects.none(),
        widget=NameBoxes(),
        help_text=_("Tick each of them: what is not ticked stays unanswered."),
    )
    answered_on = DateField(label=_("Answered on"), required=False, help_text=_TODAY)

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opinions: Any = self.fields["opinions"]
        rows = consultation.opinions.filter(replaced_at=None, answer="").select_related("dossier__body")
        opinions.queryset = rows.order_by("dossier__body__official_order", "pk")


class SettleForm(ActForm):
    bodies = BodiesChoice(label=_("Bodies"))
    outcome = forms.ChoiceField(label=_("What the board settled"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = TextField(
        label=_("What is changed, or a note"), lines=3, required=False, max_length=4000,
    )  # fmt: skip
    document = DocumentChoice(label=_("Document of the board"), help_text=PAPER)

    def __init__(self, *args: Any, round: OpinionRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["bodies"].offer(round.cycle, queries.bodies_of(round))
        fields["document"].queryset = Document.objects.visible_to(self.actor.standing)
        if round.is_code_only:
            del self.fields["text"]


class TellForm(AskForm):
    wants: ClassVar[tuple[str, ...]] = ("actor",)

    units = UnitsChoice(label=_("Who is told"), queryset=Unit.objects.none(), widget=NameBoxes())
    document = DocumentChoice(label=_("Document of the notice"), required=False, empty_label="—", help_text=PAPER)

    def __init__(self, *args: Any, actor: Actor, round: OpinionRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["units"].queryset = queries.to_tell(round)
        fields["document"].queryset = Document.objects.visible_to(actor.standing)
