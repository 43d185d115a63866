"""What the journal says of this room. How a promise was kept is part of the type, so that each reader hears it in
their own language."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import CauseKind, Kept


def _register_each(type: str, kinds: type[TextChoices], sentence: Any) -> None:
    """One type per kind; ``{kind}`` in the sentence is the kind's label."""
    for kind in kinds:
        register(f"{type}.{kind.value}", format_lazy(sentence, kind=kind.label))


register("findings.drafted", _("drafted a limitation of the body itself: “%(title)s”"))
register("findings.stated", _("stated the limitation of %(body)s: “%(title)s”"))
register("findings.adopted", _("took the body's own limitation into follow-up: “%(title)s”"))
register("findings.sent_up", _("sent the body's own limitation up to %(superior)s: “%(title)s”"))
register("findings.edited", _("edited the draft “%(title)s”"))
register("findings.amended", _("amended “%(title)s”"))
register("findings.confirmed", _("confirmed that “%(title)s” still stands"))
register("findings.withdrawn", _("withdrew “%(title)s”"))
register("findings.carried", _("took %(count)s earlier findings of %(body)s into the review"))
register("findings.responsible_named", _("named %(person)s as responsible"))
register("findings.degree_quoted", _("quoted from %(document)s on the responsibility of %(person)s: “%(quotation)s”"))
register("findings.responsible_dropped", _("took back that %(person)s is responsible"))
register("findings.cause_removed", _("removed the cause “%(cause)s”"))
_register_each("findings.cause_added", CauseKind, _("added a cause ({kind}): “%(cause)s”"))
register("findings.prior_reported", _("reported on the remedy of “%(title)s” for section III"))
_register_each("findings.promise_kept", Kept, _("judged the commitment “%(promise)s”: {kind}"))
