"""A conference is called, moved, called off, attended, minuted and held."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chuyenbien.conferences import operations, rules
from chuyenbien.conferences.enums import ConferenceState
from chuyenbien.conferences.models import Conference
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused, Stale
from chuyenbien.reviews.enums import DossierState
from tests.cast import as_user, by
from tests.conferences.making import DAY, call, do, hold, post
from tests.reviews.conftest import Review, events_since, last_seq


def test_calling_moves_the_review_and_names_chair_and_secretary(review: Review) -> None:
    review.bring_to(DossierState.SUBMITTED)
    seq = last_seq()
    conference = call(review)
    review.dossier.refresh_from_db()
    assert review.dossier.state == DossierState.SCHEDULED
    assert (conference.chair, conference.secretary) == (review.chair, review.scribe)
    assert events_since(seq) == ["conferences.scheduled"]


def test_calling_is_refused_before_the_report_twice_and_backwards(review: Review) -> None:
    start, end = clock.moment_of(DAY, 8), clock.moment_of(DAY, 17)
    with pytest.raises(Refused):
        do(review.cast.officer, operations.schedule, review.dossier, start, end, "")
    dossier = review.bring_to(DossierState.COMMENTED)
    with pytest.raises(Refused) as refusal:
        do(review.cast.officer, operations.schedule, dossier, end, start, "")
    assert refusal.value.field == "ends_at"
    call(review, dossier)
    with pytest.raises(Refused):
        do(review.cast.officer, operations.schedule, dossier, start, end, "")


def test_moving_keeps_the_reason_and_refuses_a_stale_revision(review: Review) -> None:
    conference, seq = call(review), last_seq()
    start, end = clock.moment_of(DAY + dt.timedelta(days=1), 8), clock.moment_of(DAY + dt.timedelta(days=1), 12)
    move = operations.reschedule
    with pytest.raises(Refused):
        do(review.cast.officer, move, conference, start, end, "", because="")
    do(review.cast.officer, move, conference, start, end, "Phòng họp 2", because="Trùng lịch", revision=1)
    assert events_since(seq) == ["conferences.rescheduled"]
    with pytest.raises(Stale):
        do(review.cast.officer, move, conference, start, end, "", because="Lại", revision=1)


def test_after_it_was_called_off_another_can_be_called(review: Review) -> None:
    conference, seq = call(review), last_seq()
    with pytest.raises(Refused):
        do(review.cast.officer, operations.cancel, conference, because=" ")
    do(review.cast.officer, operations.cancel, conference, because="Bão")
    assert events_since(seq) == ["conferences.cancelled"]
    with pytest.raises(Refused):
        do(review.cast.officer, operations.cancel, conference, because="Lần nữa")
    with pytest.raises(Refused):
        do(review.scribe, operations.mark_held, conference)
    review.dossier.refresh_from_db()
    assert call(review).pk != conference.pk


def test_holding_waits_for_the_day_and_for_the_answers(review: Review) -> None:
    suggestion = review.suggest("Một", "Hai")
    conference = call(review)
    with clock.at(DAY - dt.timedelta(days=1)), pytest.raises(Refused):
        do(review.scribe, operations.mark_held, conference)
    with clock.at(DAY):
        assert "1, 2" in str(rules.can_hold(by(review.scribe), conference).reason)
    with clock.at(DAY), pytest.raises(Refused, match="1, 2"):
        do(review.scribe, operations.mark_held, conference)
    assert Conference.objects.get().state == ConferenceState.SCHEDULED
    from chuyenbien.reviews import operations as reviews

    do(review.cast.leader, reviews.override_unanswered, conference.dossier, because="Đã báo cáo trực tiếp")
    seq = last_seq()
    with clock.at(DAY):
        do(review.scribe, operations.mark_held, conference)
    review.dossier.refresh_from_db()
    assert (conference.state, review.dossier.state) == (ConferenceState.HELD, DossierState.HELD)
    assert events_since(seq) == ["conferences.held"]
    assert suggestion.items.count() == 2


def test_attendance_replaces_the_list(review: Review) -> None:
    conference, seq = call(review), last_seq()
    record = operations.record_attendance
    do(review.scribe, record, conference, present=[review.cast.head, "Khách mời"], absent=[(review.cast.editor, "ốm")])
    do(review.scribe, record, conference, present=[review.cast.head], absent=[(review.cast.editor, "đi công tác")])
    rows = [(row.person, row.present, row.reason) for row in conference.attendances.all()]
    assert rows == [(review.cast.head, True, ""), (review.cast.editor, False, "đi công tác")]
    assert events_since(seq) == ["conferences.attendance_recorded"] * 2
    with pytest.raises(Refused):
        do(review.scribe, record, conference, present=[])
    with pytest.raises(Refused):
        do(review.scribe, record, conference, present=[review.cast.head], absent=[(review.cast.head, "ốm")])


def test_minutes_typed_or_scanned(review: Review) -> None:
    conference, seq = call(review), last_seq()
    with pytest.raises(Refused):
        do(review.scribe, operations.write_minutes, conference, " ")
    scan = SimpleUploadedFile("biên bản.pdf", b"%PDF-1.7 x", "application/pdf")
    do(review.scribe, operations.write_minutes, conference, "", upload=scan)
    do(review.scribe, operations.write_minutes, conference, "Hội nghị thống nhất")
    conference.refresh_from_db()
    assert conference.minutes == "Hội nghị thống nhất"
    assert conference.minutes_scan is not None
    assert events_since(seq) == ["conferences.minutes_written"] * 2


def test_the_scan_is_read_by_who_sees_the_review(client: Client, review: Review) -> None:
    conference = call(review)
    scan = SimpleUploadedFile("biên bản.pdf", b"%PDF-1.7 x", "application/pdf")
    do(review.scribe, operations.write_minutes, conference, "", upload=scan)
    assert conference.minutes_scan is not None
    url = conference.minutes_scan.get_absolute_url()
    for who, status in ((review.delegate, 200), (review.cast.editor, 200), (review.cast.stranger, 404)):
        as_user(client, who)
        assert client.get(url).status_code == status


def test_through_the_pages(client: Client, review: Review) -> None:
    review.bring_to(DossierState.SUBMITTED)
    as_user(client, review.cast.officer)
    url = reverse("conferences:schedule", args=[review.dossier.pk])
    assert client.get(url).status_code == 200
    data = {"starts_at": "2023-01-10T08:00", "ends_at": "2023-01-10T07:00", "place": "Hội trường"}
    assert post(client, url, data).status_code == 422
    command = str(uuid.uuid4())
    for _twice in range(2):
        assert post(client, url, {**data, "ends_at": "2023-01-10T17:00"}, command).status_code == 303
    conference = Conference.objects.get()
    assert "Hội trường" in client.get(conference.get_absolute_url()).content.decode()
    move = reverse("conferences:move", args=[conference.pk])
    assert client.get(move).status_code == 200
    changed = {"starts_at": "2023-01-10T09:00", "ends_at": "2023-01-10T17:00", "place": "Phòng 2", "revision": 1}
    assert post(client, move, {**changed, "because": "Trùng phòng"}).status_code == 303
    assert post(client, move, {**changed, "because": "Trùng phòng", "place": "Phòng 3"}).status_code == 409
    as_user(client, review.scribe)
    attendance = reverse("conferences:attendance", args=[conference.pk])
    assert client.get(attendance).status_code == 200
    there = {
        f"there_{review.cast.head.pk}": "there",
        f"there_{review.cast.editor.pk}": "excused",
        f"reason_{review.cast.editor.pk}": "ốm",
        "others": "Khách mời",
    }
    assert post(client, attendance, there).status_code == 303
    assert conference.attendances.count() == 3
    for name in ("others", f"reason_{review.cast.editor.pk}"):
        refused = post(client, attendance, {**there, name: "Đại diện " * 40})
        assert (refused.status_code, list(refused.context["form"].errors)) == (422, [name])
    minutes = reverse("conferences:minutes", args=[conference.pk])
    assert client.get(minutes).status_code == 200
    assert post(client, minutes, {"minutes": "Thống nhất cao"}).status_code == 303
    held = reverse("conferences:held", args=[conference.pk])
    with clock.at(DAY):
        assert post(client, held).status_code == 303
    page = client.get(conference.get_absolute_url()).content.decode()
    for words in ("Thống nhất cao", "Khách mời", "ốm", "Đã tổ chức"):
        assert words in page
    as_user(client, review.cast.officer)
    cancel = reverse("conferences:cancel", args=[conference.pk])
    assert client.get(cancel).status_code == 403


def test_a_conference_of_a_code_only_review_holds_no_text(review: Review) -> None:
    dossier = review.bring_to(DossierState.SUBMITTED)
    type(dossier).objects.filter(pk=dossier.pk).update(classification="code_only", code="HS-01")
    dossier.refresh_from_db()
    with pytest.raises(Refused):
        call(review, dossier)
    conference = call(review, dossier, place="")
    assert conference.shown_title == "HS-01"
    with pytest.raises(Refused):
        do(review.scribe, operations.write_minutes, conference, "Có chữ")
    with pytest.raises(Refused):
        do(review.scribe, operations.record_attendance, conference, present=["Ai đó"])


def test_a_held_one_is_not_held_again(review: Review) -> None:
    conference = hold(review)
    with pytest.raises(Refused):
        do(review.scribe, operations.mark_held, conference)
