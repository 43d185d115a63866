"""What the journal says of this room. How an authority answered is part of the type, so that each is told in the
reader's language."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import AnswerKind

register("escalation.obstacle_raised_within", _("reported an obstacle within own authority: “%(text)s”"))
register("escalation.obstacle_raised_beyond", _("reported an obstacle beyond own authority: “%(text)s”"))
register("escalation.obstacle_resolved", _("resolved an obstacle: %(how)s"))
register("escalation.request_drafted", _("drafted a request to %(authority)s: “%(title)s”"))
register("escalation.request_amended", _("changed the draft of the request to %(authority)s: “%(title)s”"))
register("escalation.request_sent", _("sent a request to %(authority)s on %(day)s: “%(title)s”"))
register("escalation.request_sent_by_letter", _("sent a request to %(authority)s on %(day)s: “%(title)s” (%(letter)s)"))
register("escalation.request_received", _("recorded that %(authority)s received the request “%(title)s” on %(day)s"))
for kind in AnswerKind:
    if kind != AnswerKind.FORWARDED:
        register(
            f"escalation.answered.{kind.value}",
            format_lazy(
                _("recorded the answer of %(authority)s to “%(title)s” ({kind}, %(day)s): %(text)s"), kind=kind.label
            ),
        )
register(
    "escalation.answered.forwarded",
    _("recorded that %(authority)s forwarded “%(title)s” to %(to)s on %(day)s: %(text)s"),
)
