"""Keeping what was uploaded; a part of the verbs of every room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from chuyenbien.orgs.acting import Actor

from .. import content, files
from ..models import StoredFile


def store_upload(upload: UploadedFile[Any], *, by: Actor, field: str | None = None) -> StoredFile:
    """Check an upload, keep its bytes and then its row. Refused by name; a photo loses where it was taken."""
    accepted = content.accept(upload, field=field)
    return StoredFile.objects.create(
        name=accepted.name,
        sha256=files.write(accepted.data),
        size=len(accepted.data),
        content_type=accepted.content_type,
        uploaded_by=by.entered_by or by.person,
    )


def store_uploads(uploads: Iterable[UploadedFile[Any]], *, by: Actor, field: str | None = None) -> list[StoredFile]:
    return [store_upload(upload, by=by, field=field) for upload in uploads]
