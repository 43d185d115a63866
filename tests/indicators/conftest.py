"""The review whose report shows the indicators of these tests."""

from tests.reviews.conftest import review

__all__ = ["review"]
