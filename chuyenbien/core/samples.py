"""Made-up data for the style page. Names and texts are an illustration."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .draw import buckets, course, holdings, outcome, sixclear
from .draw.matrix import Cell, Column, Matrix, Row
from .draw.values import day, usertext
from .forms import AskForm, DateField, DecimalField, TextField
from .verdict import Verdict

TODAY = dt.date(2023, 1, 31)


class SampleForm(AskForm):
    """One field of each shape."""

    title = TextField(label=gettext_lazy("Task"), help_text=gettext_lazy("What exactly is to be done."))
    note = TextField(label=gettext_lazy("Note"), lines=4, required=False)
    due = DateField(label=gettext_lazy("Due date"))
    amount = DecimalField(label=gettext_lazy("Amount"), required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("Follow-up level"),
        widget=forms.RadioSelect,
        choices=[("regular", gettext_lazy("Regular")), ("key", gettext_lazy("Key"))],
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", "—"), ("a", gettext_lazy("Report")), ("b", gettext_lazy("Works"))]
    )
    photo = forms.FileField(label=gettext_lazy("Photo or scan"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have compared it with the paper"), required=False)
    paper = TextField(label=gettext_lazy("Paper it rests on"), required=False)

    on_behalf_fields = ("paper",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].unit = SafeString('<span lang="vi">tỷ đồng</span>')  # type: ignore[attr-defined]
        self.hints = {"title": [_("“strengthen” alone is not a task: name what will be there afterwards.")]}


def _course() -> SafeString:
    office = "Văn phòng Thành ủy"
    return course.course(
        [
            course.Step("suggested", _("Suggested"), "15/11/2022", "Ban Thường vụ", "done", "#course"),
            course.Step("stated", _("Stated"), "20/12/2022", "Đoàn công tác số 3", "done", "#course"),
            course.Step("planned", _("Planned"), "28/12/2022", "Đơn vị minh họa 01", "done", "#course"),
            course.Step("acted", _("Acted"), _("due %(day)s") % {"day": day(dt.date(2023, 3, 31))}, office, "current"),
            course.Step("confirmed", _("Confirmed")),
            course.Step("changed", _("Changed"), state="skipped"),
        ]
    )


def _holdings() -> SafeString:
    return holdings.bars(
        [
            holdings.Segment("", dt.date(2003, 1, 1), dt.date(2022, 3, 1), "unknown", "approximate"),
            holdings.Segment("Phòng Tài nguyên và Môi trường", dt.date(2022, 3, 1), dt.date(2022, 6, 10)),
            holdings.Segment("Ủy ban nhân dân huyện", dt.date(2022, 6, 10), dt.date(2022, 9, 1)),
            holdings.Segment(
                "Ủy ban nhân dân huyện",
                dt.date(2022, 9, 1),
                dt.date(2022, 11, 15),
                "pause",
                note="Chờ hướng dẫn của Bộ",
            ),
            holdings.Segment("Sở Tài nguyên và Môi trường", dt.date(2022, 11, 15)),
        ],
        TODAY,
    )


def _marks(*missing: str, compact: bool = False) -> SafeString:
    reasons = {
        "time": _("“regularly” is a rhythm: say how often and until when."),
        "person": _("“the units concerned” is not a person: name one."),
    }
    items = [
        ("person", _("person")),
        ("work", _("work")),
        ("time", _("time")),
        ("responsibility", _("responsibility")),
        ("product", _("product")),
        ("authority", _("authority")),
    ]
    return sixclear.marks(
        [sixclear.Mark(key, label, key not in missing, reasons.get(key, "")) for key, label in items], compact=compact
    )


def _outcomes() -> list[SafeString]:
    points = [
        outcome.Point(dt.date(2021, 12, 31), Decimal("212.4")),
        outcome.Point(dt.date(2022, 3, 31), Decimal("41.5")),
        outcome.Point(dt.date(2022, 6, 30), Decimal("118")),
        outcome.Point(dt.date(2022, 9, 30), Decimal("203.75")),
        outcome.Point(dt.date(2023, 1, 31), Decimal("335"), estimate=True),
    ]
    events = [
        outcome.Event(dt.date(2022, 4, 12), _("Plan issued")),
        outcome.Event(dt.date(2022, 8, 5), usertext("Họp kiểm điểm tiến độ giải ngân")),
    ]
    return [
        outcome.line(
            points,
            title="Giải ngân vốn đầu tư công",
            unit="tỷ đồng",
            baseline=Decimal("212.4"),
            target=Decimal("341.8"),
            events=events,
        ),
        outcome.line([], title="Hộ nghèo", direction="down", trend="Tỷ lệ hộ nghèo giảm"),
    ]


def _matrix() -> Matrix:
    cells = [
        [Cell(_("2 in time"), "info", "#matrix"), Cell(_("1 overdue"), "bad", "#matrix"), Cell()],
        [Cell(_("done"), "done"), Cell(_("4 in time"), "info", "#matrix"), Cell(_("paused"), "paused")],
        [Cell(), Cell(_("awaiting confirmation"), "warn", "#matrix"), Cell(_("done"), "done")],
    ]
    units = ["Đơn vị minh họa 01", "Đơn vị minh họa 02", "Đơn vị minh họa 03"]
    return Matrix(
        caption=_("How matters are being handled"),
        corner=_("Unit"),
        columns=[Column(f"{_('Field')} {number}", "#matrix", lang="") for number in (1, 2, 3)],
        rows=[Row(name, row) for name, row in zip(units, cells, strict=True)],
    )


def _entries() -> list[SimpleNamespace]:
    base = {"on_behalf_name": "", "because": "", "url": "", "redacted": False}
    first = dt.datetime(2023, 1, 20, 9, 30, tzinfo=dt.UTC)
    return [
        SimpleNamespace(
            **{**base, "on_behalf_name": "Chuyên viên văn phòng", "because": "Theo biên bản họp ngày 20/01/2023"},
            at=first,
            recorded_at=first,
            actor_name="Trưởng đoàn công tác số 3",
            sentence=_("returned the report: evidence is missing"),
        ),
        SimpleNamespace(
            **{**base, "redacted": True},
            at=first - dt.timedelta(days=9),
            recorded_at=first,
            actor_name="",
            sentence=_("(content redacted)"),
        ),
    ]


def page() -> dict[str, Any]:
    asked = SampleForm({"title": "Tăng cường công tác quản lý đất đai", "due": "32/01/2023", "level": ""})
    asked.is_valid()
    asked.staged = {"photo": [{"token": "0", "name": "Ảnh hiện trường.jpg", "size": 345_678}]}
    return {
        "form": asked,
        "fresh": SampleForm(auto_id="fresh_%s"),
        "yes": Verdict.yes(),
        "no": Verdict.no(_("Two suggested points are not answered yet.")),
        "matter": SimpleNamespace(is_illustrative=True, state_chip=("warn", _("due in 5 days"))),
        "pages": Paginator(range(412), 25).page(3),
        "entries": _entries(),
        "course": _course(),
        "holdings": _holdings(),
        "marks": _marks("time", "person"),
        "all_marks": _marks(compact=True),
        "some_marks": _marks("time", "product", compact=True),
        "outcomes": _outcomes(),
        "buckets": buckets.bar(
            [
                buckets.Part("done", _("done on time"), 14, "#buckets"),
                buckets.Part("late", _("done late"), 3, "#buckets"),
                buckets.Part("open", _("in progress, in time"), 21, "#buckets"),
                buckets.Part("overdue", _("in progress, overdue"), 4, "#buckets"),
                buckets.Part("paused", _("paused"), 2, "#buckets"),
            ]
        ),
        "matrix": _matrix(),
        "today": TODAY,
        "amount": Decimal("1234.5"),
    }
