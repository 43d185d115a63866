"""A form with rows of fields, as many as wanted, without JavaScript: a button of the form asks for more of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from chuyenbien.core.forms import AskForm

from .typed import mark_typed

STEP = 5
MOST = 60


class RowsForm(AskForm):
    """``row_fields`` names what a row holds; field ``text`` of row 3 is ``text_3``. Empty rows are left out."""

    rows = forms.IntegerField(required=False, widget=forms.HiddenInput)

    row_fields: ClassVar[Mapping[str, Callable[[int], forms.Field]]] = {}
    needed: ClassVar[tuple[str, ...]] = ()
    """Fields that a row with anything in it must have."""
    telling: ClassVar[tuple[str, ...]] = ()
    """A row counts when one of these holds something."""

    def __init__(self, *args: Any, given: Sequence[Mapping[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = self._count(len(given))
        for number in range(1, self.count + 1):
            for name, make in self.row_fields.items():
                self.fields[f"{name}_{number}"] = make(number)
        for number, row in enumerate(given, start=1):
            for name, value in row.items():
                self.initial.setdefault(f"{name}_{number}", value)
        self.initial["rows"] = self.count
        mark_typed(self)

    def _count(self, given: int) -> int:
        """As many rows as were sent, else what is given and some empty ones."""
        raw = str((self.data if self.is_bound else self.initial).get("rows") or "")
        wanted = int(raw) if raw.isdecimal() and len(raw) < 4 else 0
        return min(max(wanted, given if self.is_bound else given + 1, STEP), MOST)

    def shown_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Each row's number and its fields, for the template."""
        return [(n, [self[f"{name}_{n}"] for name in self.row_fields]) for n in range(1, self.count + 1)]

    def shown_fields(self) -> list[forms.BoundField]:
        """The fields outside the rows."""
        inside = {f"{name}_{n}" for name in self.row_fields for n in range(1, self.count + 1)}
        return [field for field in super().shown_fields() if field.name not in inside]

    def given_rows(self) -> list[dict[str, Any]]:
        """The rows that hold something in one of ``telling``."""
        every = range(1, self.count + 1)
        rows = [{name: self.cleaned_data.get(f"{name}_{n}") for name in self.row_fields} for n in every]
        return [row for row in rows if any(row[name] for name in self.telling)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(1, self.count + 1):
            names = [f"{name}_{number}" for name in self.row_fields]
            if not any(cleaned.get(name) for name in names):
                continue
            for name in self.needed:
                bound = f"{name}_{number}"
                if not cleaned.get(bound) and bound not in self.errors:
                    self.add_error(bound, self.missing(name))
        return cleaned

    def missing(self, name: str) -> str:
        """What to say when a row lacks a needed field."""
        raise NotImplementedError(name)
