from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classified, Illustrative, Searchable, SearchQuerySet, code_only_is_empty
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Code, Involvement, Matter, Unit

from .document import Document


class DirectiveTaskQuerySet(VisibleQuerySet["DirectiveTask"], SearchQuerySet["DirectiveTask"]):  # type: ignore[override]
    pass


class DirectiveTask(Matter, Classified, Searchable, Illustrative):
    """A task that a directive (resolution, programme, conclusion) assigns to a unit; actions come from it."""

    secret_fields = ("text",)
    search_fields = ("text",)

    directive = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="tasks")
    number = models.CharField(_("item"), max_length=20, blank=True, default="")
    text = models.TextField(_("task"), blank=True, default="")
    field = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="directive_tasks")
    due_on = models.DateField(_("due"), null=True, blank=True)

    objects: ClassVar[DirectiveTaskQuerySet] = DirectiveTaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("directive", "id")
        constraints = (code_only_is_empty("text"),)

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("documents:task", args=[self.pk])


class TaskInvolvement(Involvement):
    matter = models.ForeignKey(DirectiveTask, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"
