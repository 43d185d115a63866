"""What several forms of the room are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import RowsField
from chuyenbien.orgs.forms.choices import NamesSelect
from chuyenbien.reviews.forms.boxes import NameBoxes
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

PAPER = _("As it stands in the register of documents. Register it first if it is not there.")
MOST_BOXES = 200
"""More bodies than this are chosen in a list and not by boxes."""

if TYPE_CHECKING:
    SomeDossiers = forms.ModelMultipleChoiceField[ReviewDossier]
else:
    SomeDossiers = RowsField


class BodiesChoice(SomeDossiers):
    """Bodies of a cycle, in official order. Those known by a code stand there by their code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=ReviewDossier.objects.none(), widget=NameBoxes(), **kwargs)

    def offer(self, cycle: ReviewCycle, rows: Any = None) -> None:
        """Set what is offered: the bodies of the cycle, or some of them."""
        found = ReviewDossier.objects.filter(cycle=cycle) if rows is None else rows
        offered: Any = found.select_related("body").order_by("body__official_order", "pk")
        if offered.order_by().count() > MOST_BOXES:
            self.widget = NamesSelect(attrs={"size": 16})
            self.widget.is_required = self.required
        self.queryset = offered

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)
