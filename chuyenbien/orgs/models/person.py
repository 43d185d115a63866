from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import (
    Classified,
    Illustrative,
    Revisioned,
    Searchable,
    SearchQuerySet,
    code_only_is_empty,
)
from chuyenbien.core.text import name_sort_key


class PersonQuerySet(SearchQuerySet["Person"]):
    pass


class Person(Classified, Searchable, Illustrative, Revisioned):
    """A person of the organisation, with or without an account. Called by their office on most pages."""

    secret_fields = ("full_name", "office", "contact")
    search_fields = ("full_name", "office")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )
    full_name = models.CharField(_("full name"), max_length=160, blank=True, default="")
    office = models.CharField(
        _("office"), max_length=200, blank=True, default="", help_text=_("What the person is called by.")
    )
    contact = models.CharField(_("contact"), max_length=200, blank=True, default="")
    sort_key = models.CharField(max_length=500, blank=True, default="", editable=False)
    is_active = models.BooleanField(_("in office"), default=True)

    objects: ClassVar[PersonQuerySet] = PersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("sort_key", "id")
        constraints = (code_only_is_empty("full_name", "office", "contact"),)

    def __str__(self) -> str:
        return self.shown_title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = name_sort_key(self.full_name)[:500]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        super().save(*args, **kwargs)

    def own_title(self) -> str:
        return self.full_name or self.office

    def get_absolute_url(self) -> str:
        return reverse("orgs:person", args=[self.pk])
