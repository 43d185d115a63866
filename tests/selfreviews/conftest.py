from tests.reviews.conftest import review

__all__ = ["review"]
