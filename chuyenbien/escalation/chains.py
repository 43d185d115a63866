"""Which authority comes next above: the chains by kind of body, as data, and what an office has set instead.

No regulation lists a whole chain; these are the steps of practice (commune, department, province, ministry, Government,
Standing Committee of the National Assembly; Party cell up to the Secretariat; enterprise up to its owner), so they only
propose: a person chooses, and an office sets another next authority for a unit (:class:`~.models.NextAuthority`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.verdict import Text
from chuyenbien.orgs.enums import Hierarchy, Level
from chuyenbien.orgs.models import Unit

from .models import NextAuthority


@dataclass(frozen=True, slots=True)
class Step:
    """One level. ``places``: kinds of unit (codes) with their level; a step without any is reached by setting only."""

    label: Text
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps for one kind of body, lowest first, and the hierarchy in which "directly above" is read."""

    key: str
    label: Text
    kinds: frozenset[str]
    hierarchies: tuple[str, ...]
    steps: tuple[Step, ...]


CHAINS: tuple[Chain, ...] = (
    Chain(
        "party",
        _("Party organisation"),
        frozenset(("ban-thuong-vu", "cap-uy", "dang-uy-co-so", "chi-bo", "ban-dang", "van-phong", "uy-ban-kiem-tra")),
        (Hierarchy.PARTY,),
        (
            Step(_("Party cell"), (("chi-bo", Level.GRASSROOTS),)),
            Step(_("grassroots Party committee"), (("dang-uy-co-so", Level.GRASSROOTS),)),
            Step(
                _("Party committee of a commune, ward or special zone, or the one directly above"),
                (
                    ("cap-uy", Level.COMMUNE),
                    ("ban-thuong-vu", Level.COMMUNE),
                    ("cap-uy", Level.DISTRICT),
                    ("ban-thuong-vu", Level.DISTRICT),
                ),
            ),
            Step(
                _("provincial or city Party committee"), (("ban-thuong-vu", Level.PROVINCE), ("cap-uy", Level.PROVINCE))
            ),
            Step(_("the Secretariat, the Politburo"), (("co-quan-trung-uong", Level.NATION),)),
        ),
    ),
    Chain(
        "state",
        _("State agency"),
        frozenset(
            (
                "hoi-dong-nhan-dan",
                "uy-ban-nhan-dan",
                "so-nganh",
                "phong-ban",
                "ban-quan-ly-du-an",
                "bo-nganh",
                "don-vi-su-nghiep",
            )
        ),
        (Hierarchy.STATE, Hierarchy.PARTY),
        (
            Step(
                _("People’s Committee of a commune or ward"),
                (("uy-ban-nhan-dan", Level.COMMUNE), ("uy-ban-nhan-dan", Level.DISTRICT)),
            ),
            Step(_("department of the province or city"), (("so-nganh", Level.PROVINCE), ("so-nganh", Level.AGENCY))),
            Step(
                _("People’s Committee of the province, standing board of its Party committee"),
                (("uy-ban-nhan-dan", Level.PROVINCE), ("ban-thuong-vu", Level.PROVINCE)),
            ),
            Step(_("ministry"), (("bo-nganh", Level.NATION),)),
            Step(_("the Prime Minister, the Government")),
            Step(_("the Standing Committee of the National Assembly, for laws")),
        ),
    ),
    Chain(
        "enterprise",
        _("State enterprise"),
        frozenset(("doanh-nghiep",)),
        (Hierarchy.OWNER, Hierarchy.PARTY),
        (
            Step(_("member unit, corporation"), (("doanh-nghiep", Level.AGENCY),)),
            Step(
                _("representative of the owner: People’s Committee of the province, or ministry"),
                (("uy-ban-nhan-dan", Level.PROVINCE), ("bo-nganh", Level.NATION)),
            ),
        ),
    ),
)


def chain_of(unit: Unit) -> Chain | None:
    """The chain for a unit's kind; kinds that stand in none have none."""
    return next((one for one in CHAINS if unit.kind.code in one.kinds), None)


def set_for(unit: Unit, on: dt.date | None = None) -> NextAuthority | None:
    """What an office has set for the unit, as it holds on a day."""
    rows = NextAuthority.objects.filter(unit=unit, valid_from__lte=on or clock.today())
    return rows.select_related("authority").order_by("-valid_from", "-pk").first()


def next_above(unit: Unit, *, on: dt.date | None = None, but: Iterable[int] = ()) -> Unit | None:
    """Whom the chain proposes next: what an office has set, else who stands directly above, else the only unit of the
    next step that has any. Nobody where the chain ends, or where several units could be meant; a person chooses then.

    ``but`` names units that are not proposed: the one that asks, those asked already.
    """
    day = on or clock.today()
    left_out = {unit.pk, *but}
    chosen = set_for(unit, day)
    if chosen is not None and chosen.authority is not None:
        return None if chosen.authority_id in left_out else chosen.authority
    chain = chain_of(unit)
    if chain is None:
        return None
    for hierarchy in chain.hierarchies:
        above = unit.superior(hierarchy, day)
        if above is not None:
            return None if above.pk in left_out else above
    return _of_a_later_step(chain, unit, day, left_out)


def _of_a_later_step(chain: Chain, unit: Unit, day: dt.date, left_out: set[int]) -> Unit | None:
    place = (unit.kind.code, unit.level)
    at = next((number for number, step in enumerate(chain.steps) if place in step.places), None)
    for step in chain.steps[at + 1 :] if at is not None else ():
        wanted = Q(pk__in=[])
        for kind, level in step.places:
            wanted |= Q(kind__code=kind, level=level)
        found = list(Unit.objects.on(day).filter(wanted).exclude(pk__in=left_out)[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None
