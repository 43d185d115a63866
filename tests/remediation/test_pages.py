"""Every page opens to whom it concerns, is hidden from strangers, and costs as many queries for 3 rows as for 1."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.remediation.models import Extension
from chuyenbien.remediation.urls import urlpatterns
from tests.cast import Cast, as_user

from .making import TODAY, active, add, make_dossier, make_finding, make_plan, make_task, report
from .verbs import ask_extension

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> object:
    with clock.at(TODAY):
        yield


def addresses(cast: Cast) -> dict[str, list[str]]:
    """Every GET address of the room, by name, on a rich example."""
    action = active(cast)
    progress = report(cast, action)
    extension: Extension = ask_extension(cast, action)
    task = make_task(cast)
    pks = {
        "correct": progress.pk,
        "withdraw_progress": progress.pk,
        "decide_extension": extension.pk,
        "add_to_task": task.pk,
        "plan_draft_for_unit": cast.body.pk,
    }
    plan, finding = action.plan, action.finding
    assert plan is not None
    assert plan.dossier is not None
    assert finding is not None
    found = {}
    for pattern in urlpatterns:
        name = str(pattern.name)
        if name in ("remove", "issue"):
            continue
        if name.startswith("plan_draft") and name != "plan_draft_for_unit":
            pk = plan.dossier.pk
        elif name.startswith("plan") or name == "add":
            pk = pks.get(name, plan.pk)
        elif "finding" in name:
            pk = finding.pk
        else:
            pk = pks.get(name, action.pk)
        args = [] if name in ("list", "plans") else [pk]
        found[name] = [reverse(f"remediation:{name}", args=args)]
    return found


def test_strangers_find_nothing(cast: Cast, client: Client) -> None:
    as_user(client, cast.stranger)
    for name, (address,) in addresses(cast).items():
        status = client.get(address).status_code
        expected = 200 if name in ("list", "plans") else 403 if name == "plan_draft_for_unit" else 404
        assert (name, status) == (name, expected)


def test_every_page_opens_to_somebody(cast: Cast, client: Client) -> None:
    allowed: dict[str, set[str]] = {}
    found = addresses(cast)
    for who in ("head", "doer", "leader", "officer"):
        as_user(client, getattr(cast, who))
        for name, (address,) in found.items():
            status = client.get(address).status_code
            assert status in (200, 403, 404), (name, who, status)
            if status == 200:
                allowed.setdefault(name, set()).add(who)
    closed = {"plan_draft", "plan_edit", "plan_issue", "edit", "resume", "take_back", "ask_extension", "add"}
    assert set(found) - set(allowed) == closed


def test_a_list_asks_the_database_as_often_for_three_rows_as_for_one(
    cast: Cast, client: Client, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = active(cast)
    assert first.plan is not None
    as_user(client, cast.head)
    counts = []
    for more in (0, 2):
        for _each in range(more):
            active(cast)
        numbers = []
        for address in (
            reverse("remediation:list"),
            reverse("remediation:plans"),
            first.plan.get_absolute_url(),
        ):
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            numbers.append(len(caught))
        counts.append(numbers)
    assert counts[0] == counts[1]


def test_pages_of_the_chain_show_actions(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.head)
    assert action.finding is not None
    page = client.get(action.finding.get_absolute_url()).content.decode()
    assert action.task in page


def test_an_english_page_has_no_vietnamese_outside_what_people_wrote(cast: Cast, client: Client) -> None:
    action = active(cast)
    report(cast, action)
    as_user(client, cast.head)
    client.post(reverse("accounts:language"), {"language": "en", "next": "/"})
    page = client.get(action.get_absolute_url()).content.decode()
    assert "Six clarities" in page
    assert re.search(r"Rõ người|rõ việc", page) is None


def test_draft_with_several_findings_and_an_unclear_action(cast: Cast, client: Client) -> None:
    dossier = make_dossier(cast)
    plan = make_plan(cast, dossier)
    finding = make_finding(cast, dossier)
    add(cast, plan, finding, lead_person=None)
    make_finding(cast, dossier, statement="Rác thải tồn đọng")
    as_user(client, cast.editor)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Rác thải tồn đọng" in page
    as_user(client, cast.officer)
    assert client.get(plan.get_absolute_url()).status_code == 404
