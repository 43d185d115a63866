"""The outbox: who gets a mail when, what it says and does not say, and what happens when it cannot go out."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from chuyenbien.core import clock
from chuyenbien.notices import digest, operations, planning, posting
from chuyenbien.notices.enums import DeliveryState, MailRhythm
from chuyenbien.notices.models import Delivery, Notice, Preference
from chuyenbien.notices.posting import Poster
from chuyenbien.orgs.models import Person
from tests.cast import Cast

from .making import DAY, document, tell

pytestmark = pytest.mark.django_db

MORNING = clock.moment_of(DAY, 8)


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Iterator[None]:
    settings.PUBLIC_ADDRESS = "https://chuyenbien.example"
    settings.DEFAULT_FROM_EMAIL = "Chuyển Biến <nhac@vanphong.example>"
    with clock.at(MORNING):
        yield


@pytest.fixture(autouse=True)
def _addresses(cast: Cast) -> None:
    for name in ("doer", "head", "officer"):
        give_address(getattr(cast, name), f"{name}@vanphong.example")


def give_address(person: Person, address: str) -> None:
    assert person.user
    person.user.email = address
    person.user.save()


class Server:
    """A mail server of the test: counts, and fails as told."""

    failure: Exception | None = None
    refuses_to_open = False

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        server = self

        class Backend(EmailBackend):
            def open(self) -> bool:
                if server.refuses_to_open:
                    raise ConnectionRefusedError("no mail server")
                return True

            def send_messages(self, messages: Any) -> int:
                if server.failure:
                    raise server.failure
                return int(super().send_messages(messages))

        monkeypatch.setattr(posting, "get_connection", Backend)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    return Server(monkeypatch)


class Time:
    """The world's time as the test tells it."""

    def __init__(self) -> None:
        self.now = clock.real_now() + dt.timedelta(seconds=5)

    def __call__(self) -> dt.datetime:
        return self.now

    def passes(self, **span: float) -> None:
        self.now += dt.timedelta(**span)


def send(**facts: Any) -> Poster:
    poster = Poster("test", now=facts.pop("now", Time()))
    while poster.turn() and not poster.down:
        pass
    return poster


def test_a_digest_is_neutral_and_holds_one_line_for_a_matter(cast: Cast) -> None:
    subject = document(cast.body, cast.doer, abstract="Sai phạm đất đai ở thôn Đoài")
    tell(cast.doer, subject)
    told = tell(cast.doer, subject)
    other = tell(cast.doer, document(cast.body, cast.doer, abstract="Kiểm điểm đồng chí Đỗ Thị Làm"))
    planning.plan(MORNING)
    send()
    (sent,) = mail.outbox
    assert sent.to == ["doer@vanphong.example"]
    assert sent.subject == "Có việc đến hạn"
    body = str(sent.body)
    lines = [line for line in body.splitlines() if line.startswith("VB-")]
    assert len(lines) == 2
    assert f"{told.code} · hạn 05/03/2026 · https://chuyenbien.example/notices/{told.pk}/" in lines
    assert any(line.startswith(f"{other.code} ·") for line in lines)
    whole = sent.message().as_string() + body
    for word in ("đất", "Đoài", "Sai", "Kiểm điểm", "Làm", cast.body.name, "documents"):
        assert word not in whole, word


def test_every_word_of_it_is_one_of_the_programs_own(cast: Cast) -> None:
    """Nothing but the fixed words, codes, dates and links: the words are the same whatever the matters say."""
    bodies = []
    for abstract in ("Một việc", "Hoàn toàn khác, ở chỗ khác"):
        Notice.objects.all().delete()
        Delivery.objects.all().delete()
        told = tell(cast.doer, document(cast.body, cast.doer, abstract=abstract))
        planning.plan(MORNING)
        mail.outbox.clear()
        send()
        bodies.append(str(mail.outbox[0].body).replace(told.code, "CODE").replace(f"/{told.pk}/", "/N/"))
    assert bodies[0] == bodies[1]


def test_nothing_of_a_code_only_matter_leaves_the_program(cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer, code="M-07"))
    planning.plan(MORNING)
    assert not Delivery.objects.exists()


