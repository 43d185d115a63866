"""What the journal says of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register(
    "regulations.point_decided",
    _("decided how %(unit)s reads “%(point)s” (%(pack)s): %(value)s, on the basis of “%(document)s”"),
)
register(
    "regulations.decision_withdrawn",
    _("withdrew the decision of %(unit)s on “%(point)s” (%(pack)s)"),
)
