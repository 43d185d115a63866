from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from chuyenbien.core import clock

from ..book import Book, digest_of


class PinnedPack(models.Model):
    """A resolved book as it was when something was opened under it. It never changes; the same book is kept once."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    key = models.CharField(max_length=60)
    text = models.TextField(editable=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="regulations_pinned_text"),)

    def __str__(self) -> str:
        return f"{self.key} {self.digest[:12]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once."""
        if not self._state.adding:
            raise TypeError("a pinned pack is never changed")
        super().save(*args, **kwargs)

    @cached_property
    def book(self) -> Book:
        """The book, as it was. Raises ``ValueError`` when the row is not what was pinned."""
        if digest_of(self.text) != self.digest:
            raise ValueError(f"pinned pack {self.pk} was changed outside the program")
        return Book.from_text(self.text)
