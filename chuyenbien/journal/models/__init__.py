from .access import AccessEntry
from .command import Command, StagedUpload
from .event import Event, EventPayload, EventSubject, Redaction

__all__ = ["AccessEntry", "Command", "Event", "EventPayload", "EventSubject", "Redaction", "StagedUpload"]
