"""Units come to be, are renamed, move and end. What was stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused

from .. import closure
from ..acting import Actor
from ..enums import Hierarchy, Succession
from ..models import Charge, Code, Membership, Post, Unit, UnitClosure, UnitLink, UnitName, UnitSuccession
from ..models.dated import Dated, holds_on


def create_unit(
    name: str,
    *,
    kind: Code,
    level: str,
    valid_from: dt.date,
    by: Actor | None,
    short_name: str = "",
    official_order: int = 0,
    is_outside: bool = False,
    is_illustrative: bool = False,
    parent: Unit | None = None,
    hierarchy: str = Hierarchy.PARTY,
    basis: str = "",
    note: str = "",
) -> Unit:
    """Enter a unit with its first name, and place it below ``parent`` when one is given."""
    name, short_name = _clean(name), nfc(short_name).strip()
    unit = Unit.objects.create(
        name=name,
        short_name=short_name,
        kind=kind,
        level=level,
        valid_from=valid_from,
        official_order=official_order,
        is_outside=is_outside,
        is_illustrative=is_illustrative,
        note=nfc(note),
    )
    UnitName.objects.create(unit=unit, name=name, short_name=short_name, valid_from=valid_from, basis=nfc(basis))
    also = [parent] if parent else []
    if parent is not None:
        _place(parent, unit, hierarchy, valid_from, nfc(basis))
    data = {"name": name, "since": valid_from, "parent": parent, "basis": basis}
    journal.record("orgs.unit_created", unit, by=by, data=data, also=also)
    return unit


def rename_unit(
    unit: Unit,
    name: str,
    *,
    since: dt.date,
    by: Actor | None,
    short_name: str = "",
    basis: str = "",
    revision: int | None = None,
) -> UnitName:
    """Give the unit another name from a day that has come; the name it bore stays with its dates."""
    name, short_name = _clean(name), nfc(short_name).strip()
    present = unit.names.order_by("-valid_from").first()
    if since > clock.today():
        raise Refused(_("A new name is entered on the day it takes effect, not before."), field="since")
    if present and present.valid_from >= since:
        raise Refused(
            _("The present name holds since %(day)s; the new one must begin later.")
            % {"day": f"{present.valid_from:%d/%m/%Y}"},
            field="since",
        )
    if not unit.holds(since):
        raise Refused(_("The unit does not exist on that day."), field="since")
    if name == unit.name and short_name == unit.short_name:
        raise Refused(_("This is the name the unit already has."), field="name")
    unit.take_revision(revision, ("name", "short_name"))
    former = unit.name
    if present:
        present.valid_until = since - dt.timedelta(days=1)
        present.save(update_fields=["valid_until"])
    fresh = UnitName.objects.create(
        unit=unit,
        name=name,
        short_name=short_name,
        valid_from=since,
        valid_until=unit.valid_until,
        basis=nfc(basis),
    )
    others = unit.names.exclude(pk=fresh.pk).order_by("valid_from").values_list("name", "short_name")
    unit.former_names = "\n".join(dict.fromkeys(word for pair in others for word in pair if word))
    unit.name, unit.short_name = name, short_name
    unit.save(update_fields=["name", "short_name", "former_names"])
    data = {"former": former, "name": name, "since": since, "basis": basis}
    journal.record("orgs.unit_renamed", unit, by=by, data=data)
    return fresh


def correct_unit(
    unit: Unit,
    *,
    by: Actor | None,
    kind: Code,
    level: str,
    official_order: int,
    is_outside: bool,
    note: str = "",
    revision: int | None = None,
) -> Unit:
    """Correct what was entered wrongly. A name is not corrected but changed, by :func:`rename_unit`."""
    unit.take_revision(revision, ("kind", "level", "official_order", "is_outside", "note"))
    if is_outside and Membership.objects.on().filter(unit=unit, person__user__is_active=True).exists():
        raise Refused(_("People of this unit sign in here; it cannot stand outside the system."), field="is_outside")
    old = {"level": unit.level, "order": unit.official_order, "kind": unit.kind, "outside": unit.is_outside}
    unit.kind, unit.level, unit.official_order = kind, level, official_order
    unit.is_outside, unit.note = is_outside, nfc(note)
    unit.save(update_fields=["kind", "level", "official_order", "is_outside", "note"])
    journal.record("orgs.unit_corrected", unit, by=by, data={"name": unit.name, "old": old})
    return unit


def link_unit(
    parent: Unit, child: Unit, *, hierarchy: str, since: dt.date, by: Actor | None, basis: str = ""
) -> UnitLink:
    """Place a unit below another from a day; the place it had in that hierarchy ends the day before."""
    former = child.links_up.filter(holds_on(since), hierarchy=hierarchy).select_related("parent").first()
    link = _place(parent, child, hierarchy, since, nfc(basis))
    also = [parent] + ([former.parent] if former else [])
    data = {"child": child, "parent": parent, "since": since, "basis": basis}
    journal.record(f"orgs.unit_linked.{hierarchy}", child, by=by, data=data, also=also)
    return link


def unlink_unit(link: UnitLink, *, on: dt.date, by: Actor | None, because: str = "") -> UnitLink:
    """End a place in a hierarchy; ``on`` is its last day."""
    if link.valid_until is not None and link.valid_until <= on:
        raise Refused(_("This link has already ended."), field="on")
    if on < link.valid_from:
        raise Refused(_("It cannot end before it began."), field="on")
    link.valid_until = on
    link.save(update_fields=["valid_until"])
    closure.recut([link.child_id])
    data = {"child": link.child, "parent": link.parent, "on": on}
    journal.record(
        f"orgs.unit_unlinked.{link.hierarchy}",
        link.child,
        by=by,
        because=because,
        data=data,
        also=[link.parent],
    )
    return link


def close_unit(
    unit: Unit,
    *,
    on: dt.date,
    relation: str,
    legal_act: str,
    by: Actor | None,
    successors: Sequence[Unit] = (),
    shares: Sequence[str] = (),
    revision: int | None = None,
) -> list[UnitSuccession]:
    """End a unit: ``on`` is the first day it is no more. Names, links, roles and posts end the day before.

    Who takes over is written down; what happens to its open matters is decided matter by matter, by its
    superior.
    """
    last = on - dt.timedelta(days=1)
    _may_end(unit, last, relation, successors)
    unit.take_revision(revision, ())
    unit.valid_until = last
    unit.save(update_fields=["valid_until"])
    for rows in _dated_rows(unit):
        rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=last)).update(valid_until=last)
    closure.recut([unit.pk])
    after: list[Unit | None] = [*successors] or [None]
    told = [nfc(share) for share in shares] + [""] * len(after)
    made = UnitSuccession.objects.bulk_create(
        UnitSuccession(
            before=unit, after=one, relation=relation, effective_on=on, legal_act=nfc(legal_act), share=share
        )
        for one, share in zip(after, told, strict=False)
    )
    data = {"name": unit.name, "on": on, "legal_act": legal_act, "successors": list(successors)}
    journal.record(f"orgs.unit_closed.{relation}", unit, by=by, data=data, also=successors)
    return made


def _clean(name: str) -> str:
    cleaned = nfc(name).strip()
    if not cleaned:
        raise Refused(_("Give the unit a name."), field="name")
    return cleaned


def _place(parent: Unit, child: Unit, hierarchy: str, since: dt.date, basis: str) -> UnitLink:
    """Write the link and its paths, ending the one before; refused when the trees would no longer be
    trees."""
    if parent.pk == child.pk:
        raise Refused(_("A unit cannot stand below itself."), field="parent")
    for unit in (parent, child):
        if not unit.holds(since):
            raise Refused(_("The unit or its superior does not exist on that day."), field="since")
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=since)
    ring = UnitClosure.objects.filter(still, hierarchy=hierarchy, ancestor=child, descendant=parent)
    if ring.exists():
        raise Refused(_("The superior chosen here stands below this unit itself."), field="parent")
    former = child.links_up.filter(still, hierarchy=hierarchy).order_by("valid_from").last()
    if former is not None:
        if former.parent_id == parent.pk:
            raise Refused(_("The unit already stands there."), field="parent")
        if former.valid_from >= since:
            raise Refused(
                _("Its present place holds since %(day)s; choose a later day.")
                % {"day": f"{former.valid_from:%d/%m/%Y}"},
                field="since",
            )
        former.valid_until = since - dt.timedelta(days=1)
        former.save(update_fields=["valid_until"])
        closure.recut([child.pk])
    last = closure.earlier(parent.valid_until, child.valid_until)
    link = UnitLink.objects.create(
        hierarchy=hierarchy, parent=parent, child=child, valid_from=since, valid_until=last, basis=basis
    )
    closure.extend(link)
    return link


def _may_end(unit: Unit, last: dt.date, relation: str, successors: Sequence[Unit]) -> None:
    if unit.valid_until is not None:
        raise Refused(_("This unit has already ended."), field="on")
    if last < unit.valid_from:
        raise Refused(_("A unit cannot end before it began."), field="on")
    if not successors and relation != Succession.DISSOLVED:
        raise Refused(_("Name the unit or units that take over."), field="successors")
    for successor in successors:
        if successor.pk == unit.pk:
            raise Refused(_("A unit cannot succeed itself."), field="successors")
        if not successor.holds(last + dt.timedelta(days=1)):
            raise Refused(_("A successor must exist on that day."), field="successors")
    if any(rows.filter(valid_from__gt=last).exists() for rows in _dated_rows(unit)):
        raise Refused(
            _("A name, link, role or post of this unit begins after that day. Choose a later day."),
            field="on",
        )


def _dated_rows(unit: Unit) -> list[QuerySet[Dated]]:
    """Everything that ends with a unit."""
    rows: list[QuerySet[Dated]] = [
        UnitName.objects.filter(unit=unit),
        UnitLink.objects.filter(Q(parent=unit) | Q(child=unit)),
        Membership.objects.filter(unit=unit),
        Post.objects.filter(unit=unit),
        Charge.objects.filter(Q(board=unit) | Q(area=unit)),
    ]
    return rows
