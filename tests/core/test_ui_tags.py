"""Tags of the interface: escaped, wired for assistive technology, right in both languages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from chuyenbien.core.verdict import Verdict

EVIL = '<script>alert("x")</script>'


def show(source: str, **context: Any) -> str:
    return Template("{% load i18n ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% usertext x %}", {"x": EVIL}),
        ('{% chip "warn" x %}', {"x": EVIL}),
        ("{% chip x x %}", {"x": EVIL}),
        ("{% state x %}", {"x": SimpleNamespace(state_chip=("bad", EVIL))}),
        ("{% icon x %}", {"x": EVIL}),
        ("{% empty x %}", {"x": EVIL}),
        ("{% person x %}", {"x": EVIL}),
        ("{% unit x %}", {"x": EVIL}),
        ("{% verb v x x %}", {"v": Verdict.yes(), "x": EVIL}),
        ("{% verb v x x %}", {"v": Verdict.no(EVIL), "x": EVIL}),
        ("{% post_verb v x x a=x %}", {"v": Verdict.yes(), "x": EVIL}),
        ("{% crumbs x x %}", {"x": EVIL}),
        ("{% progress 3 x %}", {"x": EVIL}),
    ],
)
def test_what_people_typed_never_becomes_markup(source: str, context: dict[str, Any]) -> None:
    shown = show(source, **context)
    assert "<script" not in shown
    assert "&lt;script" in shown or "chip-neutral" in shown


def test_user_text_is_marked_as_vietnamese() -> None:
    assert show("{% usertext x %}", x="Chậm\ntiến độ") == '<span lang="vi" class="usertext">Chậm\ntiến độ</span>'
    assert 'lang="vi"' in show("{% unit x %}", x="Sở Tài chính")


@pytest.mark.parametrize(
    ("language", "number", "date"), [("vi", "1.234,5", "31/01/2023"), ("en", "1,234.5", "31/01/2023")]
)
def test_numbers_follow_the_language_and_dates_do_not(language: str, number: str, date: str) -> None:
    with translation.override(language):
        assert number in show("{% num x 1 %}", x=Decimal("1234.5"))
        assert date in show("{% vdate x %}", x=dt.date(2023, 1, 31))


def test_only_what_is_known_of_a_date_is_shown() -> None:
    day = dt.date(2003, 5, 1)
    assert ">05/2003<" in show('{% vdate x "month" %}', x=day)
    assert ">2003<" in show('{% vdate x "year" %}', x=day)
    with translation.override("en"):
        assert "about 2003" in show('{% vdate x "approximate" %}', x=day)


@pytest.mark.parametrize("source", ["{% vdate x %}", "{% num x %}", "{% percent x %}", "{% person x %}"])
def test_nothing_is_shown_as_a_dash(source: str) -> None:
    assert "—" in show(source, x=None)


def test_a_moment_is_told_in_the_offices_zone() -> None:
    late = dt.datetime(2023, 1, 30, 18, 5, tzinfo=dt.UTC)
    assert "31/01/2023 01:05" in show("{% vdatetime x %}", x=late)


def test_a_state_is_icon_word_and_colour() -> None:
    shown = show('{% chip "bad" "quá hạn" %}')
    assert "chip-bad" in shown
    assert "#stop" in shown
    assert "quá hạn" in shown


def test_only_illustrations_are_marked() -> None:
    with translation.override("vi"):
        assert "minh họa" in show("{% illustrative x %}", x=SimpleNamespace(is_illustrative=True))
    assert show("{% illustrative x %}", x=SimpleNamespace(is_illustrative=False)) == ""


def test_a_refused_verb_says_why_and_cannot_be_used() -> None:
    shown = show('{% verb v "/go/" "Close" %}', v=Verdict.no("An estimate never closes."))
    assert "/go/" not in shown
    assert 'aria-disabled="true"' in shown
    reason = shown.split('aria-describedby="')[1].split('"')[0]
    assert f'id="{reason}">An estimate never closes.' in shown


def test_a_missing_verdict_counts_as_refused() -> None:
    assert "/go/" not in show('{% post_verb nothing "/go/" "Close" %}')


def test_a_post_verb_carries_token_command_and_arguments() -> None:
    shown = show('{% post_verb v "/go/" "Accept" decision="accept" %}', v=Verdict.yes(), csrf_token="tok")
    assert 'name="csrfmiddlewaretoken" value="tok"' in shown
    assert 'name="command_id"' in shown
    assert 'name="decision" value="accept"' in shown
    assert 'method="post" action="/go/"' in shown


def test_the_pager_keeps_the_filters() -> None:
    request = RequestFactory().get("/list/", {"state": "overdue", "page": "2"})
    shown = show("{% pager p %}", p=Paginator(range(2600), 25).page(2), request=request)
    assert "?state=overdue&amp;page=3" in shown
    assert 'aria-current="page">2<' in shown
    with translation.override("vi"):
        assert "2.600" in show("{% pager p %}", p=Paginator(range(2600), 25).page(2), request=request)
    assert show("{% pager p %}", p=Paginator([], 25).page(1), request=request).strip() == ""


def test_a_timeline_tells_who_typed_and_hides_what_was_redacted() -> None:
    at = dt.datetime(2023, 1, 20, 2, 0, tzinfo=dt.UTC)
    entry = SimpleNamespace(
        at=at,
        recorded_at=at + dt.timedelta(days=3),
        actor_name="Trưởng đoàn",
        on_behalf_name="Chuyên viên",
        sentence=EVIL,
        because="Theo biên bản",
        url="",
        redacted=False,
    )
    shown = show("{% timeline e %}", e=[entry])
    assert "<script" not in shown
    assert "Chuyên viên" in shown
    assert "Theo biên bản" in shown
    assert "23/01/2023" in shown
    entry.redacted = True
    assert "Theo biên bản" not in show("{% timeline e %}", e=[entry])
    assert 'class="empty"' in show("{% timeline e %}", e=[])
