"""Fields that several forms of the room, and of rooms above it, are made of."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.documents.models import Document
from chuyenbien.orgs.forms.choices import NameSelect

from ..enums import Precision
from ..models import Finding

if TYPE_CHECKING:
    OneFinding = forms.ModelChoiceField[Finding]
    OneDocument = forms.ModelChoiceField[Document]
else:
    OneFinding = OneDocument = forms.ModelChoiceField

_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_MONTH = re.compile(r"^(\d{1,2})[/.-](\d{4})$")
_YEAR = re.compile(r"^(\d{4})$")


class Since(NamedTuple):
    """A beginning known to the day, the month or the year."""

    day: dt.date
    precision: str

    @property
    def typed(self) -> str:
        """As it is typed again when a form is filled in."""
        if self.precision == Precision.MONTH:
            return f"{self.day.month:02}/{self.day.year}"
        if self.precision in (Precision.YEAR, Precision.APPROXIMATE):
            return str(self.day.year)
        return self.day.strftime("%d/%m/%Y")


class SinceField(forms.CharField):
    """A beginning, written as far as it is known: 05/03/2021, 03/2021 or 2021. Cleaned to :class:`Since`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Open since"))
        kwargs.setdefault(
            "help_text", gettext_lazy("As far as it is known: 05/03/2021, 03/2021 or only the year. Empty if unknown.")
        )
        super().__init__(required=False, max_length=12, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return None
        try:
            return _read(typed)
        except ValueError as error:
            raise ValidationError(
                _("Write a day, a month or a year, for example 05/03/2021, 03/2021 or 2021."), code="invalid"
            ) from error


def _read(typed: str) -> Since:
    if found := _DAY.match(typed):
        day, month, year = (int(part) for part in found.groups())
        return Since(dt.date(year, month, day), Precision.DAY)
    if found := _MONTH.match(typed):
        month, year = (int(part) for part in found.groups())
        return Since(dt.date(year, month, 1), Precision.MONTH)
    if found := _YEAR.match(typed):
        return Since(dt.date(int(found[1]), 1, 1), Precision.YEAR)
    raise ValueError(typed)


class FindingChoice(OneFinding):
    """One finding, named by its statement and its body."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Finding.objects.none())
        kwargs.setdefault("widget", NameSelect())
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return _short(obj.shown_title)


class DocumentChoice(OneDocument):
    """One document of the register that the reader may see."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Document.objects.none())
        kwargs.setdefault("widget", NameSelect())
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return _short(obj.shown_title)


def _short(title: str) -> str:
    return title if len(title) <= 110 else f"{title[:108].rstrip()}…"
