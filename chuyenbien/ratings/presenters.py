"""What the journal says of this room. A level is part of the type: each reader hears it in their own language."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import RATED, HandKey, Level, PetitionAnswer

register("ratings.opened", _("opened the ratings of %(count)s bodies of “%(cycle)s”"))
register("ratings.people_opened", _("opened the ratings of %(count)s people of “%(cycle)s”"))
register("ratings.person_opened", _("opened the rating of %(subject)s in “%(cycle)s”"))
register("ratings.grouped", _("put %(subject)s into the group of similar posts “%(group)s”"))
register("ratings.list_confirmed", _("confirmed that the list of tasks of %(subject)s is complete: %(count)s tasks"))
register("ratings.list_withdrawn", _("took back the confirmation of the list of tasks of %(subject)s"))
for fact in HandKey:
    register(
        f"ratings.fact_entered.{fact.value}",
        format_lazy(_("entered a fact by document about %(subject)s: {fact}"), fact=fact.label),
    )
register("ratings.assessed.self", _("gave the own rating of %(subject)s"))
for level in RATED:
    register(
        f"ratings.assessed.self.{level.value}",
        format_lazy(_("gave the own rating of %(subject)s: {level}"), level=level.label),
    )
    register(
        f"ratings.assessed.appraisal.{level.value}",
        format_lazy(_("appraised %(subject)s: {level}"), level=level.label),
    )
for level in Level:
    register(
        f"ratings.decided.{level.value}",
        format_lazy(_("decided the rating of %(subject)s: {level}"), level=level.label),
    )
    register(
        f"ratings.corrected.{level.value}",
        format_lazy(_("corrected the rating of %(subject)s: {level}"), level=level.label),
    )
register(
    "ratings.ballots_counted",
    _("recorded the count of a secret vote on %(subject)s: %(valid)s valid papers of %(issued)s issued"),
)
register(
    "ratings.quota_exceeded",
    _("recorded that the group “%(group)s” may have %(allowed)s “excellent”, more than its share"),
)
register("ratings.quota_raised", _("recorded that the higher share applies to the group “%(group)s”"))
register("ratings.point_decided", _("decided for “%(cycle)s” how the regulation is read: %(point)s: %(value)s"))
register("ratings.published", _("published the rating of %(subject)s by “%(document)s”"))
register("ratings.all_published", _("published %(count)s ratings of “%(cycle)s” by “%(document)s”"))
register(
    "ratings.part_published",
    _(
        "published %(count)s ratings of “%(cycle)s” by “%(document)s” and left out %(left)s whose review is not "
        "finished"
    ),
)
register("ratings.notified", _("told %(subject)s of the rating on %(day)s"))
register("ratings.petition_filed", _("filed a petition about the rating of %(subject)s"))
for answer in PetitionAnswer:
    register(
        f"ratings.petition_answered.{answer.value}",
        format_lazy(_("answered the petition about the rating of %(subject)s: {answer}"), answer=answer.label),
    )
