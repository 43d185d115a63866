from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import DecimalField, TextField
from chuyenbien.findings.forms.fields import DocumentChoice
from chuyenbien.orgs.forms.choices import NameSelect

from ..enums import Level
from ..weighing import Weighing
from .parts import PAPER, SealedForm


class DecideForm(SealedForm):
    """The level, or the case of the regulation in which there is none."""

    texts: ClassVar[tuple[str, ...]] = ("because", "above_unit_because", "correction")

    level = forms.ChoiceField(label=_("Decision"), choices=Level.choices, widget=forms.RadioSelect)
    exemption = forms.ChoiceField(
        label=_("Case of the regulation, where the subject is not rated"), required=False, widget=NameSelect()
    )
    points = DecimalField(
        label=_("Decided points"),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=2,
        help_text=_("The sum, where the competent body records points, too; left empty otherwise."),
    )
    document = DocumentChoice(label=_("Decision of the competent body"), help_text=PAPER)
    because = TextField(
        label=_("Reason"),
        lines=3,
        required=False,
        max_length=4000,
        help_text=_(
            "Needed where the decision is not what the record and the regulation propose, or differs from the "
            "appraisal by the level or by the limit of the pack."
        ),
    )
    above_unit_because = TextField(
        label=_("Reason for rating the head above the own unit"), lines=2, required=False, max_length=2000
    )

    def __init__(self, *args: Any, weighed: Weighing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cases = [(one.point.key, one.point.label) for one in weighed.proposal.exemptions]
        exemption: Any = self.fields["exemption"]
        exemption.choices = [("", "—"), *cases]
        if not cases:
            del self.fields["exemption"]
        if weighed.book.scale != "points":
            del self.fields["points"]
        if weighed.above_unit is None:
            self.fields.pop("above_unit_because", None)


class CorrectForm(DecideForm):
    correction = TextField(label=_("Why the decision is corrected"), lines=3, max_length=4000)
