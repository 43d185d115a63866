from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document

from ..models import ReviewCycle
from .delegations import DecisionChoice


class LockForm(ActForm):
    """Close a cycle for data; the paper may follow."""

    because = TextField(label=gettext_lazy("Note"), lines=3, required=False, max_length=500)
    document = DecisionChoice(
        label=gettext_lazy("Document"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not registered yet"),
        help_text=gettext_lazy("Documents of the superior that stand in the register."),
    )

    def __init__(self, *args: Any, cycle: ReviewCycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        register = Document.objects.visible_to(self.actor.standing).filter(issuer_id=cycle.superior_id)
        self.fields["document"].queryset = register.order_by("-issued_on", "-pk")  # type: ignore[attr-defined]


class ReopenDataForm(LockForm):
    """Open the data again: why, by which document, until when."""

    because = TextField(label=gettext_lazy("Reason"), lines=3, max_length=1000)
    until = DateField(label=gettext_lazy("Until the end of"))

    field_order = ("because", "document", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].required = True
        self.fields["document"].empty_label = gettext_lazy("— choose the document —")  # type: ignore[attr-defined]
