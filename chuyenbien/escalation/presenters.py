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
register("escalation.request_dropped", _("decided not to send the request to %(authority)s: “%(title)s”; %(text)s"))
register(
    "escalation.request_supplied", _("supplied to %(authority)s on %(day)s what it asked for, “%(title)s”: %(text)s")
)
register(
    "escalation.receipt_overdue",
    _("%(authority)s had not acknowledged “%(title)s” by %(day)s; the asker and the head of the authority were told"),
)
register(
    "escalation.reply_overdue",
    _("%(authority)s had not decided on “%(title)s” by %(day)s; the asker and the head of the authority were told"),
)
register(
    "escalation.next_drafted",
    _("%(authority)s had not decided by %(day)s; a draft to %(to)s was laid before %(signer)s to read and sign"),
)
register(
    "escalation.draft_lapsed", _("the draft of a request to %(authority)s was taken back: the reply it waited for came")
)
register(
    "escalation.terms_set",
    _(
        "set for petitions from %(title)s, from %(day)s on: %(acknowledge)s working days to acknowledge, "
        "%(decide)s to decide"
    ),
)
register("escalation.next_set", _("set that petitions from %(title)s go next to %(authority)s, from %(day)s on"))
register("escalation.next_left_to_chain", _("left the next authority for %(title)s to its chain, from %(day)s on"))
_LISTS = {
    "begun": _("began the list of hard and long-standing matters of %(unit)s for %(year)s"),
    "approved": _("approved the list of hard and long-standing matters of %(unit)s for %(year)s (%(document)s)"),
    "closed": _(
        "closed the list of hard and long-standing matters of %(unit)s for %(year)s: %(done)s ended, "
        "%(carried)s carried into the next year"
    ),
    "entry_added": _("put “%(title)s” on the list of %(unit)s for %(year)s, sponsored by %(sponsor)s"),
    "entry_removed": _("took “%(title)s” off the list of %(unit)s for %(year)s"),
}
for name, sentence in _LISTS.items():
    register(f"escalation.list_{name}", sentence)
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
