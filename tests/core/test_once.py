"""What a page asks twice is looked up once; what acts asks anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from chuyenbien.core.once import once, reading
from chuyenbien.core.web import guarded, reads


class Asked:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def twice(_request: HttpRequest, asked: Asked) -> HttpResponse:
    return HttpResponse(f"{once('key', asked)} {once('key', asked)}")


def get(view: Any, asked: Asked) -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return str(view(request, asked).content.decode())


def test_a_page_that_reads_looks_up_once_and_the_next_one_anew() -> None:
    asked = Asked()
    assert get(reads(twice), asked) == "1 1"
    assert get(reads(twice), asked) == "2 2"


@pytest.mark.parametrize("kind", ["writes", "asks"])
def test_what_may_write_asks_anew_each_time(kind: str) -> None:
    assert get(guarded(kind, ["GET"])(twice), Asked()) == "1 2"


def test_different_questions_are_different() -> None:
    with reading():
        assert (once("one", lambda: 1), once("two", lambda: 2)) == (1, 2)
    assert once("one", lambda: 3) == 3
