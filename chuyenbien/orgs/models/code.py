from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..enums import CodeList


class CodeQuerySet(models.QuerySet["Code"]):
    def of(self, list: str) -> CodeQuerySet:
        """The active entries of one list, in order."""
        return self.filter(list=list, is_active=True)


class Code(models.Model):
    """One entry of a code list that an office keeps itself: a field, a kind of unit, a kind of obstacle …"""

    list = models.CharField(_("list"), max_length=20, choices=CodeList.choices)
    code = models.CharField(_("code"), max_length=40)
    label_vi = models.CharField(_("label in Vietnamese"), max_length=160)
    label_en = models.CharField(_("label in English"), max_length=160)
    order = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects: ClassVar[CodeQuerySet] = CodeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("list", "order", "code")
        constraints = (models.UniqueConstraint(fields=("list", "code"), name="orgs_code_once_per_list"),)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return self.label_en if (get_language() or "vi").startswith("en") else self.label_vi

    @property
    def shown_title(self) -> str:
        return f"{self.label_vi} / {self.label_en}"
