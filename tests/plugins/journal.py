"""Let tests with real transactions clean up after themselves: the journal's triggers refuse to be emptied."""

from typing import Any

import pytest
from django.db import connections
from django.test import TransactionTestCase


@pytest.fixture(autouse=True, scope="session")
def lift_triggers_for_the_flush() -> None:
    """Take the triggers away for the flush at the end of such a test, and put them back."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_without_triggers(self: Any) -> None:
        from chuyenbien.journal import protection

        for connection in connections.all():
            protection.lift(connection)
        flush(self)
        for connection in connections.all():
            protection.install(connection)

    TransactionTestCase._fixture_teardown = flush_without_triggers  # type: ignore[attr-defined]
