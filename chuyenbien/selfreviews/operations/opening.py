"""Who owes a self-review, and what is brought into it from before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock, owing
from chuyenbien.core.models import Classification
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused, require
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Membership, Person
from chuyenbien.reviews.models import ReviewDossier

from .. import rules, sheets
from ..enums import PersonKind
from ..models import Commitment, EarlierPoint, SelfReview


def open_self_reviews(
    dossier: ReviewDossier,
    people: Sequence[Person],
    kind: str,
    *,
    by: Actor,
    code: str = "",
    is_illustrative: bool = False,
    at: dt.datetime | None = None,
) -> list[SelfReview]:
    """Say that people of a body owe a self-review, and bring in what they promised and answer for.

    Of somebody under central management, or known by a code, only the code is kept: no text and no file.
    """
    require(rules.can_open(by, dossier))
    if kind not in PersonKind.values:
        raise Refused(_("Choose what kind of person it is."), field="kind")
    sheet = sheets.sheet_of(dossier.cycle, kind)
    if sheet is None:
        raise Refused(
            _("The rule pack of this cycle names no form for this kind of person. Set it in a pack of the province."),
            field="kind",
        )
    if not people:
        raise Refused(_("Choose at least one person."), field="people")
    _refuse_strangers(dossier, people)
    code = nfc(code).strip()
    made = []
    for person in people:
        one = SelfReview(
            dossier=dossier,
            cycle=dossier.cycle,
            person=person,
            kind=kind,
            form=sheet.key,
            opened_by=by.person,
            opened_at=at or clock.now(),
            is_illustrative=is_illustrative or dossier.is_illustrative,
            classification=dossier.classification,
        )
        if kind == PersonKind.CENTRAL or person.is_code_only or dossier.is_code_only:
            _by_code_only(one, code, alone=len(people) == 1)
        one.save()
        _bring_in(one)
        made.append(one)
    journal.record("selfreviews.opened", dossier, by=by, at=at, data={"count": len(made)})
    for one in made:
        if one.is_code_only:
            owing.code_only(dossier.cycle, one.person, one.code, by=by)
    return made


def _refuse_strangers(dossier: ReviewDossier, people: Sequence[Person]) -> None:
    keys = [one.pk for one in people]
    if SelfReview.objects.filter(cycle_id=dossier.cycle_id, person__in=keys).exists():
        raise Refused(
            _("One of them has a self-review in this cycle already; everybody writes one only."), field="people"
        )
    period = Membership.objects.filter(
        person__in=keys, unit_id=dossier.body_id, valid_from__lte=dossier.cycle.period_end
    ).exclude(valid_until__lt=dossier.cycle.period_start)
    if set(keys) - set(period.values_list("person_id", flat=True)):
        raise Refused(_("One of them held no post in the body within the period."), field="people")


def _by_code_only(one: SelfReview, code: str, *, alone: bool) -> None:
    """Known by a code: the person's own, else the one typed for this person alone, else a number of the dossier's."""
    own = one.person.code if one.person.is_code_only else ""
    if one.dossier.is_code_only and not own and not (code and alone):
        own = f"{one.dossier.code}/{one.dossier.self_reviews.count() + 1}"
    if not own and not alone:
        raise Refused(_("Open those who are known by a code one by one, each with its code."), field="people")
    if not own and not code:
        raise Refused(_("Give the code this person’s self-review is known by."), field="code")
    one.classification = Classification.CODE_ONLY
    one.code = own or code


def withdraw_self_review(review: SelfReview, *, by: Actor, at: dt.datetime | None = None) -> None:
    """Take one that was opened by mistake out of the list; nothing has been written in it."""
    verdict = rules.can_withdraw(by, review)
    if not rules.manages(by.standing, review.dossier):
        require(verdict)
    if not verdict:
        raise Refused(verdict.reason)
    dossier = review.dossier
    review.delete()
    journal.record("selfreviews.withdrawn", dossier, by=by, at=at)


def bring_in(review: SelfReview, *, by: Actor, at: dt.datetime | None = None) -> int:
    """Bring in what has come since: a limitation stated meanwhile, an earlier self-review handed in late."""
    require(rules.can_write(by, review))
    count = _bring_in(review)
    if not count:
        raise Refused(_("Nothing has come since."))
    journal.record("selfreviews.brought_in", review, by=by, at=at, data={"count": count})
    return count


def _bring_in(review: SelfReview) -> int:
    """Commitments of the latest earlier self-review, and limitations of earlier reviews the person answers for."""
    if review.is_code_only:
        return 0
    there = set(review.earlier_points.values_list("commitment_id", "finding_id"))
    commitments = [row.pk for row in earlier_commitments(review)]
    findings = earlier_findings(review)
    wanted: list[tuple[int | None, int | None]] = [(pk, None) for pk in commitments]
    wanted += [(None, pk) for pk in findings]
    new = [
        EarlierPoint(review=review, commitment_id=commitment, finding_id=finding, classification=review.classification)
        for commitment, finding in wanted
        if (commitment, finding) not in there
    ]
    EarlierPoint.objects.bulk_create(new)
    return len(new)


def earlier_commitments(review: SelfReview) -> list[Commitment]:
    """What the person committed themselves to in the latest earlier self-review that was handed in."""
    before = SelfReview.objects.sealed().filter(
        person_id=review.person_id, cycle__period_end__lt=review.cycle.period_end
    )
    last = before.exclude(pk=review.pk).order_by("-cycle__period_end", "-pk").first()
    return list(last.commitments.exclude(classification=Classification.CODE_ONLY)) if last else []


def earlier_findings(review: SelfReview) -> list[int]:
    """Limitations stated, not withdrawn, of reviews before this one, that name the person as responsible.

    Closed ones come too when they were closed within the period: they are what has been remedied.
    """
    rows = Finding.objects.filter(
        responsibilities__person_id=review.person_id,
        dossier__cycle__period_end__lt=review.cycle.period_end,
    ).exclude(classification=Classification.CODE_ONLY)
    still = rows.filter(state=FindingState.STATED)
    closed = rows.filter(state=FindingState.CLOSED, closed_at__gte=clock.moment_of(review.cycle.period_start, 0))
    return list((still | closed).order_by("pk").values_list("pk", flat=True).distinct())
