"""Form fields for files: what is refused is refused by name, beside the field, before anything is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from chuyenbien.core.forms import FilesField, ManyFilesInput
from chuyenbien.core.verdict import Refused

from .. import content


def _check(upload: Any) -> Any:
    try:
        content.accept(upload)
    except Refused as refusal:
        raise ValidationError(str(refusal.reason), code="refused") from refusal
    return upload


class UploadsField(FilesField):
    """Several files of the kinds that are taken."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFilesInput(attrs={"accept": content.ACCEPT}))
        super().__init__(allow_empty_file=True, **kwargs)  # refused by name instead

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [_check(upload) for upload in super().clean(data, initial)]


class UploadField(forms.FileField):
    """One file of the kinds that are taken."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": content.ACCEPT}))
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        cleaned = super().clean(data, initial)
        return _check(cleaned) if cleaned else cleaned
