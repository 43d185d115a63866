"""A made-up province, small, made once for each module and taken away again after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model

from chuyenbien.core import clock
from chuyenbien.desk.generating import Sizes, generate
from chuyenbien.orgs.operations import seed_code_lists
from tests.plugins import statistics

SIZES = Sizes(units=90, findings=120, actions=600, progress=1500)
DAY = dt.date(2026, 6, 15)


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[type[Model], int]]:
    """The counts of what was made. The tests that use it need no other fixture of the database."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(clock.moment_of(DAY, 12)):
        seed_code_lists()
        made = generate(SIZES, seed=3, today=DAY)
        statistics.learn()
        yield made
        transaction.set_rollback(True)
