"""What a linter cannot keep: guards on every URL, events told in both languages, relations that point down."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils.translation import override

from chuyenbien.journal import sentences

from .crawl import routes

ROOT = Path(settings.PACKAGE) if hasattr(settings, "PACKAGE") else Path(__file__).resolve().parents[2] / "chuyenbien"
PLACE = re.compile(r"%\((\w+)\)s")


def _ours() -> list[tuple[str, URLPattern]]:
    return [(name, route) for name, route in routes() if route.callback.__module__.startswith("chuyenbien")]


@pytest.mark.parametrize(("name", "route"), _ours(), ids=[name for name, _route in _ours()])
def test_every_view_says_whether_it_reads_writes_or_asks(name: str, route: URLPattern) -> None:
    assert getattr(route.callback, "guard", None) in {"reads", "writes", "asks"}, name


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in_everywhere_else() -> None:
    open_doors = []
    for name, route in _ours():
        if getattr(route.callback, "is_public", False):
            continue
        numbers = dict.fromkeys(route.pattern.converters, 1)
        try:
            path = reverse(name, kwargs=numbers)
        except Exception:
            path = reverse(name, kwargs=dict.fromkeys(route.pattern.converters, "x"))
        answer = Client().get(path)
        if answer.status_code not in (302, 405) or (
            answer.status_code == 302 and "sign-in" not in answer.headers["Location"]
        ):
            open_doors.append(f"{name}: {answer.status_code}")
    assert open_doors == []


@pytest.mark.parametrize("type", sentences.known_types())
def test_every_event_is_told_in_both_languages(type: str) -> None:
    with override("en"):
        english = str(sentences._sentences[type])
    with override("vi"):
        vietnamese = str(sentences._sentences[type])
    assert set(PLACE.findall(english)) == set(PLACE.findall(vietnamese))
    assert english != vietnamese
    assert sentences.sentence_of(type, {})


def test_relations_point_down() -> None:
    level = {f"{room}": place for place, room in enumerate(settings.ROOMS)}
    wrong = []
    for model in apps.get_models():
        if model._meta.app_label not in level:
            continue
        for field in model._meta.get_fields():
            target = field.related_model
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and isinstance(target, type):
                there = level.get(target._meta.app_label, -1)
                if there > level[model._meta.app_label]:
                    wrong.append(f"{model.__name__}.{field.name} -> {target.__name__}")
    assert wrong == []


def _calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            names.add(called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""))
    return names


def test_only_verification_closes_findings() -> None:
    callers = {
        path.relative_to(ROOT).parts[0]
        for path in ROOT.rglob("*.py")
        if {"close_finding", "reopen_finding"} & _calls(path)
    }
    assert callers <= {"verification"}


def test_nobody_writes_the_journal_but_the_journal() -> None:
    writers = set()
    for path in ROOT.rglob("*.py"):
        text = path.read_text()
        if re.search(
            r"\b(Event|EventPayload|EventSubject)\.objects\.(create|bulk_create|filter\([^)]*\)\.(update|delete))", text
        ):
            writers.add(path.relative_to(ROOT).parts[0])
    assert writers <= {"journal"}


def test_no_key_is_written_into_an_address_as_a_number_of_the_language() -> None:
    """``1.074`` is no key: in an attribute a key is written with ``|stringformat:"d"``."""
    key = re.compile(r"\{\{ ?[\w.]*\b(?:pk|seq|(?!auto_|command_|html_)[a-z]+_id) ?\}\}")
    tags = re.compile(r"<[a-z][^<>]*(?:\{%.*?%\}[^<>]*)*>")
    wrong = [
        f"{path.name}: {found.group(0)}"
        for path in ROOT.glob("*/templates/**/*.html")
        for tag in tags.findall(path.read_text(encoding="utf-8"))
        for found in key.finditer(tag)
        if not found.group(0).removeprefix("{{").strip().startswith(("field.", "form."))
    ]
    assert not wrong, wrong
