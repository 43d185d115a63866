"""What the record shows of a body: each kind counted, what never counts, and at which cost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from chuyenbien.conferences.enums import Effect
from chuyenbien.conferences.models import Conclusion, ConclusionLine
from chuyenbien.core import clock
from chuyenbien.escalation import operations as escalation
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.indicators import operations as indicators
from chuyenbien.orgs.enums import CodeList
from chuyenbien.preparing import presenting, signals
from chuyenbien.preparing.enums import Signal
from tests.cast import code

from . import making
from .making import Prepared

pytestmark = pytest.mark.django_db


def counted(one: Prepared) -> dict[str, int]:
    """What is not nought of the first body."""
    with clock.at(making.TODAY):
        told = signals.counts(one.cycle, [one.cast.body.pk, one.cast.other_body.pk])
        assert not any((told.get(one.cast.other_body.pk) or {}).values())
        own = told.get(one.cast.body.pk) or {}
        for kind in Signal:
            rows = signals.of_body(kind, one.cycle, one.cast.body.pk)
            assert rows.count() == own.get(kind.value, 0), f"{kind} opens to what it counts"
    return {kind: count for kind, count in own.items() if count}


def test_an_action_that_is_overdue(prepared: Prepared) -> None:
    making.overdue(prepared.cast)
    assert counted(prepared) == {"overdue": 1}


def test_an_action_whose_date_was_extended_and_that_is_not_done(prepared: Prepared) -> None:
    making.extended(prepared.cast)
    assert counted(prepared) == {"replanned": 1}


def test_a_limitation_that_came_back_from_another_cycle(prepared: Prepared) -> None:
    before = making.stated(prepared.cast)
    again = making.stated(prepared.cast, recurrence_of=before)
    assert counted(prepared) == {}, "recurring within one cycle is not two cycles"
    again.dossier = prepared.dossier
    again.save()
    assert counted(prepared) == {"recurring": 1}


def test_a_recurrence_of_what_the_body_kept_to_itself_tells_nobody(prepared: Prepared) -> None:
    before = making.stated(prepared.cast)
    before.involvements.filter(capacity="superior").delete()
    again = making.stated(prepared.cast, recurrence_of=before)
    again.dossier = prepared.dossier
    again.save()
    assert counted(prepared) == {}


def test_an_indicator_below_its_plan(prepared: Prepared) -> None:
    one = making.below(prepared.cast)
    assert counted(prepared) == {"below_plan": 1}
    making.act(
        prepared.cast.editor, indicators.measure, one, as_of=dt.date(2023, 9, 1), value=Decimal(96), source="Báo cáo"
    )
    assert counted(prepared) == {}


def test_of_a_plan_for_a_later_day_nothing_is_said(prepared: Prepared) -> None:
    making.below(prepared.cast, planned_for=dt.date(2023, 12, 31))
    assert counted(prepared) == {}


def test_a_settled_figure_counts_and_not_the_estimate_it_replaced(prepared: Prepared) -> None:
    one = making.below(prepared.cast, direction="decrease", planned=Decimal(80))
    first = one.values.get()
    first.is_estimate = True
    first.save()
    settled: dict[str, Any] = {
        "as_of": dt.date(2023, 6, 30),
        "value": Decimal(70),
        "replaces": first,
        "source": "Báo cáo",
    }
    making.act(prepared.cast.editor, indicators.measure, one, **settled)
    assert counted(prepared) == {}


def test_a_limitation_that_has_been_open_for_years(prepared: Prepared, settings: Settings) -> None:
    making.stated(prepared.cast, open_since=dt.date(2020, 9, 29))
    assert counted(prepared) == {"long_standing": 1}
    settings.LONG_STANDING_YEARS = 4
    assert counted(prepared) == {}


def test_a_limitation_stated_by_inspection_and_still_open(prepared: Prepared) -> None:
    making.stated(prepared.cast, source="inspection")
    making.stated(prepared.cast, concluding_document=making.paper(prepared.cast))
    assert counted(prepared) == {"concluded": 2}


def conclusion_on(one: Prepared, issued: dt.date | None) -> Finding:
    """A limitation that a conclusion states; its notice has no number. ``issued`` None: the conclusion is a draft."""
    finding = making.stated(one.cast)
    assert finding.dossier is not None
    moment = clock.moment_of(issued) if issued else None
    conclusion = Conclusion.objects.create(
        dossier=finding.dossier,
        strengths="x",
        prepared_by=one.cast.officer,
        issued_by=one.cast.leader,
        issued_at=moment,
    )
    ConclusionLine.objects.create(conclusion=conclusion, effect=Effect.STATES, finding=finding)
    return finding


@pytest.mark.parametrize(
    ("issued", "count"),
    [
        (dt.date(2023, 3, 1), {"concluded": 1}),
        (dt.date(2022, 12, 16), {"concluded": 1}),  # the review of last year, concluded in last December
        (making.TODAY, {"concluded": 1}),
        (dt.date(2021, 12, 31), {}),
        (dt.date(2023, 12, 1), {}),
        (None, {}),
    ],
)
def test_a_limitation_of_an_issued_conclusion_that_is_still_open(
    prepared: Prepared, issued: dt.date | None, count: dict[str, int]
) -> None:
    conclusion_on(prepared, issued)
    assert counted(prepared) == count


def test_a_concluded_limitation_counts_once_and_only_while_it_is_open(prepared: Prepared) -> None:
    finding = conclusion_on(prepared, dt.date(2023, 3, 1))
    assert finding.dossier is not None
    further = Conclusion.objects.create(
        dossier=finding.dossier, round=2, summary="x", prepared_by=prepared.cast.officer,
        issued_by=prepared.cast.leader, issued_at=clock.moment_of(dt.date(2023, 4, 1)),
    )  # fmt: skip
    ConclusionLine.objects.create(conclusion=further, effect=Effect.CONFIRMS, finding=finding)
    assert counted(prepared) == {"concluded": 1}
    finding.source = "inspection"
    finding.save()
    assert counted(prepared) == {"concluded": 1}
    finding.state, finding.closed_at = "closed", clock.now()
    finding.save()
    assert counted(prepared) == {}


def test_a_conclusion_of_another_superior_is_not_this_ones_matter(prepared: Prepared) -> None:
    finding = conclusion_on(prepared, dt.date(2023, 3, 1))
    assert finding.dossier is not None
    finding.dossier.cycle.superior = prepared.cast.elsewhere
    finding.dossier.cycle.save()
    assert counted(prepared) == {}


def test_what_is_closed_or_kept_no_longer_counts(prepared: Prepared) -> None:
    one = making.stated(prepared.cast, source="inspection", open_since=dt.date(2010, 1, 1))
    assert counted(prepared) == {"long_standing": 1, "concluded": 1}
    one.state, one.closed_at = "closed", clock.now()
    one.save()
    assert counted(prepared) == {}


def test_what_a_body_follows_up_for_itself_never_appears(prepared: Prepared) -> None:
    cast = prepared.cast
    own = making.act(
        cast.editor,
        findings.draft_finding,
        prepared.dossier,
        statement="Chậm báo cáo",
        nature="limitation",
        field=code(CodeList.FIELD, "dat-dai"),
        open_since=dt.date(2010, 1, 1),
    )
    making.act(cast.head, findings.adopt_finding, own)
    making.below(cast, finding=own)
    assert counted(prepared) == {}


def test_a_petition_that_is_pending_counts_nowhere(prepared: Prepared) -> None:
    cast = prepared.cast
    action = making.overdue(cast, due_on=dt.date(2023, 12, 1))
    obstacle = making.act(
        cast.doer, escalation.raise_obstacle, action, kind=code(CodeList.OBSTACLE_KIND, "phap-luat"),
        text="Chưa có quy định", within_authority=False,
    )  # fmt: skip
    assert obstacle.pk
    assert counted(prepared) == {}


def test_another_superior_learns_nothing(prepared: Prepared) -> None:
    making.overdue(prepared.cast)
    prepared.cycle.superior = prepared.cast.elsewhere
    prepared.cycle.save()
    assert counted(prepared) == {}


def test_of_a_dossier_known_by_a_code_nothing_is_counted(prepared: Prepared) -> None:
    making.overdue(prepared.cast)
    prepared.dossier.empty_secret_fields("KD-09")
    prepared.dossier.save()
    with clock.at(making.TODAY):
        (line, _other) = presenting.lines(prepared.cycle, [prepared.dossier, prepared.other])
    assert line.cells == ()


def test_three_queries_for_all_bodies(prepared: Prepared) -> None:
    making.overdue(prepared.cast)
    with clock.at(making.TODAY), CaptureQueriesContext(connection) as asked:
        signals.counts(prepared.cycle, [prepared.cast.body.pk, prepared.cast.other_body.pk])
    assert len(asked) == 3
