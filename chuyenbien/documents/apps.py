from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from chuyenbien.orgs.access import Standing

    from .models import StoredFile


def _sees_document(stored: StoredFile, standing: Standing) -> bool:
    from .models import Document

    return Document.objects.visible_to(standing).filter(files=stored).exists()


class DocumentsConfig(AppConfig):
    name = "chuyenbien.documents"
    label = "documents"

    def ready(self) -> None:
        from chuyenbien.core.navigation import Entry, register

        from . import files, presenters  # noqa: F401

        files.register_owner(_sees_document)
        section = _("Records")
        register(Entry(710, _("Register of documents"), "documents:documents", "files", section=section))
        register(Entry(720, _("Tasks from directives"), "documents:tasks", "list", section=section))
