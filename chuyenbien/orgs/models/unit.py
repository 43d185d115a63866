"""Units over time: what they were called, where they stood, what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Illustrative, Revisioned, Searchable, SearchQuerySet

from ..enums import Hierarchy, Level, Succession
from .code import Code
from .dated import Dated, DatedQuerySet, ends_after_start, holds_on


class UnitQuerySet(DatedQuerySet["Unit"], SearchQuerySet["Unit"]):  # type: ignore[override]
    def within(self, unit: Unit | int, *, on: dt.date | None = None) -> UnitQuerySet:
        """The unit and everything below it on a day, along any hierarchy."""
        top = unit if isinstance(unit, int) else unit.pk
        below = UnitClosure.objects.filter(holds_on(on or clock.today()), ancestor_id=top, descendant_id=OuterRef("pk"))
        return self.filter(Q(pk=top) | Exists(below))

    def above(self, unit: Unit | int, *, hierarchy: str | None = None, on: dt.date | None = None) -> UnitQuerySet:
        """The units above one on a day, nearest first."""
        low = unit if isinstance(unit, int) else unit.pk
        links = UnitClosure.objects.filter(holds_on(on or clock.today()), descendant_id=low, depth__gt=0)
        if hierarchy:
            links = links.filter(hierarchy=hierarchy)
        return self.filter(closure_below__in=links).order_by("closure_below__depth").distinct()

    def named_on(self, day: dt.date) -> UnitQuerySet:
        """With ``dated_name``, what each was called on a day."""
        names = UnitName.objects.filter(holds_on(day), unit=OuterRef("pk")).values("name")[:1]
        return self.annotate(dated_name=Coalesce(Subquery(names), "name"))

    def with_superior(self, day: dt.date, hierarchy: str = Hierarchy.PARTY) -> UnitQuerySet:
        """With ``superiors``, the links up in a hierarchy that hold on a day (at most one). One more query."""
        links = UnitLink.objects.filter(holds_on(day), hierarchy=hierarchy).select_related("parent")
        return self.prefetch_related(Prefetch("links_up", queryset=links, to_attr="superiors"))

    def above_any(self, units: Iterable[int], *, on: dt.date | None = None) -> UnitQuerySet:
        """The units above any of several on a day, along any hierarchy."""
        links = UnitClosure.objects.filter(
            holds_on(on or clock.today()), descendant_id__in=list(units), depth__gt=0, ancestor_id=OuterRef("pk")
        )
        return self.filter(Exists(links))


class Unit(Dated, Searchable, Illustrative, Revisioned):
    """A body, an agency, an enterprise. One that ``is_outside`` is known here but has no accounts."""

    search_fields = ("name", "short_name", "former_names")

    name = models.CharField(_("name"), max_length=250)
    short_name = models.CharField(_("short name"), max_length=80, blank=True, default="")
    former_names = models.TextField(blank=True, default="", editable=False)
    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    official_order = models.PositiveIntegerField(_("official order"), default=0)
    is_outside = models.BooleanField(_("outside the system"), default=False)
    note = models.TextField(_("note"), blank=True, default="")

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("official_order", "id")
        constraints = (ends_after_start(),)
        indexes = (models.Index(fields=("official_order", "id")),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("orgs:unit", args=[self.pk])

    @property
    def shown_title(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name

    def name_on(self, day: dt.date) -> str:
        """What the unit was called on a day; reports print the name of their date."""
        dated = self.names.filter(holds_on(day)).values_list("name", flat=True).first()
        return dated or self.name

    def superior(self, hierarchy: str = Hierarchy.PARTY, on: dt.date | None = None) -> Unit | None:
        """The unit directly above in a hierarchy on a day."""
        link = self.links_up.filter(holds_on(on or clock.today()), hierarchy=hierarchy).select_related("parent").first()
        return link.parent if link else None


class UnitName(Dated):
    """A name a unit bore for a time. Renaming adds a row; the old name stays."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=80, blank=True, default="")
    basis = models.CharField(_("basis"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ("unit", "valid_from")
        constraints = (
            ends_after_start(),
            models.UniqueConstraint(fields=("unit", "valid_from"), name="orgs_unitname_one_a_day"),
        )

    def __str__(self) -> str:
        return self.name


class UnitLink(Dated):
    """Who stands directly above whom, in one hierarchy, from when until when."""

    hierarchy = models.CharField(_("hierarchy"), max_length=8, choices=Hierarchy.choices)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_down")
    child = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="links_up")
    basis = models.CharField(_("basis"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ("hierarchy", "child", "valid_from")
        constraints = (
            ends_after_start(),
            models.CheckConstraint(condition=~Q(parent=models.F("child")), name="orgs_unitlink_not_itself"),
            models.UniqueConstraint(fields=("hierarchy", "child", "valid_from"), name="orgs_unitlink_one_parent"),
        )

    def __str__(self) -> str:
        return f"{self.parent_id} > {self.child_id} ({self.hierarchy})"


class UnitClosure(Dated):
    """Every path through the links with the time it holds. Derived: a command rebuilds and proves it."""

    hierarchy = models.CharField(max_length=8, choices=Hierarchy.choices)
    ancestor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="closure_below")
    descendant = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="closure_above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=("ancestor", "descendant")),
            models.Index(fields=("descendant", "ancestor")),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} >{self.depth}> {self.descendant_id} ({self.hierarchy})"


class UnitSuccession(models.Model):
    """What became of a unit: merged, split, renamed, dissolved; many to many, by which act."""

    before = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    after = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors", null=True, blank=True)
    relation = models.CharField(_("relation"), max_length=10, choices=Succession.choices)
    effective_on = models.DateField(_("effective on"))
    legal_act = models.CharField(_("legal act"), max_length=250)
    share = models.CharField(_("share"), max_length=250, blank=True, default="")

    class Meta:
        ordering = ("effective_on", "id")

    def __str__(self) -> str:
        return f"{self.before_id} {self.relation} {self.after_id}"
