"""The review the findings of these tests are stated in, and the next one of the same body."""

import pytest

from chuyenbien import journal
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import by
from tests.reviews.conftest import Review, make_cycle, review

__all__ = ["Review", "later", "review"]


@pytest.fixture
def later(review: Review) -> ReviewDossier:
    """The review of the same body in the next cycle, before anything is taken in."""
    cycle = make_cycle(review.cast, "Kiểm điểm năm 2023")
    with journal.recording(by=by(review.cast.officer)):
        dossier: ReviewDossier = reviews.add_body(cycle, review.cast.body, by=by(review.cast.officer))
    return dossier
