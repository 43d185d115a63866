"""Forms of obstacles, petitions, answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chuyenbien.core import clock
from chuyenbien.core.forms import DateField, TextField
from chuyenbien.documents.forms import ActForm, UploadsField
from chuyenbien.findings.enums import Precision
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.forms import CodeChoice, UnitChoice
from chuyenbien.orgs.forms.filters import FilterForm
from chuyenbien.orgs.models import Unit

from ..clocks import terms_for
from ..enums import AnswerKind, RequestState
from ..operations import Paper


class _Sealed(ActForm):
    """An act about a matter that may be known by a code only; then its texts and files are not asked."""

    texts: tuple[str, ...] = ()

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            for name in self.texts:
                self.fields.pop(name, None)


class ObstacleForm(_Sealed):
    texts = ("text",)

    kind = CodeChoice(CodeList.OBSTACLE_KIND, label=_("Kind of obstacle"), empty_label="—")
    text = TextField(label=_("What stands in the way"), lines=4)
    within_authority = forms.TypedChoiceField(
        label=_("Who can remove it"),
        choices=[
            ("1", _("within the body’s own authority: the body resolves it itself")),
            ("0", _("beyond own authority: the competent authority is to be petitioned")),
        ],
        coerce=lambda raw: raw == "1",
        widget=forms.RadioSelect,
    )


class ResolveForm(_Sealed):
    texts = ("how",)

    how = TextField(label=_("How it was resolved"), lines=4)


class RequestForm(_Sealed):
    """A petition: of whom, what was tried, on which basis, what exactly is asked, by when."""

    texts = ("own_efforts", "legal_basis", "request")

    authority = UnitChoice(label=_("Competent authority"), empty_label="—")
    own_efforts = TextField(
        label=_("What the body has done itself"),
        lines=4,
        help_text=_("Only what is beyond own authority is asked upward; say what was tried."),
    )
    legal_basis = TextField(label=_("Which rule gives it the authority"), lines=2, required=False)
    request = TextField(label=_("Which decision is asked for"), lines=4)
    answer_due = DateField(label=_("Answer asked by"), required=False)

    def __init__(self, *args: Any, asker: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = terms_for(asker, clock.today())
        self.fields["answer_due"].help_text = ngettext(
            "Left empty, it is reckoned: %(days)d working day from the receipt.",
            "Left empty, it is reckoned: %(days)d working days from the receipt.",
            terms.decide,
        ) % {"days": terms.decide}
        field: Any = self.fields["authority"]
        below = Unit.objects.within(asker).values("pk")
        field.queryset = Unit.objects.on().exclude(pk__in=below)


class _WithPaper(_Sealed):
    """The letter of the act: number, date and scan, where there is one."""

    texts: tuple[str, ...] = ("number", "letter_date", "scan")

    number = TextField(label=_("Number of the letter"), required=False, max_length=80)
    letter_date = DateField(label=_("Date of the letter"), required=False)
    scan = UploadsField(label=_("Scan of the letter"), required=False)

    def paper(self) -> Paper | None:
        """The letter as typed; nothing when no part of it was given."""
        number, day = self.cleaned_data.get("number") or "", self.cleaned_data.get("letter_date")
        scans = self.cleaned_data.get("scan") or []
        return Paper(number, day, uploads=scans) if number or day or scans else None


class SendForm(_WithPaper):
    sent_on = DateField(label=_("Sent on"))

    field_order = ("sent_on",)


class ReceiveForm(_WithPaper):
    received_on = DateField(label=_("Received on"), help_text=_("The authority’s time counts from this day."))

    field_order = ("received_on",)


class SupplyForm(_WithPaper):
    """What the asker adds; the authority's time goes on from that day."""

    texts = ("text", "number", "letter_date", "scan")
    field_order = ("text", "supplied_on", "number", "letter_date", "scan")

    text = TextField(label=_("What is supplied"), lines=4)
    supplied_on = DateField(label=_("Supplied on"), help_text=_("The authority’s time goes on from this day."))


class NotSentForm(_Sealed):
    texts = ("because",)

    because = TextField(label=_("Reason"), lines=3)


class AnswerForm(_WithPaper):
    """What the authority answered. The day may be known to the month or the year only."""

    texts = ("text", "number", "letter_date", "scan")
    field_order = ("kind", "forward_to", "text", "answered_on", "precision", "number", "letter_date", "scan")

    kind = forms.ChoiceField(label=_("What was answered"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    forward_to = UnitChoice(label=_("Forwarded to"), required=False, empty_label="—")
    text = TextField(label=_("Content of the answer"), lines=4)
    answered_on = DateField(label=_("Answered on"))
    precision = forms.ChoiceField(
        label=_("How exactly the day is known"),
        choices=Precision.choices,
        initial=Precision.DAY,
        help_text=_("Known to the month only (“early January 2023”): enter its first day and choose “to the month”."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == AnswerKind.FORWARDED and not cleaned.get("forward_to"):
            self.add_error("forward_to", _t("Say to which authority it was forwarded."))
        return cleaned


class RequestFilter(FilterForm):
    of = forms.ChoiceField(
        label=_("Which"),
        required=False,
        choices=[("", _("All")), ("ours", _("sent by us")), ("waiting", _("waiting for us"))],
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *RequestState.choices])
    authority = UnitChoice(label=_("Competent authority"), required=False, empty_label=_("All"))
    late = forms.BooleanField(label=_("answer overdue"), required=False)