def test_a_matter_that_has_become_code_only_is_left_out_at_the_last_moment(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    tell(cast.doer, subject)
    tell(cast.head, subject)
    tell(cast.head, document(cast.body, cast.head))
    planning.plan(MORNING)
    subject.empty_secret_fields("M-09")
    subject.save()
    send()
    (sent,) = mail.outbox
    assert sent.to == ["head@vanphong.example"]
    assert "M-09" not in str(sent.body)
    assert f"VB-{subject.pk} " not in str(sent.body)
    assert Delivery.objects.get(person=cast.doer).state == DeliveryState.DROPPED


def test_what_was_taken_back_is_no_longer_mentioned(cast: Cast) -> None:
    subject = document(cast.body, cast.doer)
    tell(cast.doer, subject)
    planning.plan(MORNING)
    operations.withdraw(subject=subject, because="done")
    send()
    assert not mail.outbox
    assert Delivery.objects.get().state == DeliveryState.DROPPED


def test_at_most_one_mail_a_day(cast: Cast) -> None:
    for hour in (8, 9, 15):
        tell(cast.doer, document(cast.body, cast.doer))
        planning.plan(clock.moment_of(DAY, hour))
        send()
    assert len(mail.outbox) == 1
    planning.plan(clock.moment_of(DAY + dt.timedelta(days=1), 8))
    send()
    assert len(mail.outbox) == 2
    assert str(mail.outbox[1].body).count("VB-") == 2


def test_the_message_id_is_written_before_the_first_try_and_stays(cast: Cast, server: Server) -> None:
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    known = Delivery.objects.get().message_id
    assert known == planning.message_id(f"digest:{cast.doer.pk}:{DAY}")
    assert known.endswith("@vanphong.example>")
    server.failure = smtplib.SMTPServerDisconnected("gone in the middle")
    now = Time()
    send(now=now)
    server.failure = None
    now.passes(hours=2)
    send(now=now)
    assert [one.extra_headers["Message-ID"] for one in mail.outbox] == [known]
    assert mail.outbox[0].message()["Message-ID"] == known


@pytest.mark.parametrize(
    ("rhythm", "day", "hour", "mailed"),
    [
        (MailRhythm.DAILY, 0, 8, True),
        (MailRhythm.DAILY, 0, 6, False),
        (MailRhythm.DAILY, 0, 21, False),
        (MailRhythm.NONE, 0, 8, False),
        (MailRhythm.WEEKLY, 0, 8, False),
        (MailRhythm.WEEKLY, 2, 8, False),
        (MailRhythm.WEEKLY, 3, 6, False),
        (MailRhythm.WEEKLY, 3, 8, True),
        (MailRhythm.WEEKLY, 5, 8, True),
    ],
)
def test_when_a_mail_is_due(cast: Cast, rhythm: str, day: int, hour: int, mailed: bool) -> None:
    """A Thursday's reader, told on a Monday; on Saturday what Thursday missed is still due. Nights are quiet."""
    Preference.objects.create(person=cast.doer, mail=rhythm, weekday=4)
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(clock.moment_of(DAY + dt.timedelta(days=day), hour))
    assert Delivery.objects.exists() is mailed


def test_the_mail_is_in_the_language_the_person_chose(cast: Cast) -> None:
    Preference.objects.create(person=cast.doer, language="en")
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    send()
    assert mail.outbox[0].subject == "Something is due"
    assert "due 05/03/2026" in str(mail.outbox[0].body)


def test_a_person_without_an_address_is_no_error(cast: Cast) -> None:
    give_address(cast.doer, "")
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    send()
    assert not Delivery.objects.exists()
    assert Notice.objects.filter(person=cast.doer, withdrawn_at=None).count() == 1


def test_an_address_lost_meanwhile_leaves_the_notice_for_later(cast: Cast) -> None:
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    give_address(cast.doer, "")
    send()
    assert Delivery.objects.get().state == DeliveryState.DROPPED
    give_address(cast.doer, "moi@vanphong.example")
    planning.plan(clock.moment_of(DAY + dt.timedelta(days=1), 8))
    send()
    assert [one.to for one in mail.outbox] == [["moi@vanphong.example"]]


def test_without_a_mail_server_nothing_is_put_into_the_outbox(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    assert not Delivery.objects.exists()


def test_waiting_grows_from_a_minute_to_an_hour() -> None:
    minutes = [posting.wait_after(attempts) / dt.timedelta(minutes=1) for attempts in (1, 2, 3, 4, 7, 20, 900)]
    assert minutes == [1, 2, 4, 8, 60, 60, 60]


def test_a_server_that_is_down_is_tried_later_and_later(cast: Cast, server: Server) -> None:
    server.refuses_to_open = True
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    now, waits = Time(), []
    for _try in range(4):
        assert send(now=now).down
        row = Delivery.objects.get()
        assert row.state == DeliveryState.DUE
        assert not row.in_doubt
        waits.append(row.next_try_at - now())
        assert Poster("test", now=now).turn() == 0
        now.now = row.next_try_at
    assert waits == [dt.timedelta(minutes=number) for number in (1, 2, 4, 8)]
    server.refuses_to_open = False
    assert send(now=now).sent == 1


def test_after_a_day_without_a_server_comes_one_digest(cast: Cast, server: Server) -> None:
    server.refuses_to_open = True
    now = Time()
    for day in range(3):
        tell(cast.doer, document(cast.body, cast.doer))
        planning.plan(clock.moment_of(DAY + dt.timedelta(days=day), 8))
        send(now=now)
        now.passes(days=1)
    server.refuses_to_open = False
    send(now=now)
    (sent,) = mail.outbox
    assert str(sent.body).count("VB-") == 3
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["dropped", "dropped", "sent"]


def test_a_mail_that_may_have_arrived_is_not_put_together_with_others(cast: Cast, server: Server) -> None:
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    now = Time()
    server.failure = smtplib.SMTPServerDisconnected("after the last line")
    send(now=now)
    known = Delivery.objects.get(in_doubt=True).message_id
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(clock.moment_of(DAY + dt.timedelta(days=1), 8))
    server.failure = None
    now.passes(days=1)
    send(now=now)
    assert len(mail.outbox) == 2
    assert known in [one.extra_headers["Message-ID"] for one in mail.outbox]


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"no such user")}), DeliveryState.FAILED),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"mailbox busy")}), DeliveryState.DUE),
        (smtplib.SMTPDataError(554, b"not accepted"), DeliveryState.FAILED),
        (smtplib.SMTPDataError(451, b"later"), DeliveryState.DUE),
        (smtplib.SMTPSenderRefused(530, b"who are you", "x"), DeliveryState.DUE),
        (TimeoutError("slow"), DeliveryState.DUE),
    ],
)
def test_a_refusal_for_good_is_told_apart_from_one_for_now(
    cast: Cast, server: Server, failure: Exception, state: str
) -> None:
    server.failure = failure
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    send()
    row = Delivery.objects.get()
    assert row.state == state
    assert type(failure).__name__ in row.last_error


