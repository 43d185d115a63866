"""The review the findings of these tests are stated in, and the story that strangers walk through."""

from tests.house.conftest import story_files, story_told, told
from tests.reviews.conftest import Review, review

__all__ = ["Review", "review", "story_files", "story_told", "told"]
