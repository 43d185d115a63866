"""What the journal says of this room. How a figure is compared is part of the type, so that each is told in the
reader's language."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import Comparator

register("indicators.created", _("entered the indicator “%(name)s” of %(unit)s"))
register("indicators.corrected", _("corrected the indicator “%(name)s”"))
register("indicators.measured", _("entered a settled figure of “%(name)s” as of %(as_of)s: %(figure)s"))
register("indicators.estimated", _("entered an estimate of “%(name)s” as of %(as_of)s: %(figure)s"))
register(
    "indicators.estimate_settled",
    _("settled “%(name)s” as of %(as_of)s: %(figure)s in place of the estimate %(replaced)s"),
)
register("indicators.value_withdrawn", _("withdrew the figure %(figure)s of “%(name)s” as of %(as_of)s"))
for kind in Comparator:
    register(
        f"indicators.condition_set.{kind.value}",
        format_lazy(_("made it a condition for closing: “%(name)s” {kind} %(threshold)s"), kind=kind.label),
    )
    register(
        f"indicators.condition_removed.{kind.value}",
        format_lazy(_("removed the condition for closing: “%(name)s” {kind} %(threshold)s"), kind=kind.label),
    )
