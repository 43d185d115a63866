from __future__ import annotations

from django.db import models


class AccessEntry(models.Model):
    """A personal dossier was opened. Written before the page is sent; never changed."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    path = models.CharField(max_length=300)

    class Meta:
        indexes = (models.Index(fields=("kind", "subject_id")), models.Index(fields=("user_id", "at")))

    def __str__(self) -> str:
        return f"{self.user_id} read {self.kind} {self.subject_id}"
