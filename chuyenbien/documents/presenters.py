"""What the journal says of this room."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.models import Classification
from chuyenbien.journal.sentences import register

register("documents.registered", _("registered “%(title)s”"))
register("documents.basis_registered", _("registered “%(title)s” as the paper for an entry on behalf of %(person)s"))
register("documents.corrected", _("corrected “%(old)s” to “%(title)s”"))
register("documents.files_attached", _("attached %(files)s to “%(title)s”"))
register("documents.task_assigned", _("entered the task “%(task)s” that “%(directive)s” assigns to %(unit)s"))
for level in Classification:
    register(
        f"documents.reclassified.{level.value}",
        format_lazy(_("changed the confidentiality to “{level}”"), level=level.label),
    )
