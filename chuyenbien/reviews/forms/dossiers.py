from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import TextField
from chuyenbien.documents.forms import ActForm, UploadsField

from ..enums import Answer
from ..queries.merging import has_marks
from .typed import mark_typed


class ActAloneForm(ActForm):
    """An act that needs nothing but the decision to do it."""


class ReasonForm(ActForm):
    """An act with a reason, a comment or a demand in words."""

    because = TextField(label=gettext_lazy("Reason"), lines=5, max_length=4000)

    def __init__(self, *args: Any, ask_for: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ask_for:
            self.fields["because"].label = ask_for
        mark_typed(self)


class SectionForm(ActForm):
    text = TextField(label=gettext_lazy("Text"), lines=16, required=False, max_length=60_000)
    attached = UploadsField(label=gettext_lazy("Attached files"), required=False)

    def __init__(self, *args: Any, autosave: str = "", hidden: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.autosave = "" if hidden else autosave
        if hidden:
            del self.fields["attached"]
        mark_typed(self)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if has_marks(text):
            raise forms.ValidationError(
                _("Two versions of a paragraph still stand between marks. Keep one and take the marks out.")
            )
        return text


class ExplainForm(ActForm):
    """Section IV: what is explained, why it came so, whose responsibility it is."""

    text = TextField(label=gettext_lazy("Explanation"), lines=8, required=False, max_length=20_000)
    cause = TextField(label=gettext_lazy("Cause"), lines=4, required=False, max_length=20_000)
    responsibility = TextField(
        label=gettext_lazy("Responsibility of the collective and of individuals"),
        lines=4,
        required=False,
        max_length=20_000,
    )

    def __init__(self, *args: Any, autosave: str = "", hidden: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.autosave = "" if hidden else autosave
        for name in ("text", "cause", "responsibility"):
            if hidden:
                del self.fields[name]
        if not hidden:
            self.fields["text"].required = True
        mark_typed(self)


class JudgeForm(ActForm):
    judged = forms.ChoiceField(
        label=gettext_lazy("How the point is answered"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Answer.EXPLAINED, Answer.INSUFFICIENT, Answer.NONE)],
    )
    because = TextField(
        label=gettext_lazy("What is missing"),
        lines=4,
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Needed unless the point is explained."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_typed(self)
