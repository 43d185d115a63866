"""The overview: each number opens to as many rows as it says."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.desk import overview
from chuyenbien.desk.scope import Scope
from chuyenbien.findings import operations as findings
from chuyenbien.findings.models import Finding
from chuyenbien.orgs import operations as orgs
from chuyenbien.orgs.access import Standing
from tests.cast import Cast, as_user, by
from tests.remediation.making import DUE, active, make_dossier, make_finding

pytestmark = pytest.mark.django_db

PROMISE = {"track": "commitment", "promise": "Họp giao ban hằng tháng", "promise_due": dt.date(2023, 12, 31)}


def cells(cast: Cast) -> list[str]:
    matrix, _more = overview.handling_matrix(Scope(Standing.of(cast.leader)))
    return [str(cell.short) for row in matrix.rows for cell in row.cells if cell.text]


def test_a_cell_says_how_many_of_all_that_it_opens(cast: Cast) -> None:
    late = active(cast).finding
    assert late is not None
    with clock.at(DUE + dt.timedelta(days=3)):
        assert cells(cast) == ["1"]
        make_finding(cast, late.dossier)
        assert cells(cast) == ["1/2"]


def test_a_commitment_waits_for_no_plan(cast: Cast) -> None:
    make_finding(cast, make_dossier(cast), **PROMISE)
    matrix, _more = overview.handling_matrix(Scope(Standing.of(cast.leader)))
    assert [kind for kind, _words in matrix.legend] == ["info"]


def test_what_one_is_charged_with_opens_to_as_many_rows(cast: Cast, client: Client) -> None:
    dossier = make_dossier(cast)
    finding, closed = make_finding(cast, dossier), make_finding(cast, dossier)
    with journal.recording(by=by(cast.admin)):
        orgs.charge(cast.leader, cast.superior, by=by(cast.admin), area=cast.body)
        findings.close_finding(Finding.objects.get(pk=closed.pk), by=by(cast.verifier))
    (charged,) = overview.charged(Standing.of(cast.leader))
    assert charged.open_findings == 1
    as_user(client, cast.leader)
    page = client.get(charged.href).content.decode()
    assert finding.get_absolute_url() in page
    assert closed.get_absolute_url() not in page
