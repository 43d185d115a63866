from __future__ import annotations

import pytest

from tests.cast import Cast

from .making import Rated, make


@pytest.fixture
def rated(cast: Cast) -> Rated:
    """A cycle under 366 whose reviews are finished, with the ratings of its two bodies opened."""
    return make(cast)
