from __future__ import annotations

import pytest

from tests.cast import Cast

from .making import Prepared, make


@pytest.fixture
def prepared(cast: Cast) -> Prepared:
    return make(cast)
