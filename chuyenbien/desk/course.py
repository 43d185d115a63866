"""The course of remedy of a finding, read from the record: suggested, stated, planned, acted, confirmed, changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chuyenbien.core import clock
from chuyenbien.core.draw.course import State, Step
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import queries as indicators
from chuyenbien.indicators.enums import Outcome
from chuyenbien.orgs.access import Standing, sees
from chuyenbien.remediation.enums import ActionState
from chuyenbien.remediation.models import Action
from chuyenbien.reviews.queries import visible_suggestions

_OVER = {ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED}


def _day(moment: dt.datetime | dt.date | None) -> str:
    if moment is None:
        return ""
    day = clock.local_date(moment) if isinstance(moment, dt.datetime) else moment
    return day.strftime("%d/%m/%Y")


def _opens(thing: Any, standing: Standing) -> str:
    """The address of a thing the reader may see."""
    return thing.get_absolute_url() if thing is not None and sees(standing, thing) else ""


def _names(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def steps_of(finding: Finding, standing: Standing) -> list[Step]:
    """The six steps with dates, who, and where the finding stands now. A constant number of queries.

    A step leads to its paper only where the reader may see it.
    """
    issued = finding.actions.exclude(state=ActionState.DRAFT)
    actions = list(issued.select_related("lead_unit", "plan__issuer", "address").order_by("issued_at", "id"))
    steps = [
        _suggested(finding, standing),
        _stated(finding, standing),
        _planned(actions, standing),
        _acted(actions),
        _confirmed(actions),
    ]
    steps.append(_changed(finding))
    return _place_now(steps, finding)


def _suggested(finding: Finding, standing: Standing) -> Step:
    item = finding.suggestion_item
    if item is None:
        return Step("suggested", pgettext("course", "Suggested"), state="skipped")
    letter = item.suggestion
    return Step(
        "suggested",
        pgettext("course", "Suggested"),
        _day(letter.issued_at),
        letter.dossier.cycle.superior.label,
        "done" if letter.issued_at else "todo",
        letter.get_absolute_url() if visible_suggestions(standing).filter(pk=letter.pk).exists() else "",
    )


def _stated(finding: Finding, standing: Standing) -> Step:
    document = finding.concluding_document
    who = document.issuer.label if document else finding.address.label
    state: State = "todo" if finding.state == FindingState.DRAFT else "done"
    href = _opens(document, standing)
    return Step("stated", pgettext("course", "Stated"), _stated_on(finding), who, state, href)


def _stated_on(finding: Finding) -> str:
    """The day of the concluding document; that it is not known is said rather than guessed."""
    document = finding.concluding_document
    if document is None:
        return _day(finding.stated_at)
    return _day(document.issued_on) or _("day not known")


def _planned(actions: list[Action], standing: Standing) -> Step:
    if not actions:
        return Step("planned", pgettext("course", "Planned"))
    first = actions[0]
    href = _opens(first.plan or first, standing)
    who = _names(one.plan.issuer.label for one in actions if one.plan) or first.address.label
    return Step("planned", pgettext("course", "Planned"), _day(first.issued_at), who, "done", href)


def _acted(actions: list[Action]) -> Step:
    running = [one for one in actions if one.state not in _OVER]
    who = _names(one.lead_unit.label for one in (running or actions) if one.lead_unit)
    last = max((one.last_progress_at for one in actions if one.last_progress_at), default=None)
    finished = bool(actions) and all(one.state in _OVER or one.submitted_at for one in actions)
    state: State = "done" if finished else "todo"
    return Step("acted", pgettext("course", "Acted"), _day(last), who, state, "#actions" if actions else "")


def _confirmed(actions: list[Action]) -> Step:
    done = [one for one in actions if one.state == ActionState.DONE]
    finished = bool(done) and all(one.state in _OVER for one in actions)
    last = max((one.completed_at for one in done if one.completed_at), default=None)
    state: State = "done" if finished else "todo"
    return Step("confirmed", pgettext("course", "Confirmed"), _day(last) if finished else "", state=state)


def _changed(finding: Finding) -> Step:
    if finding.state == FindingState.CLOSED:
        return Step("changed", pgettext("course", "Changed"), _day(finding.closed_at), state="done", href="#indicators")
    states = [indicators.condition_state(one) for one in indicators.conditions_of(finding.pk)]
    words = ""
    if states and all(state in (Outcome.MET, Outcome.MET_BY_ESTIMATE) for state in states):
        words = _("met by estimate, settled figure awaited") if Outcome.MET_BY_ESTIMATE in states else _("figures met")
    return Step("changed", pgettext("course", "Changed"), words, href="#indicators" if states else "")


def _place_now(steps: list[Step], finding: Finding) -> list[Step]:
    """The first step not yet done is where the finding stands; a closed or withdrawn one stands nowhere."""
    if finding.state in (FindingState.CLOSED, FindingState.WITHDRAWN):
        return steps
    for place, step in enumerate(steps):
        if step.state == "todo":
            steps[place] = Step(step.key, step.label, step.date_text, step.who, "current", step.href)
            break
    return steps
