"""The chain of events. Rows hold plain ids so that every room above can record."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One link. ``body`` is the canonical JSON that ``digest`` = sha256(previous + body) seals."""

    seq = models.BigIntegerField(primary_key=True)
    type = models.CharField(max_length=80)
    at = models.DateTimeField(help_text="time of the work; a story or a late entry may differ from recorded_at")
    recorded_at = models.DateTimeField(help_text="real time of writing, UTC")
    actor_id = models.BigIntegerField(null=True, help_text="account that typed it")
    person_id = models.BigIntegerField(null=True, help_text="person whose act it is")
    entered_by_id = models.BigIntegerField(null=True, help_text="person who typed it for another")
    unit_id = models.BigIntegerField(null=True, help_text="unit in whose name")
    body = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("seq",)
        indexes = (models.Index(fields=("type", "seq")), models.Index(fields=("unit_id", "seq")))

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class EventPayload(models.Model):
    """What an event says, beside the chain: a recorded redaction may empty it and the chain stays whole."""

    seq = models.BigIntegerField(primary_key=True)
    salt = models.CharField(max_length=64)
    data = models.TextField()

    def __str__(self) -> str:
        return str(self.seq)


class EventSubject(models.Model):
    """Which things an event is about, so that each one's timeline finds it."""

    seq = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes = (
            models.Index(fields=("kind", "subject_id", "seq")),
            models.Index(fields=("seq",)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} @{self.seq}"


class Redaction(models.Model):
    """An order to empty one event's payload: asked by one person, carried out by another, with a reason."""

    seq = models.BigIntegerField(unique=True)
    reason = models.TextField()
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    done_by_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(done_by_id__isnull=True) | ~models.Q(done_by_id=models.F("asked_by_id")),
                name="redaction_by_two_persons",
            ),
        )

    def __str__(self) -> str:
        return f"redaction of {self.seq}"
