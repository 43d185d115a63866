"""What the journal says of this room. Kinds of roles, hierarchies and ends are part of the type, so that
each is told in the reader's language."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import Hierarchy, Role, Succession


def _register_each(type: str, kinds: type[TextChoices], sentence: Any) -> None:
    """One type per kind; ``{kind}`` in the sentence is the kind's label."""
    for kind in kinds:
        register(f"{type}.{kind.value}", format_lazy(sentence, kind=kind.label))


register("orgs.unit_created", _("entered the unit “%(name)s”, existing since %(since)s"))
register("orgs.unit_renamed", _("renamed “%(former)s” to “%(name)s” from %(since)s"))
register("orgs.unit_corrected", _("corrected the entry of “%(name)s”"))
_register_each(
    "orgs.unit_linked",
    Hierarchy,
    _("placed “%(child)s” under “%(parent)s” ({kind} hierarchy) from %(since)s"),
)
_register_each(
    "orgs.unit_unlinked",
    Hierarchy,
    _("ended the place of “%(child)s” under “%(parent)s” ({kind} hierarchy) on %(on)s"),
)
_register_each(
    "orgs.unit_closed", Succession, _("ended “%(name)s” from %(on)s by %(legal_act)s: {kind} %(successors)s")
)
register("orgs.person_created", _("entered %(person)s"))
register("orgs.person_corrected", _("corrected the entry of %(person)s"))
register("orgs.person_left", _("recorded that %(person)s left office on %(on)s"))
register("orgs.person_returned", _("recorded that %(person)s is in office again"))
register("orgs.account_opened", _("opened the account “%(username)s” for %(person)s"))
register("orgs.account_ended", _("ended the account of %(person)s"))
register("orgs.account_restored", _("restored the account of %(person)s"))
_register_each("orgs.role_given", Role, _("gave %(person)s the role “{kind}” in %(unit)s from %(since)s"))
_register_each("orgs.role_ended", Role, _("ended the role “{kind}” of %(person)s in %(unit)s on %(on)s"))
register("orgs.post_added", _("entered the post “%(title)s” of %(unit)s"))
register("orgs.post_ended", _("ended the post “%(title)s” of %(unit)s on %(on)s"))
register("orgs.charged", _("put %(person)s in charge of %(what)s in %(unit)s"))
register("orgs.charge_ended", _("ended the charge of %(person)s with %(what)s in %(unit)s on %(on)s"))
register("orgs.inspection_granted", _("let %(person)s inspect %(unit)s by %(decision)s until %(until)s"))
register("orgs.inspection_ended", _("ended the inspection of %(unit)s by %(person)s on %(on)s"))
register("orgs.calendar_day_added", _("entered %(day)s “%(name)s” in the table of holidays"))
register("orgs.calendar_day_changed", _("changed “%(old)s” in the table of holidays to %(day)s “%(name)s”"))
register("orgs.calendar_day_removed", _("took %(day)s “%(name)s” out of the table of holidays"))
register("orgs.code_added", _("added “%(entry)s” to a code list"))
register("orgs.code_changed", _("changed “%(entry)s” in a code list"))
