"""Who may do what around a conference. Who moves a review is read from the one table of transitions."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.once import once
from chuyenbien.core.verdict import Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.reviews import locks, transitions
from chuyenbien.reviews import rules as reviews
from chuyenbien.reviews.enums import DossierState, Move, Part
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from .enums import ConferenceState, Disposition
from .models import Conclusion, Conference, Direction
from .operations.directions import RECORDED_IN

KEEPERS = (Part.DELEGATION_SECRETARY, Part.DELEGATION_HEAD, Part.OFFICER)
"""Who keeps attendance and minutes."""

RECORDERS = (Part.DELEGATION_SECRETARY, Part.DELEGATION_HEAD, Part.OFFICER_ALONE)
"""Who records what the delegation directs; the office does where a body has none, else on behalf."""

DRAFTERS = (Part.DELEGATION_HEAD, Part.DELEGATION_SECRETARY, Part.OFFICER, Part.LEADER_ALONE)
"""Who prepares the conclusion."""

_BEFORE_HELD = (ConferenceState.SCHEDULED,)
_NOT_CANCELLED = (ConferenceState.SCHEDULED, ConferenceState.HELD)


def data_state(cycle: ReviewCycle) -> locks.State | None:
    """How a cycle stands that was closed for data. Two queries, once a page."""
    found: locks.State | None = once(("data state", cycle.pk), lambda: locks.state_of(cycle))
    return found


def _if_open(verdict: Verdict, dossier: ReviewDossier) -> Verdict:
    """The verdict, unless the cycle is closed for data; the journal would refuse the act only after it was typed."""
    state = data_state(dossier.cycle) if verdict else None
    if state is None or not state.is_locked:
        return verdict
    day = f"{clock.local_date(state.lock.locked_at):%d/%m/%Y}"
    return Verdict.no(
        _("This cycle has been closed for data since %(day)s. A leader of the superior board can open the data again.")
        % {"day": day}
    )


def can_schedule(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Call the conference of the present round."""
    verdict = reviews.may_move(by, dossier, Move.SCHEDULE)
    if not verdict:
        return verdict
    called = Conference.objects.filter(dossier=dossier, round=dossier.round).exclude(state=ConferenceState.CANCELLED)
    if called.exists():
        return Verdict.no(_("The conference of this round has already been called; move it instead."))
    if dossier.state == DossierState.SCHEDULED:
        return _if_open(Verdict.yes(), dossier)
    return _if_open(transitions.possible(dossier, Move.SCHEDULE), dossier)


def can_move(by: Actor, conference: Conference) -> Verdict:
    """Move a called conference, or call it off."""
    verdict = reviews.may_move(by, conference.dossier, Move.SCHEDULE).then(_stands(conference, _BEFORE_HELD))
    return _if_open(verdict, conference.dossier)


def can_hold(by: Actor, conference: Conference) -> Verdict:
    """Mark it as held."""
    verdict = reviews.may_move(by, conference.dossier, Move.HOLD).then(_stands(conference, _BEFORE_HELD))
    verdict = verdict.then(transitions.possible(conference.dossier, Move.HOLD)) if verdict else verdict
    return _if_open(verdict, conference.dossier)


def can_keep(by: Actor, conference: Conference) -> Verdict:
    """Record attendance, write minutes."""
    verdict = _as_one_of(by, conference.dossier, KEEPERS).then(_stands(conference, _NOT_CANCELLED))
    return _if_open(verdict, conference.dossier)


def can_print(by: Actor, conference: Conference) -> Verdict:
    """Number copies of the kit, print them, tick them off when they come back; also of a cycle closed for data."""
    verdict = _as_one_of(by, conference.dossier, KEEPERS).then(_stands(conference, _NOT_CANCELLED))
    if verdict and conference.is_code_only:
        return Verdict.no(_("Of a matter known by a code only nothing is printed here."))
    return verdict


