"""Form fields that read what officers type, and the form every act is asked with. A form never saves."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import secrecy, text
from .numbers import in_address


def refuse_secret_heading(value: str) -> None:
    """Refuse a text whose letterhead bears a degree of secrecy, before it is stored anywhere."""
    if secrecy.is_headed(value):
        raise ValidationError(
            _(
                "This text is headed with a degree of secrecy. Secret content may not be entered here: "
                "choose “Code only” and give the matter a code."
            ),
            code="secret",
        )


class TextField(forms.CharField):
    """Text stored composed (NFC); refused when headed MẬT. ``lines`` > 1 makes it a text area."""

    def __init__(self, *, lines: int = 1, **kwargs: Any) -> None:
        self.lines = lines
        if lines > 1:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": lines}))
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("lang", "vi")  # what officers type is Vietnamese, whatever they read in

    def to_python(self, value: Any) -> Any:
        cleaned = super().to_python(value)
        if isinstance(cleaned, str):
            cleaned = text.nfc(cleaned).replace("\r\n", "\n")
        return cleaned

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            refuse_secret_heading(value)


def _in_these_centuries(day: Any) -> Any:
    """A day or an hour that can be meant, and that can be reckoned with: near the ends of time, time zones cannot."""
    if isinstance(day, dt.date) and not 1900 <= day.year <= 2200:
        raise ValidationError(_("The year must lie between 1900 and 2200."), code="year")
    return day


class DateField(forms.DateField):
    """A day, typed dd/mm/yyyy or picked in the browser's own control (which sends ISO)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("Write the date as day/month/year, for example 31/01/2023.")},
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        return _in_these_centuries(super().clean(value))


class DateTimeField(forms.DateTimeField):
    """A day and an hour in the office's time zone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"])
        kwargs.setdefault("widget", forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}))
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("Write day/month/year and hour:minute, for example 31/01/2023 08:30.")},
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        return _in_these_centuries(super().clean(value))


def parse_number(raw: str, language: str) -> Decimal:
    """Read 1.234,5 (Vietnamese) or 1,234.5 (English); a single mark with 1–2 digits behind is a decimal mark.

    Raises ``InvalidOperation`` when it is no number.
    """
    sign = raw.strip().replace("\u00a0", "").replace(" ", "")
    thousands, point = (".", ",") if language.startswith("vi") else (",", ".")
    if point not in sign and sign.count(thousands) == 1 and len(sign.rsplit(thousands, 1)[1]) != 3:
        point, thousands = thousands, point
    return Decimal(sign.replace(thousands, "").replace(point, "."))


class DecimalField(forms.DecimalField):
    """A number typed with the marks of the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        kwargs.setdefault("error_messages", {"invalid": _("Write a number, for example 1234 or 98,5.")})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            try:
                value = parse_number(value, get_language() or "vi")
            except InvalidOperation as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return super().to_python(value)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once; cleaned to a list (possibly empty)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFilesInput())
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(item, initial) for item in given if item]
        if not files and self.required:
            raise ValidationError(_("Attach at least one file."), code="required")
        return files


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows. A number that no row can have is refused like any other that is not offered; databases would fail
    on it."""

    def clean(self, value: Any) -> Any:
        for pk in value if isinstance(value, list | tuple) else ():
            if in_address(str(getattr(pk, "pk", pk))) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", params={"pk": pk})
        return super().clean(value)


def new_command_id() -> str:
    return str(uuid.uuid4())


def _say_plainly(field: forms.Field) -> None:
    """Words of our own where the framework's are dashes or a clumsy sentence."""
    if isinstance(field, forms.ModelChoiceField) and field.empty_label == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = "—"
    limits: Any = field.validators
    for one in limits:
        if type(one) in _LIMITS:
            one.message = _LIMITS[type(one)]


_LIMITS: dict[type, Any] = {
    MinValueValidator: _("Write at least %(limit_value)s."),
    MaxValueValidator: _("Write at most %(limit_value)s."),
}


class AskForm(forms.Form):
    """The form of one act: it carries the command's identity and, for edits, the revision it was opened with."""

    command_id = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=new_command_id)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    on_behalf_fields: tuple[str, ...] = ()
    """Names of the fields of the *entered on behalf* part; empty when the act cannot be."""

    staged: dict[str, list[dict[str, Any]]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        self.staged = {}
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say_plainly(field)

    def shown_fields(self) -> list[forms.BoundField]:
        """Visible fields without the *entered on behalf* part."""
        return [field for field in self.visible_fields() if field.name not in self.on_behalf_fields]

    def acting(self, actor: Any) -> Any:
        """Who the act is recorded for; :class:`orgs.forms.ActForm` may answer somebody else."""
        return actor
