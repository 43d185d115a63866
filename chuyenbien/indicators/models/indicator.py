from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import (
    Classification,
    Classified,
    Illustrative,
    Revisioned,
    Searchable,
    SearchQuerySet,
    code_only_is_empty,
)
from chuyenbien.documents.models import Document
from chuyenbien.findings.models import Finding, FindingInvolvement
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Hierarchy, Role
from chuyenbien.orgs.models import Code, Person, Unit, UnitClosure
from chuyenbien.orgs.models.dated import holds_on
from chuyenbien.orgs.seeing import seen_by

from ..enums import Basis, Comparator, Direction, Trend


class IndicatorQuerySet(SearchQuerySet["Indicator"]):
    def visible_to(self, standing: Standing) -> IndicatorQuerySet:
        """One of a finding is seen with the finding; one of a unit by its people, those above it along the Party or
        State hierarchy, and inspection; a public one by everybody who is signed in, unless it is known by a code only.
        """
        if standing.person is None:
            return self.none()
        with_finding = seen_by(standing, FindingInvolvement._default_manager.using(self.db), "finding_id")
        public = Q(is_public=True) & ~Q(classification=Classification.CODE_ONLY)
        return self.filter(public | Q(with_finding) | (Q(finding__isnull=True) & _of_unit(standing)))


def _of_unit(standing: Standing) -> Q:
    above = UnitClosure.objects.filter(
        holds_on(clock.today()),
        hierarchy__in=(Hierarchy.PARTY, Hierarchy.STATE),
        ancestor_id__in=standing.units_with(Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.VERIFIER),
        descendant_id=OuterRef("unit_id"),
    )
    own = [unit for unit, roles in standing.roles.items() if roles - {Role.ADMINISTRATOR}]
    seen = Q(unit_id__in=own) | Q(Exists(above))
    if standing.inspected:
        below = UnitClosure.objects.filter(
            holds_on(clock.today()), ancestor_id__in=standing.inspected, descendant_id=OuterRef("unit_id")
        )
        seen |= Q(unit_id__in=standing.inspected) | Q(Exists(below))
    return seen


class Indicator(Classified, Searchable, Illustrative, Revisioned):
    """Something measured of a unit or of a finding (then it is seen with it). A plan nobody gave stays empty."""

    secret_fields = ("name", "source", "note")
    search_fields = ("name",)

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicators")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="indicators")
    name = models.CharField(_("name"), max_length=250, blank=True, default="")
    measure = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    baseline = models.DecimalField(_("baseline"), max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(_("baseline of"), null=True, blank=True)
    planned = models.DecimalField(_("plan"), max_digits=20, decimal_places=4, null=True, blank=True)
    planned_for = models.DateField(_("plan for"), null=True, blank=True)
    settled_by = models.DateField(_("settled figure expected by"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="")
    is_public = models.BooleanField(_("shown to everyone who is signed in"), default=False)

    objects: ClassVar[IndicatorQuerySet] = IndicatorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("unit__official_order", "id")
        constraints = (code_only_is_empty("name", "source", "note"),)

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.values.all(), self.conditions.all()]


class MeasuredValue(Classified, Illustrative):
    """One measurement. A settled figure replaces an estimate by naming it; the estimate stays visible."""

    secret_fields = ("source", "note", "withdrawn_because")

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    as_of = models.DateField(_("as of"))
    value = models.DecimalField(_("amount"), max_digits=20, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField(_("percent of plan"), max_digits=9, decimal_places=4, null=True, blank=True)
    trend = models.CharField(_("trend"), max_length=8, choices=Trend.choices, blank=True, default="")
    is_estimate = models.BooleanField(_("estimate"), default=False)
    source = models.CharField(_("source"), max_length=250, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("estimate")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True, default="")

    class Meta:
        ordering = ("indicator", "as_of", "id")
        constraints = (
            code_only_is_empty("source", "note", "withdrawn_because"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(percent__isnull=False) | ~Q(trend=""),
                name="indicators_value_says_something",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(is_estimate=False), name="indicators_only_settled_replaces"
            ),
            models.UniqueConstraint(
                fields=("replaces",),
                condition=Q(replaces__isnull=False, withdrawn_at__isnull=True),
                name="indicators_estimate_replaced_once",
            ),
        )
        indexes = (models.Index(fields=("indicator", "as_of")),)

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.as_of}"


class OutcomeConditionQuerySet(models.QuerySet["OutcomeCondition"]):
    def in_force(self) -> OutcomeConditionQuerySet:
        """Set and not removed."""
        return self.filter(removed_at__isnull=True)


class OutcomeCondition(Classified):
    """What must be true, by a settled figure, before a finding may be closed. A removed one stays with its reason."""

    secret_fields = ("removed_because",)

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="conditions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="conditions")
    basis = models.CharField(_("looks at"), max_length=8, choices=Basis.choices, default=Basis.VALUE)
    comparator = models.CharField(_("condition"), max_length=4, choices=Comparator.choices)
    threshold = models.DecimalField(_("threshold"), max_digits=20, decimal_places=4)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    removed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_because = models.TextField(_("why it was removed"), blank=True, default="")

    objects: ClassVar[OutcomeConditionQuerySet] = OutcomeConditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("finding", "id")
        constraints = (
            code_only_is_empty("removed_because"),
            models.UniqueConstraint(
                fields=("finding", "indicator", "basis", "comparator"),
                condition=Q(removed_at__isnull=True),
                name="indicators_condition_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding_id}: {self.indicator_id} {self.comparator} {self.threshold}"
