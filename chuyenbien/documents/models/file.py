from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, code_only_is_empty
from chuyenbien.orgs.models import Person


class StoredFile(Classified):
    """One uploaded file. Its bytes lie in the data folder under their SHA-256; the row says what they are.

    Seeing it follows from the thing it is attached to, never from its id alone.
    """

    secret_fields = ("name", "sha256", "content_type")

    name = models.CharField(_("file name"), max_length=255, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    content_type = models.CharField(max_length=120, blank=True, default="")
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("id",)
        constraints = (code_only_is_empty("name", "sha256", "content_type"),)

    def __str__(self) -> str:
        return self.shown_title

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    def empty_secret_fields(self, code: str) -> None:
        """Also forget the size: it, too, tells one file from another."""
        super().empty_secret_fields(code)
        self.size = 0
