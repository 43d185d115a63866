"""The condition that somebody sees a row, said in the form that the database answers fastest.

There is one meaning: of the involvements of the matter that hold, one is the person's own, or one is of a unit in which
they hold a role that sees in that capacity, or a decision lets them inspect the body with the limitation. It is written

* for somebody who sees little, as ``pk IN`` what the indexes list;
* for somebody who sees much, as ``EXISTS``, which PostgreSQL plans well. SQLite takes a query as it is written and
  asks of each row that comes that far. Only where all rows are asked about, listing is quicker there: ``pk IN`` where
  they are counted or gathered for another query, ``pk + 0 IN`` far down a long list, since that leaves the index to
  the order of the list.

Nearly every query of a page holds this condition, some of them many times. Building it out of query sets each time
was a large part of the time of a page, so it is translated once for a person's standing and then put in as text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from django.apps import apps
from django.db import connections
from django.db.models import BooleanField, Expression, F, Q, QuerySet

from chuyenbien.core import clock
from chuyenbien.journal.remembered import remembered

from .enums import SEEING_ROLES, Capacity
from .models import UnitClosure
from .models.dated import holds_on

if TYPE_CHECKING:
    from .access import Standing

Signature: TypeAlias = tuple[int | None, frozenset[tuple[int, frozenset[str]]], tuple[int, ...]]
"""Everything that what a person sees depends on: who they are, their roles by unit, the units they may inspect."""
MANY = 3000
"""Whoever has more involvements than this sees a long list."""
NEAR = 5000
"""Up to here, rows are the first ones of a list: asking of each costs less than listing everything that is seen."""


def seen_by(standing: Standing, involvements: QuerySet[Any], key: str = "pk") -> Seen:
    """The condition that ``standing`` sees the matter whose involvements these are.

    ``key`` names the column that holds the matter's key, where the row asked about is not the matter itself.
    """
    kind = f"{involvements.db} {involvements.model._meta.label} {key}"
    known: Seen | None = standing.seen.get(kind)
    if known is None:
        known = standing.seen[kind] = _condition(standing, involvements, key)
    return known


def _condition(standing: Standing, involvements: QuerySet[Any], key: str) -> Seen:
    said = _translated(involvements.db, involvements.model._meta.label, standing.signature, clock.today())
    if not _sees_many(standing, involvements):
        return SeenOfFew(said, key)
    return (SeenOfMany if connections[involvements.db].vendor == "sqlite" else Seen)(said, key)


@lru_cache(maxsize=4000)
def _translated(database: str, involvement: str, signature: Signature, day: dt.date) -> Ways:
    return Ways.of(_ways(signature, day), apps.get_model(involvement)._default_manager.using(database))


def _ways(signature: Signature, day: dt.date) -> list[Q]:
    """Each way of seeing, as a condition on an involvement that one index answers."""
    person_id, roles, inspected = signature
    holds = Q(until__isnull=True)
    ways = [holds & Q(person_id=person_id)]
    for capacity, seeing in SEEING_ROLES.items():
        units = sorted(unit for unit, held in roles if held.intersection(seeing))
        if units:
            ways.append(holds & Q(capacity=capacity, unit_id__in=units))
    if inspected:
        below = UnitClosure.objects.filter(holds_on(day), ancestor_id__in=inspected)
        named = Q(unit_id__in=inspected) | Q(unit_id__in=below.values("descendant_id"))
        ways.append(named & Q(capacity=Capacity.ADDRESS))
    return ways


def _sees_many(standing: Standing, involvements: QuerySet[Any]) -> bool:
    """Counted no further than needed, and only of those who may see much."""
    if not standing.inspected and not standing.units_with(*SEEING_ROLES[Capacity.SUPERIOR]):
        return False
    day = clock.today()
    return remembered(
        ("sees many", involvements.model._meta.label, standing.signature, day),
        lambda: involvements.filter(_any(_ways(standing.signature, day))).order_by()[: MANY + 1].count() > MANY,
    )


def _any(ways: list[Q]) -> Q:
    any_way = Q()
    for way in ways:
        any_way |= way
    return any_way


@dataclass(frozen=True)
class Ways:
    """Each way of seeing, translated: conditions on the columns of one table of involvements."""

    table: str
    conditions: tuple[tuple[str, tuple[Any, ...]], ...]

    @classmethod
    def of(cls, ways: list[Q], involvements: QuerySet[Any]) -> Ways:
        """Translate them for the database of these rows."""
        connection = connections[involvements.db]
        conditions = []
        for way in ways:
            query = involvements.filter(way).query
            sql, parameters = query.where.as_sql(query.get_compiler(connection=connection), connection)
            conditions.append((sql, tuple(parameters)))
        return cls(connection.ops.quote_name(involvements.model._meta.db_table), tuple(conditions))

    def asked_of(self, row: str) -> tuple[str, tuple[Any, ...]]:
        """Whether one of them holds of the matter with this key."""
        holds = " OR ".join(f"({sql})" for sql, _values in self.conditions)
        sql = f'EXISTS(SELECT 1 FROM {self.table} WHERE {self.table}."matter_id" = {row} AND ({holds}))'  # noqa: S608 (translated by Django)
        return sql, self._values()

    def listed_with(self, row: str) -> tuple[str, tuple[Any, ...]]:
        """Whether this key is in one of the lists they make."""
        matters = f'SELECT {self.table}."matter_id" FROM {self.table}'  # noqa: S608
        lists = (f"{matters} WHERE {sql}" for sql, _values in self.conditions)
        return f"{row} IN ({' UNION ALL '.join(lists)})", self._values()

    def _values(self) -> tuple[Any, ...]:
        return tuple(value for _sql, values in self.conditions for value in values)


class Seen(Expression):
    """True of a row that is seen."""

    def __init__(self, ways: Ways, key: str) -> None:
        super().__init__(output_field=BooleanField())
        self._ways = ways
        self._row: Any = F(key)

    def get_source_expressions(self) -> list[Any]:
        return [self._row]

    def set_source_expressions(self, exprs: Any) -> None:
        (self._row,) = exprs

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        return self._asked(compiler)

    def _asked(self, compiler: Any) -> tuple[str, Any]:
        row, none = compiler.compile(self._row)
        sql, parameters = self._ways.asked_of(row)
        return sql, (*none, *parameters)

    def _listed(self, compiler: Any, by_order: str = "") -> tuple[str, Any]:
        row, none = compiler.compile(self._row)
        sql, parameters = self._ways.listed_with(f"{row}{by_order}")
        return sql, (*none, *parameters)


class SeenOfMany(Seen):
    """The same on SQLite for somebody who sees much. Which of the forms is written depends on the query around it."""

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        query = compiler.query
        if query.high_mark is not None:
            return self._listed(compiler, " + 0") if query.high_mark > NEAR else self._asked(compiler)
        counting = any(one.contains_aggregate for one in query.annotation_select.values())
        return self._listed(compiler) if counting or query.subquery else self._asked(compiler)


class SeenOfFew(Seen):
    """The same for somebody who sees little."""

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        return self._listed(compiler)
