"""What the journal says of this room. How an explanation was judged is part of the type, so that each reader hears it
in their own language."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

from .enums import Answer, TakenUp

register("reviews.cycle_opened", _("opened the review cycle “%(name)s”, period %(start)s – %(end)s"))
register("reviews.milestones_set", _("set the calendar: %(new)s"))
register("reviews.body_added", _("put %(body)s under review"))
register("reviews.bodies_added", _("put %(count)s bodies under review: %(bodies)s"))
register("reviews.many_bodies_added", _("put %(count)s bodies under review"))
register("reviews.chosen_bodies_added", _("put %(count)s bodies at or below %(below)s under review"))
register("reviews.body_withdrawn", _("took %(body)s out of the review cycle"))
register("reviews.cycle_closed", _("closed the review cycle “%(name)s”"))
register("reviews.suggestion_drafted", _("prepared a suggestion to %(body)s with %(count)s points"))
register("reviews.suggestion_edited", _("edited the draft suggestion to %(body)s, now %(count)s points"))
register(
    "reviews.suggestion_issued",
    _("issued the suggestion to %(body)s with %(count)s points, letter No. %(number)s of %(day)s"),
)
register(
    "reviews.suggestion_issued_unnumbered",
    _("issued the suggestion to %(body)s with %(count)s points; number or date of the letter are not known here"),
)
register("reviews.explained", _("explained point %(number)s “%(item)s”"))
for answer in Answer:
    register(
        f"reviews.explanation_judged.{answer.value}",
        format_lazy(_("judged the explanation of point %(number)s “%(item)s”: {answer}"), answer=answer.label),
    )
register("reviews.delegation_formed", _("formed delegation No. %(number)s: head %(head)s, secretary %(secretary)s"))
register("reviews.delegation_changed", _("changed the members of delegation No. %(number)s: %(new)s"))
register("reviews.delegation_assigned", _("gave %(body)s to delegation No. %(number)s"))
register("reviews.bodies_assigned", _("gave %(bodies)s to delegation No. %(number)s"))
register("reviews.delegation_released", _("took %(body)s away from delegation No. %(number)s"))
register("reviews.section_written", _("wrote section %(section)s of the report"))
register("reviews.entered_concluded", _("entered that the review of %(body)s was held and concluded"))
register("reviews.dossier_submitted", _("submitted the review report of %(body)s"))
register("reviews.version_sent", _("sent version %(number)s of the report of %(body)s to %(count)s people on %(day)s"))
register("reviews.opinion_given.opinion", _("recorded an opinion on version %(number)s of the report of %(body)s"))
register("reviews.opinion_given.none", _("recorded “no other opinion” on version %(number)s of the report of %(body)s"))
for taken in TakenUp:
    if taken != TakenUp.OPEN:
        register(
            f"reviews.opinion_considered.{taken.value}",
            format_lazy(
                _("considered an opinion on version %(number)s of the report of %(body)s: {taken}"), taken=taken.label
            ),
        )
register("reviews.topics_set", _("set the topics chosen for deep review: %(count)s"))
register("reviews.dossier_commented", _("commented on the draft report of %(body)s"))
register("reviews.dossier_sent_back", _("asked %(body)s to complete its report"))
register(
    "reviews.unanswered_overridden",
    _("let the conference of %(body)s be held although points %(items)s are unanswered"),
)
register("reviews.dossier_reopened", _("reopened the review of %(body)s, round %(round)s"))
register("reviews.dossier_closed", _("closed the dossier of %(body)s"))
register("reviews.data_locked", _("closed the review cycle “%(name)s” for data"))
register(
    "reviews.data_reopened",
    _("opened the data of the review cycle “%(name)s” again until the end of %(until)s, by %(document)s"),
)
register("reviews.data_reopening_ended", _("closed the data of the review cycle “%(name)s” again"))