def can_read_names(by: Actor, conference: Conference) -> Verdict:
    """Read whose opinions they were: chair and secretary of the conference, and nobody else by any office."""
    if by.person_id not in (conference.chair_id, conference.secretary_id):
        return Verdict.no(_("Whose opinions they were is for the chair and the secretary of the conference only."))
    if conference.names_document_id is None:
        return Verdict.no(_("Names are kept only where a decision allows it. Note that decision first."))
    return Verdict.yes()


def can_write_names(by: Actor, conference: Conference) -> Verdict:
    return _if_open(can_read_names(by, conference), conference.dossier)


def can_record_direction(by: Actor, dossier: ReviewDossier) -> Verdict:
    verdict = _as_one_of(by, dossier, RECORDERS)
    if verdict and dossier.state not in RECORDED_IN:
        return Verdict.no(_("Directions are recorded from the sent report until the conclusion."))
    return _if_open(verdict, dossier)


def can_explain_direction(by: Actor, direction: Direction) -> Verdict:
    verdict = _as_one_of(by, direction.dossier, DRAFTERS)
    if verdict and direction.disposition == Disposition.TAKEN:
        return Verdict.no(_("This direction has been taken into the conclusion."))
    return _if_open(verdict, direction.dossier)


def can_draft(by: Actor, dossier: ReviewDossier) -> Verdict:
    """Begin the conclusion."""
    verdict = _as_one_of(by, dossier, DRAFTERS)
    if not verdict:
        return verdict
    if dossier.state != DossierState.HELD:
        return Verdict.no(_("A conclusion is drafted after the conference has been held."))
    if Conclusion.objects.filter(dossier=dossier, round=dossier.round).exists():
        return Verdict.no(_("The conclusion of this round has already been begun; continue that one."))
    return _if_open(verdict, dossier)


def can_edit(by: Actor, conclusion: Conclusion) -> Verdict:
    """Change the draft and its lines."""
    verdict = _as_one_of(by, conclusion.dossier, DRAFTERS).then(_not_issued(conclusion))
    return _if_open(verdict, conclusion.dossier)


def can_issue(by: Actor, conclusion: Conclusion) -> Verdict:
    """Issue it: the head of the delegation, or a leader of the board where the body has none."""
    verdict = reviews.may_move(by, conclusion.dossier, Move.CONCLUDE).then(_not_issued(conclusion))
    verdict = verdict.then(transitions.possible(conclusion.dossier, Move.CONCLUDE)) if verdict else verdict
    return _if_open(verdict, conclusion.dossier)


def can_attach(by: Actor, conclusion: Conclusion) -> Verdict:
    """Name the document of an issued conclusion once it has its number."""
    verdict = _as_one_of(by, conclusion.dossier, (*DRAFTERS, Part.LEADER))
    if not verdict:
        return verdict
    if not conclusion.is_issued:
        return Verdict.no(_("Issue the conclusion first."))
    if conclusion.document_id is not None:
        return Verdict.no(_("The conclusion already has its document; correct that one in the register."))
    return _if_open(verdict, conclusion.dossier)


def _as_one_of(by: Actor, dossier: ReviewDossier, who: Iterable[str]) -> Verdict:
    if reviews.parts_of(by.standing, dossier) & set(who):
        return Verdict.yes()
    named = "; ".join(str(Part(part).label) for part in who)
    return Verdict.no(_("This is done by: %(who)s.") % {"who": named})


def _stands(conference: Conference, states: tuple[str, ...]) -> Verdict:
    if conference.state in states:
        return Verdict.yes()
    state = conference.get_state_display()
    return Verdict.no(_("This cannot be done while the conference is “%(state)s”.") % {"state": state})


def _not_issued(conclusion: Conclusion) -> Verdict:
    if not conclusion.is_issued:
        return Verdict.yes()
    return Verdict.no(_("The conclusion has been issued; it is changed only by that of a further round."))
