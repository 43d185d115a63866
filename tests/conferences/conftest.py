"""The review the conferences of these tests belong to."""

from tests.reviews.conftest import Review, review

__all__ = ["Review", "review"]
