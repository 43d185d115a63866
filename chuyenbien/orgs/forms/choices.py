"""Form fields that choose a person, a unit or an entry of a code list. Plain lists that work without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.forms.utils import flatatt
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from chuyenbien.core.draw.values import NOTHING
from chuyenbien.core.forms import RowsField

from ..enums import Level
from ..models import Code, Person, Unit
from ..queries import people_of

if TYPE_CHECKING:
    OnePerson = forms.ModelChoiceField[Person]
    SomePeople = forms.ModelMultipleChoiceField[Person]
    OneUnit = forms.ModelChoiceField[Unit]
    SomeUnits = forms.ModelMultipleChoiceField[Unit]
    OneCode = forms.ModelChoiceField[Code]
    SomeCodes = forms.ModelMultipleChoiceField[Code]
    UnitIterator = ModelChoiceIterator[Unit]
else:
    OnePerson = OneUnit = OneCode = forms.ModelChoiceField
    SomePeople = SomeUnits = SomeCodes = RowsField
    UnitIterator = ModelChoiceIterator

Choices = Iterator[tuple[Any, Any]]


class _Names(ChoiceWidget):
    """Marks what offices typed as Vietnamese, option by option; the empty option stays in the reader's language.

    The options are written at once and not each by templates: a list of units may have thousands.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        rows: list[str] = []
        for key, label in self.choices:
            if isinstance(label, list | tuple):
                inner = mark_safe("".join(_option(pk, called, chosen) for pk, called in label))
                rows.append(format_html('<optgroup label="{}">{}</optgroup>', key, inner))
            else:
                rows.append(_option(key, label, chosen))
        told = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        if self.allow_multiple_selected:
            told["multiple"] = True
        return format_html("<select{}>{}</select>", flatatt(told), mark_safe("".join(rows)))


def _option(value: Any, label: Any, chosen: set[str]) -> str:
    """One option as plain text: a list of thousands has no time for marking each as safe."""
    key = str(value)
    marks = (' lang="vi"' if key else "") + (" selected" if key in chosen else "")
    return f'<option value="{escape(key)}"{marks}>{escape(str(label))}</option>'


class NameSelect(_Names, forms.Select):
    """A list of names of people or units."""


class NamesSelect(_Names, forms.SelectMultiple):
    """A list of names of which several may be chosen."""


def call(person: Person) -> str:
    """How a list shows a person: name and office, what there is of them, or the code."""
    if person.is_code_only:
        return person.code
    return " – ".join(part for part in (person.full_name, person.office) if part)


class PersonChoice(OnePerson):
    """One person in office, by given name; ``within`` narrows to the people of a unit or of several."""

    def __init__(
        self, *, within: Unit | Iterable[int] | None = None, queryset: QuerySet[Person] | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", NameSelect())
        kwargs.setdefault("empty_label", NOTHING)
        super().__init__(queryset=_people(within, queryset), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return call(obj)


class PeopleChoice(SomePeople):
    """Several people; otherwise as :class:`PersonChoice`."""

    def __init__(
        self, *, within: Unit | Iterable[int] | None = None, queryset: QuerySet[Person] | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", NamesSelect(attrs={"size": 8}))
        super().__init__(queryset=_people(within, queryset), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return call(obj)


UnitRow = tuple[int, str, str]


def unit_rows(units: QuerySet[Unit]) -> list[UnitRow]:
    """What a list shows of units: key, name, level."""
    return list(units.values_list("pk", "name", "level"))


class _ByLevel(UnitIterator):
    """Units in official order under the heading of their level; levels stand in the order of their first unit."""

    field: Any

    def __iter__(self) -> Choices:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        units = unit_rows(self.queryset) if self.field.rows is None else self.field.rows
        levels = list(dict.fromkeys(level for _pk, _name, level in units))
        if len(levels) < 2:
            yield from ((pk, name) for pk, name, _level in units)
            return
        for level in levels:
            yield Level(level).label, [(pk, name) for pk, name, its in units if its == level]


class _OfToday:
    """Without a queryset of its own, a field offers the units that exist on the day its form is made."""

    own: bool
    queryset: Any
    rows: list[UnitRow] | None = None
    """What is offered, where it has been looked up already; it must be what ``queryset`` holds."""

    def __deepcopy__(self, memo: Any) -> Any:
        copied: Any = super().__deepcopy__(memo)  # type: ignore[misc]
        if not self.own:
            copied.queryset = Unit.objects.on()
        return copied

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class UnitChoice(_OfToday, OneUnit):
    """One unit that exists today, in official order, levels apart."""

    iterator = _ByLevel

    def __init__(self, *, queryset: QuerySet[Unit] | None = None, **kwargs: Any) -> None:
        self.own = queryset is not None
        kwargs.setdefault("widget", NameSelect())
        kwargs.setdefault("empty_label", NOTHING)
        super().__init__(queryset=Unit.objects.all() if queryset is None else queryset, **kwargs)


class UnitsChoice(_OfToday, SomeUnits):
    """Several units that exist today."""

    iterator = _ByLevel

    def __init__(self, *, queryset: QuerySet[Unit] | None = None, **kwargs: Any) -> None:
        self.own = queryset is not None
        kwargs.setdefault("widget", NamesSelect(attrs={"size": 8}))
        super().__init__(queryset=Unit.objects.all() if queryset is None else queryset, **kwargs)


class CodeChoice(OneCode):
    """One entry of a code list, labelled in the reader's language."""

    def __init__(self, list: str, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", NOTHING)
        super().__init__(queryset=Code.objects.of(list), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class CodesChoice(SomeCodes):
    """Several entries of a code list."""

    def __init__(self, list: str, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.SelectMultiple(attrs={"size": 8}))
        super().__init__(queryset=Code.objects.of(list), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


def _people(within: Unit | Iterable[int] | None, queryset: QuerySet[Person] | None) -> QuerySet[Person]:
    if queryset is not None:
        return queryset
    return Person.objects.filter(is_active=True) if within is None else people_of(within)
