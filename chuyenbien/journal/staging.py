"""Files that came with a refused form: kept by token until the form is sent again, swept after a day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db.models import Q
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from chuyenbien.core import clock

from .models import StagedUpload

_LIFETIME = dt.timedelta(days=1)


def _path(token: uuid.UUID) -> Path:
    folder: Path = settings.STAGING_DIR
    folder.mkdir(parents=True, exist_ok=True)
    return folder / str(token)


def sweep(*, strangers_after: dt.timedelta | None = None) -> None:
    """Throw away what waited for more than a day; what strangers sent may wait less."""
    now = clock.real_now()
    old = Q(at__lt=now - _LIFETIME)
    if strangers_after is not None:
        old |= Q(user_id=None, at__lt=now - strangers_after)
    for row in StagedUpload.objects.filter(old)[:100]:
        _forget(row)


def _forget(row: StagedUpload) -> None:
    _path(row.token).unlink(missing_ok=True)
    row.delete()


def stage(upload: UploadedFile[Any], *, field: str, user_id: int | None) -> StagedUpload:
    """Keep one upload; returns its row, whose token the form carries."""
    sweep()
    token = uuid.uuid4()
    upload.seek(0)
    with _path(token).open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    return StagedUpload.objects.create(
        token=token,
        user_id=user_id,
        field=field,
        name=(upload.name or "")[-255:],
        content_type=(upload.content_type or "")[:120],
        size=upload.size or 0,
        at=clock.real_now(),
    )


def _tokens(raw: Iterable[str]) -> list[uuid.UUID]:
    found = []
    for one in raw:
        try:
            found.append(uuid.UUID(one))
        except ValueError:
            continue
    return found


def staged_for(request: HttpRequest, field: str) -> list[StagedUpload]:
    """The staged uploads a sent form names for a field; only one's own, or those made before signing in."""
    tokens = _tokens(request.POST.getlist(f"{field}_staged"))
    user_id = request.user.pk
    rows = sorted(StagedUpload.objects.filter(token__in=tokens, field=field), key=lambda row: tokens.index(row.token))
    return [row for row in rows if row.user_id in (user_id, None) and _path(row.token).exists()]


def files_with_staged(request: HttpRequest, file_fields: Iterable[str]) -> MultiValueDict[str, UploadedFile[Any]]:
    """The request's files, completed with those staged earlier."""
    files: MultiValueDict[str, Any] = request.FILES.copy()
    for field in file_fields:
        if files.getlist(field):
            continue
        for row in staged_for(request, field):
            content = _path(row.token).read_bytes()
            files.appendlist(
                field, SimpleUploadedFile(row.name, content, row.content_type or "application/octet-stream")
            )
    return files


def keep(request: HttpRequest, form: forms.Form) -> dict[str, list[dict[str, Any]]]:
    """Stage what a refused form brought and name what is already staged, per field, for the template."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for field, widget in form.fields.items():
        if not isinstance(widget, forms.FileField):
            continue
        fresh = request.FILES.getlist(field)
        rows = (
            [stage(one, field=field, user_id=request.user.pk) for one in fresh if one.size]
            if field not in form.errors
            else []
        )
        rows = rows or ([] if fresh else staged_for(request, field))
        if rows:
            kept[field] = [{"token": str(row.token), "name": row.name, "size": row.size} for row in rows]
    return kept


def release(request: HttpRequest, form: forms.Form) -> None:
    """Forget what was staged for a form that has been carried out."""
    for field, widget in form.fields.items():
        if isinstance(widget, forms.FileField):
            for row in staged_for(request, field):
                _forget(row)
