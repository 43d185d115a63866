"""Every form of the story, filled as full as its fields allow, and with what no field allows: an answer, never 500."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from chuyenbien.accounts.models import User
from chuyenbien.core import clock
from chuyenbien.core.forms import DateField, DateTimeField
from chuyenbien.desk import story
from tests.cast import BACKEND
from tests.plugins import statistics
from tests.remediation.making import TODAY

pytestmark = pytest.mark.django_db

WHO = ("lanhdao", "vanphong", "dungdau", "bientap", "chutri", "thukydoan", "xacnhan", "quantri")
LONG = 20_000
LATE, EARLY = "9999-12-31T23:59", "0001-01-01T00:00"


def asking(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every route that shows a form and takes it, with the names of the numbers in its address."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from asking(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif one.name and getattr(one.callback, "guard", "") == "asks" and not prefix.startswith("accounts"):
            kinds = {type(converter).__name__ for converter in one.pattern.converters.values()}
            if kinds <= {"IntConverter"}:
                yield f"{prefix}{one.name}", list(one.pattern.converters)


def full(field: forms.Field) -> Any:
    """The most that a field says it takes."""
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("a" * 300 + ".txt", "ghi chú".encode())
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        first = field.queryset.first() if field.queryset is not None else None
        return first.pk if first else ""
    if isinstance(field, forms.ChoiceField):
        flat = [value for value, _label in field.widget.choices if value != ""]
        return flat[-1] if flat else ""
    if isinstance(field, DateTimeField | forms.DateTimeField):
        return LATE
    if isinstance(field, DateField):
        return "2200-12-31"
    if isinstance(field, forms.DecimalField):
        return "9" * ((field.max_digits or 30) - (field.decimal_places or 0))
    if isinstance(field, forms.IntegerField):
        return field.max_value if field.max_value is not None else 10**15
    if isinstance(field, forms.UUIDField):
        return ""
    return "ầ" * min(getattr(field, "max_length", None) or LONG, LONG)


def odd(field: forms.Field, number: int) -> Any:
    """What no field takes."""
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("x.svg", b"")
    return ("\0", "-1", "9" * 400, "²", EARLY, "NaN", "1e999999", "0000-00-00", "99/99/9999", "\ud7ff" * 50)[
        number % 10
    ]


def numbers(route: str, places: list[str]) -> list[int]:
    """Numbers that may stand in the address: of rows of the route's own room, early, middle and late ones."""
    if not places:
        return [0]
    found: set[int] = set()
    for model in apps.get_app_config(route.partition(":")[0]).get_models():
        keys = [key for key in model._default_manager.order_by("pk").values_list("pk", flat=True) if type(key) is int]
        found.update(keys[:: max(1, len(keys) // 2)][:3])
    return sorted(found)


def answers(client: Client, url: str, fields: dict[str, forms.Field], revision: Any) -> list[int]:
    """The states of the answers to the form filled oddly, oddly otherwise, and as full as it goes."""
    states = []
    for how in range(3):
        typed = {
            key: full(field) if how == 2 else odd(field, place + how * 5)
            for place, (key, field) in enumerate(fields.items())
            if not (how == 2 and key in ("on_behalf_person", "classification"))
        }
        if how == 2 and "revision" in fields:
            typed["revision"] = revision or ""
        with transaction.atomic():  # taken back, so that the next form finds the story as it was told
            states.append(client.post(url, typed).status_code)
            transaction.set_rollback(True)
    return states


def test_no_form_breaks(client: Client) -> None:
    wrong: list[tuple[str, str, list[int]]] = []
    tried = set()
    client.raise_request_exception = False
    with clock.at(TODAY):
        story.build()
        statistics.learn()
        routes = [(name, places, numbers(name, places)) for name, places in asking(get_resolver().url_patterns)]
        for username in WHO:
            client.force_login(User.objects.get(username=username), backend=BACKEND)
            for name, places, keys in routes:
                for number in keys if name not in tried else ():
                    url = reverse(name, kwargs=dict.fromkeys(places, number))
                    page = client.get(url)
                    if page.status_code != 200 or page.context is None or "form" not in page.context:
                        continue
                    form = page.context["form"]
                    revision = form["revision"].value() if "revision" in form.fields else None
                    states = answers(client, url, form.fields, revision)
                    if max(states) >= 500:
                        wrong.append((username, url, states))
                    tried.add(name)
                    break
    assert wrong == []
    assert len(tried) > 100, sorted({name for name, _places, _keys in routes} - tried)


@pytest.mark.parametrize("typed", [LATE, EARLY, "31/12/9999 23:59", "2201-01-01T00:00"])
def test_hours_lie_within_the_years_that_days_may_lie_in(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        DateTimeField().clean(typed)
    assert DateTimeField().clean("31/01/2023 08:30").date() == dt.date(2023, 1, 31)
