"""How a dossier moves: from which states, by which verb, to which state, who may, and what must be true first.

``TABLE`` is the one place: verbs move by it, rules read who from it, ``docs/transitions.md`` is written from it
(``manage.py transitions``). What must be true and is known only to a higher room is registered from there::

    transitions.register_guard("close", plan_is_accepted)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from chuyenbien.core.verdict import Text, Verdict

from .enums import Answer, DossierState, Move, Part, SuggestionState
from .models import Explanation, HoldOverride, ReviewDossier, SuggestionItem

Guard = Callable[[ReviewDossier], Verdict]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. ``condition`` says in words what the guards of the verb ask."""

    sources: tuple[DossierState, ...]
    verb: Move
    target: DossierState
    who: tuple[Part, ...]
    condition: Text = ""
    needs_reason: bool = False


_S, _M = DossierState, Move

TABLE: tuple[Transition, ...] = (
    Transition((_S.PREPARING,), _M.SUBMIT, _S.SUBMITTED, (Part.BODY_HEAD,)),
    Transition(
        (_S.SUBMITTED, _S.COMMENTED),
        _M.ASK_MORE,
        _S.PREPARING,
        (Part.DELEGATION_HEAD, Part.DELEGATION_SECRETARY, Part.OFFICER),
        needs_reason=True,
    ),
    Transition(
        (_S.SUBMITTED, _S.COMMENTED),
        _M.COMMENT,
        _S.COMMENTED,
        (Part.DELEGATION_HEAD, Part.DELEGATION_SECRETARY, Part.DELEGATION_MEMBER, Part.OFFICER_ALONE),
        needs_reason=True,
    ),
    Transition(
        (_S.SUBMITTED, _S.COMMENTED),
        _M.SCHEDULE,
        _S.SCHEDULED,
        (Part.OFFICER, Part.DELEGATION_SECRETARY),
        gettext_lazy("a suggested body has a delegation"),
    ),
    Transition(
        (_S.SCHEDULED,),
        _M.HOLD,
        _S.HELD,
        (Part.DELEGATION_SECRETARY, Part.OFFICER),
        gettext_lazy("every suggested point is answered in this round, or a leader of the board has let it pass"),
    ),
    Transition((_S.HELD,), _M.CONCLUDE, _S.CONCLUDED, (Part.DELEGATION_HEAD, Part.LEADER_ALONE)),
    Transition(
        (_S.CONCLUDED,),
        _M.REMEDY,
        _S.REMEDYING,
        (Part.LEADER,),
        gettext_lazy("the remediation plan is accepted (this act follows from accepting it)"),
    ),
    Transition(
        (_S.REMEDYING,),
        _M.CLOSE,
        _S.CLOSED,
        (Part.OFFICER,),
        gettext_lazy("the plan is accepted, and what is still open has been taken into a next cycle"),
    ),
    Transition(
        (_S.HELD, _S.CONCLUDED, _S.REMEDYING, _S.CLOSED),
        _M.REOPEN,
        _S.PREPARING,
        (Part.LEADER,),
        gettext_lazy("a new round begins; what was found stays"),
        needs_reason=True,
    ),
)

_BY_VERB = {row.verb: row for row in TABLE}


def of(verb: str) -> Transition:
    """The row of a verb."""
    return _BY_VERB[Move(verb)]


def unanswered(dossier: ReviewDossier) -> list[SuggestionItem]:
    """The points of issued suggestions without an explanation in the present round that counts as one."""
    explained = Explanation.objects.filter(item=OuterRef("pk"), round=dossier.round).exclude(judged=Answer.NONE)
    items = SuggestionItem.objects.filter(
        ~Exists(explained), suggestion__dossier=dossier, suggestion__state=SuggestionState.ISSUED
    )
    return list(items.select_related("suggestion"))


def is_suggested(dossier: ReviewDossier) -> bool:
    return dossier.suggestions.filter(state=SuggestionState.ISSUED).exists()


def _has_delegation(dossier: ReviewDossier) -> Verdict:
    if dossier.delegation_id is None and is_suggested(dossier):
        return Verdict.no(
            _("A suggested body needs a delegation before its conference is scheduled. Assign one first.")
        )
    return Verdict.yes()


def _every_item_answered(dossier: ReviewDossier) -> Verdict:
    left = unanswered(dossier)
    if not left or HoldOverride.objects.filter(dossier=dossier, round=dossier.round).exists():
        return Verdict.yes()
    numbers = ", ".join(str(item.number) for item in left)
    return Verdict.no(
        _(
            "Suggested points not answered yet: %(numbers)s. The body explains them first, "
            "or a leader of the superior board lets the conference pass, saying why."
        )
        % {"numbers": numbers}
    )


_guards: dict[str, list[Guard]] = defaultdict(list)
_guards[Move.SCHEDULE].append(_has_delegation)
_guards[Move.HOLD].append(_every_item_answered)


def register_guard(verb: str, guard: Guard) -> None:
    """Let a higher room ask for a fact that it alone knows before a dossier moves."""
    known = _guards[Move(verb)]
    if guard not in known:
        known.append(guard)


def in_state(dossier: ReviewDossier, verb: str) -> Verdict:
    """Whether the dossier stands where the verb begins."""
    row = of(verb)
    if dossier.state in row.sources:
        return Verdict.yes()
    states = ", ".join(f"“{state.label}”" for state in row.sources)
    return Verdict.no(
        _("“%(verb)s” is possible from %(states)s; the dossier now stands at “%(state)s”.")
        % {"verb": row.verb.label, "states": states, "state": DossierState(dossier.state).label}
    )


def possible(dossier: ReviewDossier, verb: str) -> Verdict:
    """Whether the dossier can move now, whoever asks: it stands right and every guard agrees."""
    verdict = in_state(dossier, verb)
    for guard in _guards[Move(verb)] if verdict else ():
        verdict = guard(dossier)
        if not verdict:
            break
    return verdict


def as_markdown() -> str:
    """The table as ``docs/transitions.md`` holds it, in English."""
    lines = [
        "# How a review dossier moves",
        "",
        "Written by `manage.py transitions` from `chuyenbien/reviews/transitions.py`; a test compares the two.",
        "",
        "| from | verb | to | who | condition |",
        "| --- | --- | --- | --- | --- |",
    ]
    with override("en"):
        for row in TABLE:
            cells = [
                ", ".join(str(state.label) for state in row.sources),
                f"{row.verb.label} (`{row.verb.value}`)",
                str(row.target.label),
                "; ".join(str(part.label) for part in row.who),
                "; ".join(filter(None, [str(row.condition), "with a reason" if row.needs_reason else ""])) or "—",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
