"""Drawings: every one says in text what it shows, scales by share, and stays free of styles."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from chuyenbien.core.draw import buckets, course, holdings, outcome, progress, sixclear
from chuyenbien.core.draw.scale import fit
from chuyenbien.core.draw.values import lasting, number, usertext

TODAY = dt.date(2023, 1, 31)
EVIL = "<script>"


@pytest.fixture(autouse=True)
def in_english() -> object:
    with translation.override("en"):
        yield


def widths(svg: str, css_class: str) -> list[float]:
    return [float(w) for w in re.findall(rf'class="{css_class}[^"]*"[^>]* width="([\d.]+)%"', svg)]


def test_the_course_marks_the_present_step_in_words() -> None:
    shown = course.course(
        [
            course.Step("suggested", "Suggested", "15/11/2022", EVIL, "done", "/s/"),
            course.Step("acted", "Acted", state="current"),
            course.Step("changed", "Changed"),
        ]
    )
    assert '<a href="/s/">Suggested</a>' in shown
    assert shown.count('aria-current="step"') == 1
    assert "now here" in shown
    assert "(not yet)" in shown
    assert EVIL not in shown


def test_holdings_add_up_and_tell_every_stretch() -> None:
    shown = holdings.bars(
        [
            holdings.Segment("Phòng A", dt.date(2022, 1, 1), dt.date(2022, 3, 1)),
            holdings.Segment("Phòng A", dt.date(2022, 3, 1), dt.date(2022, 4, 1), "pause", note=EVIL),
            holdings.Segment("Sở B", dt.date(2022, 4, 1)),
        ],
        TODAY,
    )
    assert "<title" in shown
    assert "<desc" in shown
    assert 'role="img"' in shown
    assert "paused with approval" in shown
    assert "10 months" in shown
    assert EVIL not in shown
    assert "seg-break" not in shown


def test_a_long_unknown_stretch_is_cut_and_called_unknown() -> None:
    shown = holdings.bars(
        [
            holdings.Segment("", dt.date(2003, 1, 1), dt.date(2022, 6, 1), "unknown", "approximate"),
            holdings.Segment("Sở B", dt.date(2022, 6, 1)),
        ],
        TODAY,
    )
    assert "seg-break" in shown
    assert "nobody recorded who had it" in shown
    assert "about 19 years" in shown
    assert widths(shown, "seg-unknown")[0] < 30


def test_a_stretch_without_a_start_is_not_guessed() -> None:
    shown = holdings.bars([holdings.Segment("", None, None, "unknown")], TODAY)
    assert "start not recorded" in shown
    assert "not known" in shown


@given(
    st.lists(
        st.tuples(st.integers(0, 9000), st.sampled_from(["work", "pause", "unknown"]), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_holdings_fill_the_bar_whatever_the_lengths(rows: list[tuple[int, holdings.Kind, bool]]) -> None:
    segments = [
        holdings.Segment("A", TODAY - dt.timedelta(days=n) if known or kind != "unknown" else None, TODAY, kind)
        for n, kind, known in rows
    ]
    pieces = holdings._place(segments, TODAY)
    assert sum(piece.share for piece in pieces) == pytest.approx(100)
    assert all(piece.share > 0 for piece in pieces)


def test_missing_clarities_say_what_is_missing() -> None:
    items = [sixclear.Mark("time", "time", False, EVIL + "say until when"), sixclear.Mark("work", "work", True)]
    shown = sixclear.marks(items)
    assert "say until when" in shown
    assert EVIL not in shown
    assert "is-missing" in shown
    assert "say until when" not in sixclear.marks(items, words=False)
    assert "lacks clarity of: time" in sixclear.marks(items, compact=True)
    assert "all six clear" in sixclear.marks([], compact=True)


def test_estimates_are_drawn_and_told_differently() -> None:
    points = [
        outcome.Point(dt.date(2022, 12, 31), Decimal("300")),
        outcome.Point(TODAY, Decimal("335"), estimate=True),
    ]
    shown = outcome.line(
        points,
        title="Giải ngân",
        unit="tỷ đồng",
        baseline=200,
        target=Decimal("341.8"),
        events=[outcome.Event(TODAY, usertext("<họp>")), outcome.Event(dt.date(2023, 1, 2), EVIL)],
    )
    assert shown.count('class="value-dot is-estimate"') == 2  # the point and its key in the legend
    assert 'class="value-line is-estimate"' in shown
    assert "335 (estimate)" in shown
    assert "Target 341.8." in shown
    assert 'class="target-line"' in shown
    assert "settled figure" in shown
    assert EVIL not in shown
    assert '<span lang="vi" class="usertext">&lt;họp&gt;</span>' in shown
    assert '<title id="' in shown
    assert 'lang="vi">Giải ngân</title>' in shown


def test_a_trend_without_numbers_is_an_arrow_and_words() -> None:
    shown = outcome.line([], title="Hộ nghèo", direction="down", trend="Tỷ lệ hộ nghèo giảm")
    assert "#arrow-down" in shown
    assert "Tỷ lệ hộ nghèo giảm" in shown
    assert "no number given" in shown
    assert "plot-area" not in shown


def test_one_point_alone_can_be_drawn() -> None:
    assert "value-dot" in outcome.line([outcome.Point(TODAY, 0)], title="x")


@given(
    st.lists(
        st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-3),
        min_size=1,
        max_size=20,
    )
)
def test_an_axis_holds_its_values_on_few_round_ticks(values: list[float]) -> None:
    scale = fit(values, top=20, bottom=200)
    assert 2 <= len(scale.ticks) <= 9
    for value in values:
        assert 19 <= scale.y(value) <= 201


def test_buckets_add_up_and_lead_to_their_rows() -> None:
    shown = buckets.bar(
        [
            buckets.Part("done", "done on time", 3, "/rows/?b=done"),
            buckets.Part("overdue", EVIL, 1),
            buckets.Part("paused", "paused", 0),
        ]
    )
    assert sum(widths(shown, "bucket-")) == pytest.approx(100)
    assert 'href="/rows/?b=done"' in shown
    assert "<b>4</b>in all" in shown
    assert EVIL not in shown
    assert "<b>0</b>in all" in buckets.bar([])


def test_progress_stays_within_the_bar() -> None:
    assert 'width="100%" height="8" rx="4"></rect></svg>' in progress.bar(140, "Progress")
    assert "140%" in progress.bar(140, "Progress")
    assert "no figure yet" in progress.bar(None, "Progress")


def test_numbers_and_lengths_are_told_in_words() -> None:
    assert number(Decimal("8.890")) == "8.89"
    assert number("nonsense") == "—"
    assert number(Decimal("1.005"), 2) == "1.01"
    assert lasting(45) == "45 days"
    assert lasting(100) == "3 months"
    assert lasting(800) == "2 years 2 months"
    assert lasting(7000) == "19 years"
