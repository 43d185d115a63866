"""What the journal says of this room."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import Outcome

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
register(
    "preparing.round_opened",
    _("asked %(agencies)s agencies for opinions on “%(title)s” about %(bodies)s bodies, by %(day)s"),
)
register("preparing.answered.opinion", _("recorded the opinion of %(agency)s about %(body)s"))
register("preparing.answered.none", _("recorded that %(agency)s has no other opinion about %(body)s"))
register("preparing.answered_none", _("recorded that %(agency)s has no other opinion about %(count)s bodies"))
for outcome in Outcome:
    register(
        f"preparing.settled.{outcome.value}",
        format_lazy(
            _("recorded what the board settled for %(count)s bodies of “%(title)s”: {outcome}"), outcome=outcome.label
        ),
    )
register("preparing.told", _("told %(unit)s what was settled after the opinions"))
