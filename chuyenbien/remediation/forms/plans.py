"""What the body writes around the table of its plan, and what the superior answers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import TextField
from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document
from chuyenbien.findings.forms.fields import DocumentChoice

from ..models import Plan


class PlanForm(ActForm):
    title = TextField(label=_("Title of the plan"), max_length=250, required=False)
    purpose = TextField(label=_("Purpose and requirements"), lines=4, required=False)
    organisation = TextField(
        label=_("Organisation of implementation"),
        lines=4,
        required=False,
        help_text=_("Who watches over it, to whom and when one reports."),
    )

    document = DocumentChoice(
        label=_("Document, if it has been issued on paper already"),
        required=False,
        empty_label="—",
        help_text=_("The superior then sees the plan while it is being entered."),
    )

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents: Any = self.fields["document"]
        documents.queryset = Document.objects.visible_to(self.actor.standing)
        if plan is not None:
            del self.fields["document"]
        if plan is not None and plan.is_code_only:
            for name in ("title", "purpose", "organisation"):
                del self.fields[name]


class IssuePlanForm(ActForm):
    document = DocumentChoice(
        label=_("Document of the plan"),
        required=False,
        empty_label=_("— no number yet —"),
        help_text=_("Once it is in the register. A number is never quoted before it exists."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents: Any = self.fields["document"]
        documents.queryset = Document.objects.visible_to(self.actor.standing)


class CommentForm(ActForm):
    text = TextField(label=_("Comment"), lines=4, max_length=4000)


class AskMoreForm(ActForm):
    because = TextField(label=_("What is asked for"), lines=4, max_length=4000)


class AcceptForm(ActForm):
    text = TextField(label=_("Remark"), lines=2, required=False, max_length=2000)
