"""The review the findings of these tests are stated in."""

from tests.reviews.conftest import Review, review

__all__ = ["Review", "review"]
