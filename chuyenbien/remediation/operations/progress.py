"""What was done by a day, with its files. A wrong entry is corrected by a new one or withdrawn, never overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.documents.models import StoredFile
from chuyenbien.documents.operations import store_upload
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Code

from ..enums import ActionState
from ..models import Action, ActionOccurrence, Evidence, Progress
from .guards import day_of, keep, origin, want_reason, want_state

CORRECTABLE = (ActionState.ACTIVE, ActionState.PAUSED, ActionState.AWAITING_SUCCESSION, ActionState.DONE)


def report_progress(
    action: Action,
    *,
    by: Actor,
    text: str = "",
    percent: int | None = None,
    quantity: Decimal | int | None = None,
    measure: Code | None = None,
    done_on: dt.date | None = None,
    files: Iterable[UploadedFile[Any] | StoredFile] = (),
    occurrence: ActionOccurrence | None = None,
    at: dt.datetime | None = None,
) -> Progress:
    """Say what was done. Work begun before the plan was accepted may be reported once the action is issued."""
    want_state(action, (ActionState.ACTIVE,))
    progress = _enter(
        action,
        by=by,
        at=at,
        text=text,
        percent=percent,
        quantity=quantity,
        measure=measure,
        done_on=done_on or day_of(at),
        files=list(files),
        occurrence=occurrence,
    )
    _refresh(action)
    data = _told(progress)
    journal.record("remediation.progress_reported", action, by=by, at=at, data=data, also=[origin(action)])
    return progress


def correct_progress(
    progress: Progress,
    *,
    by: Actor,
    text: str = "",
    because: str = "",
    percent: int | None = None,
    quantity: Decimal | int | None = None,
    measure: Code | None = None,
    done_on: dt.date | None = None,
    files: Iterable[UploadedFile[Any] | StoredFile] = (),
    occurrence: ActionOccurrence | None = None,
    at: dt.datetime | None = None,
) -> Progress:
    """Enter what is right instead of a wrong entry. The old one stays, struck through; its files go along."""
    action = progress.action
    want_state(action, CORRECTABLE)
    _want_live(progress)
    new = _enter(
        action,
        by=by,
        at=at,
        text=text,
        percent=percent,
        quantity=quantity,
        measure=measure,
        done_on=done_on or progress.done_on,
        files=[*files, *(one.file for one in progress.evidence.select_related("file"))],
        occurrence=occurrence or progress.occurrence,
        corrects=progress,
    )
    _refresh(action)
    data = {**_told(new), "old": progress.text}
    journal.record(
        "remediation.progress_corrected", action, by=by, at=at, because=because, data=data, also=[origin(action)]
    )
    return new


def withdraw_progress(progress: Progress, *, by: Actor, because: str, at: dt.datetime | None = None) -> Progress:
    """Take an entry back, with the reason. It stays, struck through."""
    action = progress.action
    want_state(action, CORRECTABLE)
    _want_live(progress)
    want_reason(action, because)
    progress.withdrawn_at = at or clock.now()
    progress.withdrawn_because = str(keep(action, because=because)["because"])
    progress.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _refresh(action)
    data = {"title": action.shown_title, "text": progress.text, "on": progress.done_on}
    journal.record(
        "remediation.progress_withdrawn", action, by=by, at=at, because=because, data=data, also=[origin(action)]
    )
    return progress


def _enter(
    action: Action,
    *,
    by: Actor,
    at: dt.datetime | None,
    text: str,
    percent: int | None,
    quantity: Decimal | int | None,
    measure: Code | None,
    done_on: dt.date,
    files: list[UploadedFile[Any] | StoredFile],
    occurrence: ActionOccurrence | None,
    corrects: Progress | None = None,
) -> Progress:
    if not text.strip() and not action.is_code_only:
        raise Refused(_("Say in a sentence what was done."), field="text")
    if percent is not None and not 0 <= percent <= 100:
        raise Refused(_("A share lies between 0 and 100."), field="percent")
    if quantity is not None and quantity < 0:
        raise Refused(_("A quantity of work is not below zero."), field="quantity")
    if quantity is not None and measure is None:
        raise Refused(_("Say what the number counts."), field="measure")
    if done_on > day_of(at):
        raise Refused(_("This day lies in the future. Report what has been done."), field="done_on")
    if occurrence is not None and occurrence.action_id != action.pk:
        raise Refused(_("This turn belongs to another action."), field="occurrence")
    if action.is_code_only and files:
        raise Refused(_("This matter is known here by a code only; keep its files on paper."), field="evidence")
    progress = Progress.objects.create(
        action=action,
        occurrence=occurrence,
        done_on=done_on,
        percent=percent,
        quantity=quantity,
        measure=measure,
        author=by.person,
        entered_by=by.entered_by,
        at=at or clock.now(),
        corrects=corrects,
        is_illustrative=action.is_illustrative,
        **keep(action, text=text),
    )
    for given in files:
        stored = given if isinstance(given, StoredFile) else store_upload(given, by=by, field="evidence")
        Evidence.objects.create(progress=progress, file=stored, classification=action.classification, code=action.code)
    return progress


def _want_live(progress: Progress) -> None:
    if progress.withdrawn_at is not None:
        raise Refused(_("This entry is withdrawn already."))
    if Progress.objects.filter(corrects=progress).exists():
        raise Refused(_("This entry was corrected already. Correct the newer one."))


def _refresh(action: Action) -> None:
    """Bring up what lists show of the live entries: percent, last report, which turns are reported."""
    live = Progress.objects.filter(action=action, withdrawn_at=None, corrected_by=None)
    percent = live.exclude(percent=None).order_by("-done_on", "-id").values_list("percent", flat=True).first()
    if action.state != ActionState.DONE:
        action.percent = percent or 0
    action.last_progress_at = live.order_by("-at").values_list("at", flat=True).first()
    action.save(update_fields=["percent", "last_progress_at"])
    reported: dict[int, Any] = {}
    for one in live.exclude(occurrence=None).order_by("-at", "-id"):
        reported[one.occurrence_id or 0] = one
    for turn in action.occurrences.all():
        first = reported.get(turn.pk)
        turn.done_at, turn.reported_by_id = (first.at, first.author_id) if first else (None, None)
        turn.save(update_fields=["done_at", "reported_by"])


def _told(progress: Progress) -> dict[str, Any]:
    return {
        "title": progress.action.shown_title,
        "text": progress.text,
        "percent": progress.percent,
        "on": progress.done_on,
        "files": progress.evidence.count(),
        "turn": progress.occurrence.number if progress.occurrence else None,
    }
