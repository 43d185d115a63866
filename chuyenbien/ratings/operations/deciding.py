"""The competent body decides, corrects, and says where the share of *excellent* may be exceeded."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.draw.values import number
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.documents.models import Document
from chuyenbien.orgs.acting import Actor
from chuyenbien.regulations import engine
from chuyenbien.regulations.engine import Check
from chuyenbien.regulations.limits import needs_explanation
from chuyenbien.regulations.points import rank
from chuyenbien.reviews.models import ReviewCycle

from .. import keeping, quotas, reviewed, rules, weighing
from ..enums import RATED, Level, QuotaKind, RatingState, Step
from ..models import QuotaDecision, Rating, RatingDecision
from ..reading import book_of
from ..weighing import Weighing
from .guarding import by_document, guard, text_of


@dataclass(frozen=True)
class _Given:
    """What was decided, as it was typed."""

    level: str
    exemption: str
    document: Document | None
    because: str
    above_unit_because: str
    points: Decimal | None


def decide(
    rating: Rating,
    level: str,
    *,
    by: Actor,
    document: Document | None,
    exemption: str = "",
    because: str = "",
    above_unit_because: str = "",
    points: Decimal | None = None,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> RatingDecision:
    """Decide the level, or that the subject is not rated and by which case of the regulation."""
    guard(rules.can_decide, by, rating)
    given = _Given(level, exemption, document, because, above_unit_because, points)
    rating.take_revision(revision, ())
    made = _decision(rating, given, by=by, at=at)
    made.save()
    rating.level, rating.state = made.level, RatingState.DECIDED
    rating.save(update_fields=["level", "state"])
    data = {"subject": rating.shown_name}
    journal.record(f"ratings.decided.{made.level}", rating, by=by, at=at, because=made.reason, data=data)
    return made


def correct_decision(
    rating: Rating,
    level: str,
    *,
    by: Actor,
    document: Document | None,
    correction: str,
    exemption: str = "",
    because: str = "",
    above_unit_because: str = "",
    points: Decimal | None = None,
    revision: int | None = None,
    at: dt.datetime | None = None,
) -> RatingDecision:
    """Decide anew, saying why. What was decided before stays readable."""
    guard(rules.can_correct, by, rating)
    correction = text_of(rating, correction, "correction", _("Say why the decision is corrected."))
    old = RatingDecision.objects.get(rating=rating, replaced_at=None)
    if (old.level, old.exemption, old.points) == (level, exemption, points):
        raise Refused(_("This is what has been decided already."), field="level")
    given = _Given(level, exemption, document, because, above_unit_because, points)
    rating.take_revision(revision, ())
    made = _decision(rating, given, by=by, at=at)
    made.correction_reason = correction
    RatingDecision.objects.filter(pk=old.pk).update(replaced_at=made.at)
    made.save()
    rating.level = made.level
    rating.save(update_fields=["level"])
    data = {"subject": rating.shown_name}
    journal.record(f"ratings.corrected.{made.level}", rating, by=by, at=at, because=correction, data=data)
    return made


def decide_quota(
    cycle: ReviewCycle,
    group: str,
    kind: str,
    *,
    by: Actor,
    document: Document | None,
    because: str,
    allowed: int | None = None,
    at: dt.datetime | None = None,
) -> QuotaDecision:
    """Record that a group takes the higher share, or that more *excellent* are allowed than the share gives."""
    require(rules.leads(by, cycle))
    found = next((one for one in quotas.groups(cycle) if one.key == group), None)
    if found is None:
        raise Refused(_("There is no such group in this cycle."), field="group")
    if kind not in QuotaKind.values:
        raise Refused(_("Say what is decided."), field="kind")
    book = book_of(cycle)
    if kind == QuotaKind.RAISED and (book is None or book.value("quota_raised_percent") is None):
        raise Refused(_("The regulation of this cycle knows no higher share."), field="kind")
    if kind == QuotaKind.EXCEEDED and allowed is None:
        raise Refused(_("Say how many “excellent” are allowed."), field="allowed")
    paper = by_document(document)
    because = nfc(because).strip()
    if not because:
        raise Refused(_("Say why."), field="because")
    moment = at or clock.now()
    QuotaDecision.objects.filter(cycle=cycle, group=group, kind=kind, replaced_at=None).update(replaced_at=moment)
    made = QuotaDecision.objects.create(
        cycle=cycle,
        group=group,
        kind=kind,
        allowed=allowed if kind == QuotaKind.EXCEEDED else None,
        document=paper,
        reason=because,
        by=by.person,
        entered_by=by.entered_by,
        at=moment,
    )
    data: dict[str, Any] = {"group": found.name or "—", "allowed": made.allowed or 0}
    journal.record(f"ratings.quota_{kind}", made, by=by, at=at, because=because, data=data)
    return made


def _decision(rating: Rating, given: _Given, *, by: Actor, at: dt.datetime | None) -> RatingDecision:
    """The new decision, with everything checked that the regulation asks of it."""
    weighed = weighing.weigh(rating)
    if weighed is None:
        raise Refused(_("The rule pack of this cycle is not here; nothing can be weighed."))
    made = RatingDecision(
        rating=rating,
        level=given.level,
        document=by_document(given.document),
        proposed_outcome=weighed.outcome,
        proposed_level=weighed.level,
        weighed="" if rating.is_code_only else keeping.kept(weighed),
        by=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
        classification=rating.classification,
        code=rating.code,
    )
    if given.level == Level.NOT_RATED:
        found = _exemption(weighed, given.exemption)
        made.exemption, made.citation = found.point.key, found.point.citation[:500]
    elif given.level not in RATED:
        raise Refused(_("Choose one of the four levels, or that the subject is not rated."), field="level")
    elif weighed.record.owed:
        raise Refused(reviewed.words(weighed.record.owed), field="level")
    elif given.exemption:
        raise Refused(_("Choose either a level or the case in which there is none."), field="exemption")
    made.points = _points(weighed, given)
    made.reason = text_of(rating, given.because, "because", _to_explain(made, weighed))
    made.above_unit_reason = _above_unit(rating, weighed, made.level, given.above_unit_because)
    _within_quota(rating, made.level)
    return made


def _points(weighed: Weighing, given: _Given) -> Decimal | None:
    """The points decided, where any are recorded: on the scale of the pack and within it."""
    if given.points is None:
        return None
    if weighed.book.scale != "points" or given.level == Level.NOT_RATED:
        words = _("Points are recorded only where the regulation rates by points and a level is decided.")
        raise Refused(words, field="points")
    parts = [weighed.book.value(key) for key in ("general_points", "results_points")]
    most = sum((Decimal(one) for one in parts if isinstance(one, int | Decimal)), Decimal(0))
    if given.points < 0 or (most and given.points > most):
        raise Refused(_("At most %(most)s points.") % {"most": number(most)}, field="points")
    return given.points


def _to_explain(made: RatingDecision, weighed: Weighing) -> str:
    """Why the decision is explained in writing; empty where it need not be.

    It is where it departs from what the record proposes, or from the appraisal: by the level, or by as many points as
    the pack says (point ``explanation_limit``; where the pack gives none, only the level counts).
    """
    if _departs(made, weighed):
        return _("This is not what the record and the regulation propose. Say why.")
    appraisal = weighed.record.assessments.get(Step.APPRAISAL)
    if appraisal is None:
        return ""
    if appraisal.level != made.level:
        told = {"level": appraisal.get_level_display()}
        return _("The decision differs from the appraisal (%(level)s). Explain it in writing.") % told
    difference = needs_explanation(weighed.book, appraisal.points, made.points)
    if difference.needed and difference.point is not None:
        told = {"points": number(difference.points), "limit": number(difference.point.value)}
        return (
            _("The points differ from the appraisal by %(points)s; from %(limit)s on this is explained in writing.")
            % told
        )
    return ""


def _departs(made: RatingDecision, weighed: Weighing) -> bool:
    if made.level == Level.NOT_RATED:
        exempt = weighed.outcome in (engine.NOT_RATED, engine.NOT_REVIEWED)
        return not exempt
    return made.departs


def _exemption(weighed: Weighing, key: str) -> Check:
    """The case of the regulation by which there is no rating; it must hold, or be for the competent body to decide."""
    found = next((one for one in weighed.proposal.exemptions if one.point.key == key), None)
    if found is None:
        raise Refused(_("Choose the case of the regulation in which there is no rating."), field="exemption")
    if found.state == engine.MET:
        raise Refused(_("By the record this case does not hold."), field="exemption")
    if found.state == engine.UNKNOWN_STATE:
        words = _("Whether this case holds is not known. Enter the fact with its document first.")
        raise Refused(words, field="exemption")
    return found


def _above_unit(rating: Rating, weighed: Weighing, level: str, because: str) -> str:
    """A head above the own unit, where the regulation says that this is not done, needs a reason of its own."""
    above = weighed.above_unit
    unit = weighed.record.unit_level
    if above is None or level not in RATED or unit not in RATED or rank(level) <= rank(unit):
        return text_of(rating, because, "above_unit_because")
    wanted = _("The head would be rated above the own unit (%(unit)s). Say why.") % {"unit": Level(unit).label}
    return text_of(rating, because, "above_unit_because", wanted)


def _within_quota(rating: Rating, level: str) -> None:
    """No decision exceeds the share of *excellent*, or exceeds it further, without a recorded one on the group.

    What others were appraised hinders nobody: only who becomes *excellent*, or who narrows what the share is taken of.
    """
    group = quotas.group_of(rating, level=level)
    if group is None or group.is_allowed:
        return
    before = quotas.group_of(rating, level=rating.level or rating.appraisal_level)
    if level != Level.EXCELLENT and before is not None and group.over <= before.over:
        return
    words = _(
        "In this group “excellent” would be over the share: over by %(over)s. Record the competent body’s decision on "
        "the group first."
    )
    raise Refused(words % {"over": number(group.over)}, field="level")
