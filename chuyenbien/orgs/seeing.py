"""The condition that somebody sees a row, said in the form that the database answers fastest.

There is one meaning: of the involvements of the matter that hold, one is the person's own, or one is of a unit in which
they hold a role that sees in that capacity, or a decision lets them inspect the body with the limitation. PostgreSQL
plans the plain ``EXISTS`` well. SQLite takes a query as it is written, so there it is written

* for somebody who sees little, always as ``pk IN`` what the indexes list;
* for somebody who sees much, as ``EXISTS``, which asks of each row that comes that far. Only where all rows are asked
  about, listing is quicker: ``pk IN`` where they are counted or gathered for another query, ``pk + 0 IN`` far down a
  long list, since that leaves the index to the order of the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models import BooleanField, Exists, Expression, F, OuterRef, Q, QuerySet, Subquery

from chuyenbien.core import clock
from chuyenbien.journal.remembered import remembered

from .enums import SEEING_ROLES, Capacity
from .models import UnitClosure
from .models.dated import holds_on

if TYPE_CHECKING:
    from .access import Standing

MANY = 3000
"""Whoever has more involvements than this sees a long list."""
NEAR = 5000
"""Up to here, rows are the first ones of a list: asking of each costs less than listing everything that is seen."""


def seen_by(standing: Standing, involvements: QuerySet[Any]) -> Exists | Seen:
    """The condition that ``standing`` sees the matter whose involvements these are."""
    kind = f"{involvements.db} {involvements.model._meta.label}"
    known: Exists | Seen | None = standing.seen.get(kind)
    if known is None:
        known = standing.seen[kind] = _condition(standing, involvements)
    return known


def _condition(standing: Standing, involvements: QuerySet[Any]) -> Exists | Seen:
    ways = _ways(standing)
    if connections[involvements.db].vendor != "sqlite":
        return Exists(involvements.filter(_any(ways), matter_id=OuterRef("pk")))
    form = Seen if _sees_many(standing, ways, involvements) else SeenOfFew
    return form(ways, involvements)


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
    """Counted no further than needed, and only of those who may see much."""
    if not standing.inspected and not standing.units_with(*SEEING_ROLES[Capacity.SUPERIOR]):
        return False
    return remembered(
        ("sees many", involvements.model._meta.label, standing.signature, clock.today()),
        lambda: involvements.filter(_any(ways)).order_by()[: MANY + 1].count() > MANY,
    )


def _any(ways: list[Q]) -> Q:
    any_way = Q()
    for way in ways:
        any_way |= way
    return any_way


class Seen(Expression):
    """True of a row that is seen. Which of the forms is written depends on the query in which it stands."""

    def __init__(self, ways: list[Q], involvements: QuerySet[Any]) -> None:
        super().__init__(output_field=BooleanField())
        self._parts: list[Any] = [
            F("pk"),
            Exists(involvements.filter(_any(ways), matter_id=OuterRef("pk"))),
            *(Subquery(involvements.filter(way).order_by().values("matter_id")) for way in ways),
        ]

    def get_source_expressions(self) -> list[Any]:
        return self._parts

    def set_source_expressions(self, exprs: Any) -> None:
        self._parts = list(exprs)

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        query = compiler.query
        if query.high_mark is not None:
            return self._listed(compiler, " + 0") if query.high_mark > NEAR else self._asked(compiler)
        counting = any(one.contains_aggregate for one in query.annotation_select.values())
        return self._listed(compiler) if counting or query.subquery else self._asked(compiler)

    def _asked(self, compiler: Any) -> tuple[str, Any]:
        sql: tuple[str, Any] = compiler.compile(self._parts[1])
        return sql

    def _listed(self, compiler: Any, by_order: str = "") -> tuple[str, Any]:
        column, parameters = compiler.compile(self._parts[0])
        wanted, parameters = [], list(parameters)
        for part in self._parts[2:]:
            listed, values = part.as_sql(compiler, compiler.connection, template="%(subquery)s")
            wanted.append(listed)
            parameters += values
        return f"{column}{by_order} IN ({' UNION ALL '.join(wanted)})", tuple(parameters)


class SeenOfFew(Seen):
    """The same for somebody who sees little."""

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        return self._listed(compiler)
