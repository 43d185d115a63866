"""What is made in bulk is what the verbs would have made: the verbs' own parts find nothing to add."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction

from chuyenbien.core import clock, search_index
from chuyenbien.desk import figures_proof
from chuyenbien.desk.generating import Sizes, generate
from chuyenbien.findings.enums import FindingState
from chuyenbien.findings.models import Finding
from chuyenbien.journal import chain
from chuyenbien.journal.models import Event
from chuyenbien.orgs import closure
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.models import Person, Unit, UnitClosure
from chuyenbien.orgs.operations import seed_code_lists
from chuyenbien.remediation import clarities, occurrences
from chuyenbien.remediation import queries as remediation
from chuyenbien.remediation.enums import ActionState, Bucket, Rhythm
from chuyenbien.remediation.models import Action, Holding, Progress
from chuyenbien.remediation.operations import progress as reporting
from chuyenbien.remediation.operations.showing import show
from chuyenbien.verification.queries import closing_state

from .conftest import DAY, SIZES

Counts = dict[type[models.Model], int]
ISSUED = ~models.Q(state=ActionState.DRAFT)


def fingerprint(counts: Counts) -> str:
    """One digest over every row that was made, passwords aside, which have a salt of their own."""
    total = hashlib.sha256()
    for model in sorted(counts, key=lambda one: one._meta.label):
        names = [field.attname for field in model._meta.concrete_fields if field.name != "password"]
        if model is UnitClosure:
            names.remove("id")  # made by the rebuild, which numbers on
        for row in model._default_manager.order_by(*names[:3]).values_list(*names).iterator():
            total.update(repr(row).encode())
    return total.hexdigest()


@pytest.mark.django_db
def test_the_same_seed_and_day_make_the_same_rows() -> None:
    made = []
    tiny = Sizes(units=40, findings=40, actions=150, progress=300)
    seed_code_lists()
    for seed in (1, 1, 2):
        with transaction.atomic():
            made.append(fingerprint(generate(tiny, seed=seed, today=DAY)))
            transaction.set_rollback(True)
    assert made[0] == made[1] != made[2]


def test_the_sizes_are_met_exactly(province: Counts) -> None:
    assert (Unit.objects.count(), Finding.objects.count()) == (SIZES.units, SIZES.findings)
    assert (Action.objects.count(), Progress.objects.count()) == (SIZES.actions, SIZES.progress)
    assert all(model._default_manager.count() == count for model, count in province.items())


def test_everything_is_marked_as_made_up(province: Counts) -> None:
    marked = [one for one in province if any(field.name == "is_illustrative" for field in one._meta.fields)]
    assert Finding in marked
    for model in marked:
        assert not model._default_manager.filter(is_illustrative=False).exists(), model


def test_the_paths_of_the_organisation_are_those_of_its_links(province: Counts) -> None:
    assert closure.prove() == []
    assert UnitClosure.objects.filter(depth=2).exists()


def test_people_see_and_count_what_the_rows_say(province: Counts) -> None:
    told = figures_proof.prove(50)
    assert told.differences == []
    assert told.people == 6


def test_a_number_goes_on_where_the_rows_stop(province: Counts) -> None:
    last = Unit.objects.latest("pk").pk
    with transaction.atomic():
        added = Unit.objects.create(
            name="Đơn vị thêm", kind=Unit.objects.all()[0].kind, level="commune", valid_from=DAY
        )
        assert added.pk > last  # not last + 1: SQLite goes on from what other tests of the same process took
        transaction.set_rollback(True)


def test_issuing_again_would_let_nobody_else_see_an_action(province: Counts) -> None:
    for action in Action.objects.filter(ISSUED)[::7]:
        source = action.finding or action.directive_task
        assert source is not None
        before = action.involvements.count(), source.involvements.count()
        show(action)
        assert (action.involvements.count(), source.involvements.count()) == before, action.pk


def test_every_issued_action_has_its_six_clarities(province: Counts) -> None:
    assert [one.pk for one in Action.objects.filter(ISSUED) if clarities.missing(one)] == []


def test_a_draft_is_seen_by_its_body_alone(province: Counts) -> None:
    drafts = Action.objects.filter(state=ActionState.DRAFT)
    assert drafts.exists()
    assert not drafts.exclude(involvements__capacity=Capacity.ADDRESS).exists()


def test_progress_refreshed_by_the_verb_stays_as_it_is(province: Counts) -> None:
    for action in Action.objects.filter(ISSUED)[::7]:
        before = action.percent, action.last_progress_at, list(action.occurrences.values_list("done_at", "reported_by"))
        reporting._refresh(action)
        after = action.percent, action.last_progress_at, list(action.occurrences.values_list("done_at", "reported_by"))
        assert after == before, action.pk


def test_recurring_actions_have_the_turns_of_their_rhythm(province: Counts) -> None:
    recurring = Action.objects.exclude(rhythm=Rhythm.ONCE)
    assert recurring.exists()
    for action in recurring:
        assert action.issued_at is not None
        assert action.due_on is not None
        start = action.start_on or clock.local_date(action.issued_at)
        wanted = occurrences.days(min(start, action.due_on), action.due_on, action.rhythm)
        assert [turn.due_on for turn in action.occurrences.all()] == wanted


def test_whoever_leads_has_the_work_until_it_ends(province: Counts) -> None:
    ended = (ActionState.DONE, ActionState.CANCELLED, ActionState.TRANSFERRED, ActionState.AWAITING_SUCCESSION)
    for action in Action.objects.filter(ISSUED):
        present = Holding.objects.filter(action=action, until=None)
        assert present.count() == (0 if action.state in ended else 1), action.pk
        assert all(one.unit_id == action.lead_unit_id for one in present)


def test_every_bucket_occurs_and_they_add_up(province: Counts) -> None:
    for against in ("approved", "original"):
        counts = remediation.bucket_counts(Action.objects.all(), DAY, against)
        assert sum(counts.values()) == Action.objects.filter(ISSUED).count()
        assert all(counts[bucket] for bucket in Bucket)


def test_closed_findings_could_be_closed(province: Counts) -> None:
    closed = Finding.objects.filter(state=FindingState.CLOSED)
    assert closed.exists()
    for finding in closed:
        finding.state = FindingState.STATED
        missing = [guard.guard for guard in closing_state(finding) if not guard.ok]
        exception = finding.closures.get().exception
        assert missing == (["exception"] if exception else []), finding.pk
        assert exception is None or exception.accepted_at is not None


def test_the_search_finds_what_rows_say(province: Counts) -> None:
    assert list(search_index.stale_rows("default")) == []


def test_the_journal_tells_once_that_all_this_was_made(province: Counts) -> None:
    assert list(chain.breaks()) == []
    assert [event.type for event in Event.objects.all()] == ["desk.generated"]


def test_a_verb_goes_on_from_there(province: Counts) -> None:
    from chuyenbien import journal
    from chuyenbien.remediation.operations import report_progress

    person = Person.objects.get(user__username="doer")
    action = Action.objects.filter(lead_person=person, state=ActionState.ACTIVE, classification="internal")[0]
    with transaction.atomic():
        with journal.recording(by=Actor.of(person)):
            report_progress(action, by=Actor.of(person), text="Đã làm thêm", percent=77)
        assert Action.objects.get(pk=action.pk).percent == 77
        assert list(chain.breaks()) == []
        transaction.set_rollback(True)


def test_a_database_that_is_not_empty_is_refused(province: Counts) -> None:
    before = Unit.objects.count()
    options: dict[str, Any] = {"small": True, "verbosity": 0}
    with pytest.raises(CommandError):
        call_command("generate", **options)
    assert Unit.objects.count() == before