def test_after_days_of_trying_a_mail_is_given_up(cast: Cast, server: Server) -> None:
    server.refuses_to_open = True
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    now = Time()
    now.passes(days=6)
    send(now=now)
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_one_mail_that_cannot_be_written_does_not_stop_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for person in (cast.doer, cast.head):
        tell(person, document(cast.body, person))
    planning.plan(MORNING)
    whole = digest.mail_of

    def broken(delivery: Delivery, notices: list[Notice]) -> Any:
        if delivery.person_id == cast.doer.pk:
            raise ValueError("broken")
        return whole(delivery, notices)

    monkeypatch.setattr(digest, "mail_of", broken)
    send()
    assert [one.to for one in mail.outbox] == [["head@vanphong.example"]]
    assert Delivery.objects.get(person=cast.doer).state == DeliveryState.DUE


def test_a_killed_workers_mails_are_taken_again_when_its_lease_runs_out(cast: Cast) -> None:
    for person in (cast.doer, cast.head):
        tell(person, document(cast.body, person))
    planning.plan(MORNING)
    now = Time()
    taken = Poster("killed", now=now).claim(20)
    assert len(taken) == 2
    assert Poster("other", now=now).turn() == 0
    now.passes(minutes=10)
    assert send(now=now).sent == 2
    assert {one.extra_headers["Message-ID"] for one in mail.outbox} == {one.message_id for one in taken}


def test_a_worker_that_is_told_to_stop_gives_back_what_it_has_not_tried(cast: Cast) -> None:
    for person in (cast.doer, cast.head, cast.officer):
        tell(person, document(cast.body, person))
    planning.plan(MORNING)
    poster = Poster("test", now=Time(), stopping=lambda: bool(mail.outbox))
    poster.turn()
    assert len(mail.outbox) == 1
    left = Delivery.objects.filter(state=DeliveryState.DUE)
    assert left.count() == 2
    assert set(left.values_list("attempts", "in_doubt")) == {(0, False)}


def test_a_slow_server_does_not_hold_mails_longer_than_the_lease(cast: Cast, settings: Any) -> None:
    settings.MAIL_LEASE_SECONDS = 20
    tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    poster = Poster("test", now=Time())
    poster.turn()
    assert not mail.outbox
    assert Delivery.objects.get().state == DeliveryState.DUE


def test_many_matters_are_counted_at_the_end(cast: Cast) -> None:
    for _number in range(63):
        tell(cast.doer, document(cast.body, cast.doer))
    planning.plan(MORNING)
    send()
    body = str(mail.outbox[0].body)
    assert body.count("VB-") == 60
    assert "và 3 việc khác" in body
