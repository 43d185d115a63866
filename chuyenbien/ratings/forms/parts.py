"""What several forms of the room are made of."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from chuyenbien.documents.forms import ActForm
from chuyenbien.documents.models import Document

PAPER = _("As it stands in the register of documents. Register it first if it is not there.")


class SealedForm(ActForm):
    """An act about a subject that may be known by a code only; then its texts are not asked."""

    texts: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, code_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code_only:
            for name in self.texts:
                self.fields.pop(name, None)
        document: Any = self.fields.get("document")
        if document is not None:
            document.queryset = Document.objects.visible_to(self.actor.standing)
