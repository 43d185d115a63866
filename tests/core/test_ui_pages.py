"""Base pages, the menu, and what the strict policy and the budget demand of templates and style sheets."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from chuyenbien.core import navigation, samples
from chuyenbien.core.navigation import Entry

pytestmark = pytest.mark.urls("chuyenbien.core.urls")  # core stands without the rooms above it

CORE = Path(navigation.__file__).parent
TEMPLATES = sorted((CORE / "templates").rglob("*.html"))
STYLES = sorted((CORE / "static/core/css").glob("*.css"))
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)


def request(path: str = "/style/", user: Any = None) -> HttpRequest:
    made = RequestFactory().get(path)
    made.user = user or AnonymousUser()
    return made


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_the_strict_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle=["']""", text.replace('style="primary"', ""))
    assert not re.search(r"\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "https:" not in text
    assert "http:" not in text
    assert len(text.splitlines()) < 120


def test_style_sheets_and_script_stay_light() -> None:
    assert sum(path.stat().st_size for path in STYLES) < 60_000
    assert (CORE / "static/core/js/app.js").stat().st_size < 8_000
    linked = (CORE / "templates/core/parts/styles.html").read_text(encoding="utf-8")
    assert all(path.name in linked for path in STYLES)


def test_every_icon_named_in_a_template_is_in_the_sprite() -> None:
    sprite = (CORE / "static/core/icons/icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    used = {name for path in TEMPLATES for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))}
    assert used <= known


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_read() -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CORE / "static/core/css/tokens.css").read_text()))
    grounds = [tokens[name] for name in ("paper", "surface", "sunk", "accent-tint")]
    for text in ("ink", "ink-soft", "muted", "accent", "accent-deep"):
        assert min(contrast(tokens[text], ground) for ground in grounds) >= 4.5, text
    for edge in ("edge", "focus"):
        assert min(contrast(tokens[edge], ground) for ground in grounds) >= 3, edge
    for name in [key.removesuffix("-tint") for key in tokens if key.endswith("-tint") and key != "accent-tint"]:
        assert contrast(tokens[f"{name}-ink"], tokens[f"{name}-tint"]) >= 4.5, name
        if name not in ("code", "illus"):
            assert contrast(tokens["ink"], tokens[f"{name}-tint"]) >= 4.5, name


@pytest.mark.urls("no.such.urls")
@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_of_last_resort_need_no_context(name: str) -> None:
    with translation.override("vi"):
        shown = get_template(name).render()
    assert "<h1>" in shown
    assert "Về trang đầu" in shown


@pytest.mark.parametrize(
    "name", ["403.html", "404.html", "413.html", "403_csrf.html", "core/409.html", "core/refused.html"]
)
def test_error_pages_stand_for_strangers_too(name: str) -> None:
    shown = render_to_string(name, {"reason": "<b>why</b>"}, request())
    assert "<main" in shown
    assert "<b>why</b>" not in shown
    assert 'lang="vi"' in shown


def test_403_says_the_reason() -> None:
    assert "Only the head may." in render_to_string("403.html", {"reason": "Only the head may."}, request())


def test_409_shows_both_versions() -> None:
    fields = [{"label": "Title", "typed": "mine", "stored": None}]
    shown = render_to_string("core/409.html", {"fields": fields, "form": samples.SampleForm()}, request())
    assert ">mine<" in shown
    assert "—" in shown
    assert 'name="command_id"' in shown


def test_the_style_page_shows_every_part_in_both_languages() -> None:
    with translation.override("vi"):
        assert "Tiến trình khắc phục" in render_to_string("core/style.html", samples.page(), request())
    with translation.override("en"):
        shown = render_to_string("core/style.html", samples.page(), request())
    body = shown[shown.index("<main") :]
    outside = re.sub(r'<(\w+)[^>]* lang="vi"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    outside = re.sub(r"<[^>]+>", " ", outside)
    assert not VIETNAMESE.findall(outside), [line for line in outside.splitlines() if VIETNAMESE.search(line)]


def test_the_menu_shows_what_concerns_the_reader_in_order(menu: None) -> None:
    navigation.register(Entry(20, "Style", "core-style", "list", section="B"))
    navigation.register(Entry(10, "Gone", "no-such-page"))
    navigation.register(Entry(5, "Hidden", "core-style-hidden", shown=lambda request: False))
    groups = navigation.groups(request("/style/"))
    assert [(group.title, [(item.label, item.current) for item in group.items]) for group in groups] == [
        ("B", [("Style", True)])
    ]


def test_strangers_have_no_menu(menu: None) -> None:
    navigation.register(Entry(20, "Style", "core-style"))
    assert navigation.navigation(request())["navigation"]() == []
    known = request(user=SimpleNamespace(is_authenticated=True))
    assert len(navigation.navigation(known)["navigation"]()) == 1


def test_the_longest_address_is_the_present_one() -> None:
    assert navigation._current(["/", "/findings/", "/findings/open/"], "/findings/open/3/") == "/findings/open/"
    assert navigation._current(["/", "/findings/"], "/other/") == ""
    assert navigation._current(["/", "/findings/"], "/") == "/"
