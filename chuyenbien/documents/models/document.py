from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import (
    Classified,
    Illustrative,
    Revisioned,
    Searchable,
    SearchQuerySet,
    code_only_is_empty,
)
from chuyenbien.orgs.access import VisibleQuerySet
from chuyenbien.orgs.models import Code, Involvement, Matter, Person, Unit

from ..enums import Direction
from .file import StoredFile


class DocumentQuerySet(VisibleQuerySet["Document"], SearchQuerySet["Document"]):  # type: ignore[override]
    pass


class Document(Matter, Classified, Searchable, Illustrative, Revisioned):
    """An official document that exists on paper or in the office's own system: who issued what, when,
    under which number. Without a number yet, it says so; a number is never quoted before it exists."""

    secret_fields = ("number", "abstract", "signer")
    search_fields = ("number", "abstract", "issuer_name")

    direction = models.CharField(
        _("incoming or outgoing"), max_length=3, choices=Direction.choices, default=Direction.OUT
    )
    kind = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"))
    number = models.CharField(_("number and symbol"), max_length=80, blank=True, default="")
    issued_on = models.DateField(_("date"), null=True, blank=True)
    issuer = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("issuer"))
    issuer_name = models.CharField(max_length=250, blank=True, default="", editable=False)
    abstract = models.TextField(_("abstract"), blank=True, default="")
    signer = models.CharField(_("signed by"), max_length=200, blank=True, default="")
    files = models.ManyToManyField(StoredFile, blank=True, related_name="documents")
    registered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-issued_on", "-id")
        constraints = (code_only_is_empty("number", "abstract", "signer"),)

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return f"{self.number} — {self.abstract}" if self.number else self.abstract

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return [self.files.all(), self.tasks.all()]


class DocumentInvolvement(Involvement):
    matter = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"
