"""A self-review is sealed: who reads it, and who does not by being what they are."""

from __future__ import annotations

import pytest

from chuyenbien.orgs.access import Standing
from chuyenbien.reviews import rules

from .conftest import Review

pytestmark = pytest.mark.django_db

READS = {
    "editor": True,  # it is the editor's own
    "head": True,
    "leader": True,
    "chair": True,
    "scribe": True,
    "delegate": True,
    "officer": False,
    "verifier": False,
    "doer": False,
    "other_head": False,
    "admin": False,
    "inspector": False,
    "stranger": False,
}


@pytest.mark.parametrize("who", list(READS))
def test_who_reads_a_self_review(review: Review, who: str) -> None:
    standing = Standing.of(review.people()[who])
    verdict = rules.can_read_self_review(standing, review.cast.editor, review.dossier)
    assert bool(verdict) is READS[who]
    assert bool(verdict.reason) is not READS[who]
