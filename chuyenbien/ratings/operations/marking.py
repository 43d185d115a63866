"""The marks of an own rating or an appraisal, as the pack asks for them: points by criterion, or levels of criteria."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import number
from chuyenbien.core.verdict import Refused
from chuyenbien.regulations.book import Book
from chuyenbien.regulations.limits import beyond_maximum

from .. import scoring
from ..enums import Criterion
from ..models import Assessment
from ..scoring import Group

Parts = Mapping[str, Mapping[str, Decimal]]


def mark(
    made: Assessment,
    book: Book | None,
    totals: Mapping[str, Decimal | None],
    parts: Parts,
    criteria: Mapping[str, str],
) -> None:
    """Put the marks on an assessment. ``totals`` and ``parts`` are by group (``general``, ``results``)."""
    if book is None:
        raise Refused(_("The rule pack of this cycle is not here; nothing can be weighed."))
    if book.scale == "points":
        _points(made, book, totals, parts, criteria)
        return
    if parts or any(one is not None for one in totals.values()):
        raise Refused(_("This regulation rates by criteria, not by points."), field="general")
    wanted = [one.key for one in scoring.criteria(book, made.rating.kind)]
    if set(criteria) != set(wanted) or any(one not in Criterion.values for one in criteria.values()):
        raise Refused(_("Give the level of every criterion."), field=f"criterion_{wanted[0]}" if wanted else None)
    made.criteria = {key: criteria[key] for key in wanted}


def _points(
    made: Assessment,
    book: Book,
    totals: Mapping[str, Decimal | None],
    parts: Parts,
    criteria: Mapping[str, str],
) -> None:
    if criteria:
        raise Refused(_("Give the general points and the points of results."), field="general")
    kept: dict[str, dict[str, str]] = {}
    for group in scoring.groups(book, made.rating.kind):
        given = parts.get(group.name) or {}
        total = totals.get(group.name)
        if given or group.is_required:
            total = _from_parts(group, given, total)
            kept[group.name] = {one.key: str(given[one.key]) for one in group.parts}
        if total is None:
            raise Refused(_("Give the general points and the points of results."), field="general")
        setattr(made, group.name, total)
    made.parts = kept
    for point in beyond_maximum(book, made.points):
        name = "general" if point.key == "general_points" else "results"
        field = f"part_{name}_{next(iter(kept[name]))}" if name in kept else name
        raise Refused(_("At most %(most)s points.") % {"most": number(point.value)}, field=field)


def _from_parts(group: Group, given: Mapping[str, Decimal], total: Decimal | None) -> Decimal:
    """What the parts come to: all of them are given, each within its bounds, and a total given beside is the same."""
    for one in group.parts:
        field = f"part_{group.name}_{one.key}"
        value = given.get(one.key)
        if value is None:
            raise Refused(_("Give every criterion of this group; the sum is worked out."), field=field)
        if value < 0 or (one.most is not None and value > one.most):
            words = _("At most %(most)s%%.") if group.how == scoring.MEAN else _("At most %(most)s points.")
            raise Refused(words % {"most": number(one.most)}, field=field)
    if set(given) - {one.key for one in group.parts}:
        raise Refused(_("The rule pack names no such criterion."), field=group.name)
    found = group.points(given)
    if total is not None and total != found:
        words = _("The criteria come to %(points)s points. Leave the total empty, or correct the criteria.")
        raise Refused(words % {"points": number(found)}, field=group.name)
    return found
