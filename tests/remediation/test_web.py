"""Acts through the browser's requests: what is typed is kept, what is refused says why, twice is once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chuyenbien.core import clock
from chuyenbien.journal.models import Event
from chuyenbien.journal.sentences import known_types, sentence_of
from chuyenbien.remediation.enums import ActionState, PlanState
from chuyenbien.remediation.models import Action, Extension, Plan, Progress
from tests.cast import Cast, as_user, by

from .making import TODAY, active, decision, make_dossier, make_finding, make_plan, make_task, report
from .test_progress import photo
from .verbs import ask_extension

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def typed(cast: Cast, **facts: Any) -> dict[str, Any]:
    return {
        "task": "Rà soát 30 tuyến phố theo danh mục",
        "deliverable": "Danh mục đã rà soát",
        "acceptance_criterion": "100% tuyến phố",
        "lead_person": cast.doer.pk,
        "lead_unit": cast.lead_unit.pk,
        "due_on": "30/06/2023",
        "rhythm": "once",
        "within_own_authority": "on",
        **facts,
    }


def post(client: Client, name: str, pk: int, **facts: Any) -> Any:
    return client.post(reverse(f"remediation:{name}", args=[pk]), {"command_id": str(uuid.uuid4()), **facts})


def test_the_way_of_a_plan(cast: Cast, client: Client) -> None:
    dossier = make_dossier(cast)
    finding = make_finding(cast, dossier)
    as_user(client, cast.editor)
    assert post(client, "plan_draft", dossier.pk, title="Kế hoạch khắc phục").status_code == 303
    plan = Plan.objects.get()
    assert post(client, "add", plan.pk, **typed(cast, finding=finding.pk)).status_code == 303
    action = Action.objects.get()
    assert action.due_on is not None
    facts = typed(cast, task="Rà soát 40 tuyến phố", revision=action.revision)
    assert post(client, "edit", action.pk, **facts).status_code == 303
    assert post(client, "edit", action.pk, **facts).status_code == 409
    as_user(client, cast.head)
    assert post(client, "plan_issue", plan.pk).status_code == 303
    as_user(client, cast.officer)
    assert post(client, "plan_comment", plan.pk, text="Rõ hơn").status_code == 303
    assert post(client, "plan_ask_more", plan.pk, because="Bổ sung").status_code == 303
    as_user(client, cast.head)
    assert post(client, "plan_edit", plan.pk, title="Tên mới", revision=Plan.objects.get().revision).status_code == 303
    assert post(client, "plan_issue", plan.pk).status_code == 303
    as_user(client, cast.leader)
    assert post(client, "plan_accept", plan.pk).status_code == 303
    assert Plan.objects.get().state == PlanState.ACCEPTED


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"due_on": "thường xuyên"}, "thường xuyên"),
        ({"due_on": "", "rhythm": "monthly"}, "Việc định kỳ phải có ngày kết thúc"),
        ({"start_on": "01/07/2023"}, "Thời hạn trước ngày bắt đầu"),
        ({"task": "MẬT: nội dung"}, "độ mật"),
    ],
)
def test_a_refused_action_keeps_what_was_typed(cast: Cast, client: Client, facts: dict[str, str], words: str) -> None:
    dossier = make_dossier(cast)
    plan, finding = make_plan(cast, dossier), make_finding(cast, dossier)
    as_user(client, cast.editor)
    answer = post(client, "add", plan.pk, **typed(cast, finding=finding.pk, **facts))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Danh mục đã rà soát" in page
    assert not Action.objects.exists()


def test_an_unclear_plan_says_what_is_missing(cast: Cast, client: Client) -> None:
    dossier = make_dossier(cast)
    plan, finding = make_plan(cast, dossier), make_finding(cast, dossier)
    as_user(client, cast.head)
    post(client, "add", plan.pk, **typed(cast, finding=finding.pk, lead_person=""))
    answer = post(client, "plan_issue", plan.pk)
    assert answer.status_code == 422
    assert "người" in answer.content.decode()
    assert Plan.objects.get().state == PlanState.DRAFT


def test_a_vague_word_is_pointed_out_beside_its_field(cast: Cast, client: Client) -> None:
    dossier = make_dossier(cast)
    plan, finding = make_plan(cast, dossier), make_finding(cast, dossier)
    as_user(client, cast.editor)
    post(client, "add", plan.pk, **typed(cast, finding=finding.pk, task="Tăng cường chỉ đạo"))
    action = Action.objects.get()
    assert "chưa rõ việc" in client.get(reverse("remediation:edit", args=[action.pk])).content.decode()


def test_a_report_with_a_photo_twice_is_once(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.doer)
    sent = {"command_id": str(uuid.uuid4()), "text": "Đã gửi hồ sơ", "percent": "40"}
    address = reverse("remediation:report", args=[action.pk])
    first = client.post(address, {**sent, "photos": photo()})
    second = client.post(address, {**sent, "photos": photo()})
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    progress = Progress.objects.get()
    assert (progress.percent, progress.evidence.count()) == (40, 1)
    page = client.get(action.get_absolute_url()).content.decode()
    assert "hien-truong.jpg" in page


def test_a_refused_report_keeps_the_photo(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.doer)
    answer = client.post(
        reverse("remediation:report", args=[action.pk]), {"text": "", "percent": "140", "photos": photo("anh.jpg")}
    )
    assert answer.status_code == 422
    assert "anh.jpg" in answer.content.decode()


def test_corrected_and_withdrawn(cast: Cast, client: Client) -> None:
    action = active(cast)
    progress = report(cast, action, "Sai")
    as_user(client, cast.doer)
    assert post(client, "correct", progress.pk, text="Đúng", because="Nhầm").status_code == 303
    new = Progress.objects.get(corrects=progress)
    assert post(client, "withdraw_progress", new.pk, because="Nhầm nhiệm vụ").status_code == 303
    page = client.get(action.get_absolute_url()).content.decode()
    assert page.count("<s>") == 2


def test_dates_and_people_through_forms(cast: Cast, client: Client) -> None:
    action = active(cast)
    paper = decision(cast)
    as_user(client, cast.head)
    facts = {"to_date": "30/09/2023", "because": "Chờ ý kiến"}
    assert post(client, "ask_extension", action.pk, **facts).status_code == 303
    as_user(client, cast.leader)
    page = client.get(action.get_absolute_url()).content.decode()
    assert reverse("remediation:decide_extension", args=[Extension.objects.get().pk]) in page
    told = {"decision": "approved", "because": "Đồng ý", "document": paper.pk}
    assert post(client, "decide_extension", Extension.objects.get().pk, **told).status_code == 303
    assert post(client, "pause", action.pk, document=paper.pk, because="Chờ").status_code == 303
    assert post(client, "resume", action.pk).status_code == 303
    as_user(client, cast.head)
    assert post(client, "reassign", action.pk, to_person=cast.editor.pk, because="Chuyển").status_code == 303
    assert post(client, "receipt", action.pk, unit=cast.ministry.pk, on="31/01/2023").status_code == 303
    as_user(client, cast.leader)
    assert post(client, "await_succession", action.pk, because="Sáp nhập").status_code == 303
    assert post(client, "cancel", action.pk, document=paper.pk, because="Hủy").status_code == 303
    assert Action.objects.get().state == ActionState.CANCELLED
    answer = post(client, "transfer", action.pk, document=paper.pk, because="x", to_unit=cast.other_body.pk)
    assert answer.status_code == 403
    assert client.get(action.get_absolute_url()).status_code == 200


def test_submitted_and_taken_back(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.doer)
    assert post(client, "submit", action.pk).status_code == 422
    report(cast, action)
    assert post(client, "submit", action.pk, note="Xem tờ trình").status_code == 303
    assert post(client, "take_back", action.pk).status_code == 303
    assert Action.objects.get().state == ActionState.ACTIVE


def test_a_finding_and_a_task_get_actions_of_their_own(cast: Cast, client: Client) -> None:
    finding, task = make_finding(cast), make_task(cast)
    as_user(client, cast.head)
    assert post(client, "add_to_finding", finding.pk, **typed(cast)).status_code == 303
    assert post(client, "add_to_task", task.pk, **typed(cast)).status_code == 303
    first, second = Action.objects.order_by("pk")
    assert post(client, "issue", second.pk).status_code == 303
    assert post(client, "remove", first.pk).status_code == 303
    assert [one.state for one in Action.objects.all()] == [ActionState.ACTIVE]
    assert post(client, "finding_unknown", finding.pk, since="2003", until="30/12/2022").status_code == 303
    assert post(client, "finding_receipt", finding.pk, unit=cast.body.pk, on="31/01/2023").status_code == 303
    assert client.get(task.get_absolute_url()).status_code == 200
    assert post(client, "plan_draft_for_unit", cast.body.pk, title="Kế hoạch").status_code == 303


def test_entered_on_behalf_of_the_lead_person(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.officer)
    facts = {"text": "Theo báo cáo giấy", "on_behalf_person": cast.doer.pk}
    assert post(client, "report", action.pk, **facts).status_code == 422
    paper = {"basis_number": "15/BC", "basis_date": "30/01/2023"}
    assert post(client, "report", action.pk, **facts, **paper).status_code == 303
    progress = Progress.objects.get()
    assert (progress.author, progress.entered_by) == (cast.doer, cast.officer)


def test_filters_narrow_the_list(cast: Cast, client: Client) -> None:
    action = active(cast)
    as_user(client, cast.officer)
    address = reverse("remediation:list")
    title = action.task
    assert action.finding is not None
    queries: tuple[tuple[dict[str, Any], bool], ...] = (
        ({"q": "dat dich vu"}, True),
        ({"q": "không có"}, False),
        ({"bucket": "in_time"}, True),
        ({"bucket": "overdue", "against": "original"}, False),
        ({"state": "draft"}, False),
        ({"unit": cast.body.pk}, True),
        ({"unit": cast.other_body.pk}, False),
        ({"lead_unit": cast.lead_unit.pk, "person": cast.doer.pk}, True),
        ({"unit_name": "minh hoa 01"}, True),
        ({"person_name": "lam"}, True),
        ({"finding": action.finding_id}, True),
        ({"cycle": 999}, False),
        ({"field": action.finding.field_id}, True),
        ({"unit": "x", "bucket": "y", "after": "z"}, True),
    )
    for query, found in queries:
        page = client.get(address, query).content.decode()
        assert (title in page) is found, query


def test_pages_of_a_long_list_follow_each_other(cast: Cast, client: Client) -> None:
    first = active(cast)
    copies = []
    for number in range(60):
        copy = Action.objects.get(pk=first.pk)
        copy.pk, copy.task = None, f"Nhiệm vụ số {number:02}"
        copies.append(copy)
    Action.objects.bulk_create(copies)
    for copy in copies:
        copy.involve(unit=cast.body, capacity="address")
    as_user(client, cast.head)
    address = reverse("remediation:list")
    seen: list[str] = []
    query = ""
    for _page in range(3):
        answer = client.get(f"{address}{query}")
        leaf = answer.context["leaf"]
        seen += [one.pk for one in leaf.rows]
        query = leaf.after
        assert leaf.count == 61
    assert len(seen) == len(set(seen)) == 61
    assert query == ""
    before = client.get(f"{address}{leaf.before}").context["leaf"]
    assert [one.pk for one in before.rows] == seen[25:50]
    start = client.get(f"{address}{before.before}").context["leaf"]
    assert [one.pk for one in start.rows] == seen[:25]
    assert start.before == ""


def test_events_are_told_in_both_languages(cast: Cast) -> None:
    from django.utils import translation

    types = [one for one in known_types() if one.startswith("remediation.")]
    assert len(types) == 27
    for type in types:
        with translation.override("en"):
            english = sentence_of(type, {})
        with translation.override("vi"):
            assert sentence_of(type, {}) != english


def test_every_recorded_event_is_known(cast: Cast) -> None:
    action = active(cast)
    ask_extension(cast, action)
    assert set(Event.objects.values_list("type", flat=True)) <= set(known_types())
    assert by(cast.head).person_id
