"""What the journal says of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("preparing.named", _("named %(person)s to prepare the suggestions of “%(cycle)s”"))
register("preparing.withdrawn", _("withdrew %(person)s from preparing the suggestions of “%(cycle)s”"))
register("preparing.taken", _("took a matter of the record into the draft suggestion to %(body)s as its basis"))
register(
    "preparing.decided",
    _("recorded which bodies are suggested in “%(cycle)s”: %(suggested)s of %(count)s"),
)
register(
    "preparing.corrected",
    _("corrected which bodies are suggested in “%(cycle)s”: %(suggested)s of %(count)s"),
)
