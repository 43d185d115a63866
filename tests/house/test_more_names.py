"""Every row has a name to be called by, in messages of errors and in the shell of the database's keeper."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

MOMENT = dt.datetime(2023, 1, 31, 8, 0, tzinfo=dt.UTC)
VALUES: tuple[tuple[type[Any], Any], ...] = (
    (models.BooleanField, True),
    (models.DateTimeField, MOMENT),
    (models.DateField, MOMENT.date()),
    (models.UUIDField, UUID(int=7)),
    (models.DecimalField, Decimal(7)),
    (models.IntegerField, 7),
    (models.GenericIPAddressField, "127.0.0.1"),
    (models.JSONField, {}),
)


def ours() -> list[type[models.Model]]:
    return [one for one in apps.get_models() if one.__module__.startswith("chuyenbien.")]


def value_of(field: Any) -> Any:
    if field.choices:
        return field.choices[0][0]
    return next((value for kind, value in VALUES if isinstance(field, kind)), f"<{field.name}>")


def specimen(model: type[models.Model], depth: int = 3) -> models.Model:
    """A row as a select with its relations would give it, without a database. What may be empty is empty."""
    row = model()
    for field in model._meta.concrete_fields:
        if not field.is_relation:
            setattr(row, field.attname, None if field.null else value_of(field))
        elif not field.null and depth:
            related: Any = field.related_model
            setattr(row, field.name, specimen(related, depth - 1))
    return row


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_row_has_a_name_and_asks_no_database_for_it(model: type[models.Model]) -> None:
    name = str(specimen(model))
    assert name.strip()
    assert " object (" not in name
