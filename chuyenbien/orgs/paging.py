"""Pages of a long list that cost about the same wherever they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from chuyenbien.core import clock
from chuyenbien.journal.remembered import remembered

T = TypeVar("T")


def figure_of(rows: QuerySet[Any], name: str, count: Callable[[], T]) -> T:
    """A figure of these very rows, remembered until something is recorded or the day ends."""
    try:
        sql, parameters = rows.order_by().query.sql_with_params()
    except EmptyResultSet:
        return count()
    return remembered((name, sql, str(parameters), clock.today()), count)


class Pages(Paginator):  # type: ignore[type-arg]  # Django does not take the parameter at run time
    """Django's paginator for a queryset, with two differences.

    The number of rows is remembered until something is recorded. A page is read in two steps, first the keys of its
    rows, then these rows with everything shown of them: the rows that are skipped are never fetched.
    """

    object_list: QuerySet[Any]

    @cached_property
    def count(self) -> int:
        return figure_of(self.object_list, "count", self.object_list.order_by().count)

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = self.object_list
        keys = list(rows.values_list("pk", flat=True)[first : first + self.per_page])
        shown = {row.pk: row for row in rows.filter(pk__in=keys).order_by()[: len(keys)]}
        return Page([shown[key] for key in keys if key in shown], number, self)
