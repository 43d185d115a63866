from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html


class NameBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick beside names, which are marked as Vietnamese."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        marked = format_html('<span lang="vi">{}</span>', label)
        option: dict[str, Any] = super().create_option(name, value, marked, *args, **kwargs)
        return option
