"""The condition that somebody sees a row, said in the form that the database answers fastest.

There is one meaning: of the involvements of the matter that hold, one is the person's own, or one is of a unit in which
they hold a role that sees in that capacity, or a decision lets them inspect the body with the limitation. PostgreSQL
plans the plain ``EXISTS`` well. SQLite takes a query as it is written, so there it is written in three ways:

* ``pk IN`` what the indexes list: for somebody who sees little, and wherever everything is counted;
* ``EXISTS``, which stops early: for the first rows of a long list;
* ``pk + 0 IN``, which leaves the index to the order of the list: for rows far down a long list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models import BooleanField, Exists, Expression, F, OuterRef, Q, QuerySet, Subquery

from chuyenbien.core import clock

from .enums import SEEING_ROLES, Capacity
from .models import UnitClosure
from .models.dated import holds_on

if TYPE_CHECKING:
    from .access import Standing

MANY = 3000
"""Whoever has more involvements than this sees a long list."""
NEAR = 5000
"""Up to here, rows are the first ones of a list: asking of each costs less than listing everything that is seen."""


def seen_by(standing: Standing, involvements: QuerySet[Any]) -> Seen:
    """The condition that ``standing`` sees the matter whose involvements these are."""
    ways = _ways(standing)
    return Seen(ways, involvements, many=_sees_many(standing, ways, involvements))


def _ways(standing: Standing) -> list[Q]:
    """Each way of seeing, as a condition on an involvement that one index answers."""
    holds = Q(until__isnull=True)
    ways = [holds & Q(person_id=standing.person_id)]
    for capacity, roles in SEEING_ROLES.items():
        units = standing.units_with(*roles)
        if units:
            ways.append(holds & Q(capacity=capacity, unit_id__in=units))
    if standing.inspected:
        below = UnitClosure.objects.filter(holds_on(clock.today()), ancestor_id__in=standing.inspected)
        inspected = Q(unit_id__in=standing.inspected) | Q(unit_id__in=below.values("descendant_id"))
        ways.append(inspected & Q(capacity=Capacity.ADDRESS))
    return ways


def _sees_many(standing: Standing, ways: list[Q], involvements: QuerySet[Any]) -> bool:
    """Counted no further than needed, once for a person and kind of matter; only where the form depends on it."""
    if connections[involvements.db].vendor != "sqlite":
        return False
    kind = involvements.model._meta.label
    if kind not in standing.sees_many:
        found = 0
        for way in ways:
            found += involvements.filter(way).order_by()[: MANY + 1 - found].count()
        standing.sees_many[kind] = found > MANY
    return standing.sees_many[kind]


class Seen(Expression):
    """True of a row that is seen. Which of the forms is written depends on the query in which it stands."""

    def __init__(self, ways: list[Q], involvements: QuerySet[Any], *, many: bool) -> None:
        super().__init__(output_field=BooleanField())
        self.many = many
        any_way = Q()
        for way in ways:
            any_way |= way
        self._parts: list[Any] = [
            F("pk"),
            Exists(involvements.filter(any_way, matter_id=OuterRef("pk"))),
            *(Subquery(involvements.filter(way).order_by().values("matter_id")) for way in ways),
        ]

    def get_source_expressions(self) -> list[Any]:
        return self._parts

    def set_source_expressions(self, exprs: Any) -> None:
        self._parts = list(exprs)

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        sql: tuple[str, Any] = compiler.compile(self._parts[1])
        return sql

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        last = compiler.query.high_mark
        if self.many and last is not None and last <= NEAR:
            return self.as_sql(compiler, connection, **context)
        column, parameters = compiler.compile(self._parts[0])
        wanted, parameters = [], list(parameters)
        for part in self._parts[2:]:
            listed, values = part.as_sql(compiler, connection, template="%(subquery)s")
            wanted.append(listed)
            parameters += values
        by_order = " + 0" if self.many and last is not None else ""
        return f"{column}{by_order} IN ({' UNION ALL '.join(wanted)})", tuple(parameters)
