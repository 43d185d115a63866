from __future__ import annotations

from django.db import models


class Command(models.Model):
    """One sent form. A second use of its id shows the first result instead of acting again."""

    id = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    at = models.DateTimeField()
    result_url = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return str(self.id)


class StagedUpload(models.Model):
    """A file that came with a refused form and waits for the form to be sent again."""

    token = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField(null=True)
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120, blank=True, default="")
    size = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
