"""Puts who acts and what they are today on the request, read only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .access import Standing
from .acting import Actor
from .models import Person


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given: Any = request
        given.standing = SimpleLazyObject(lambda: _standing(request))
        given.actor = SimpleLazyObject(lambda: _actor(request, given.standing))
        return self.get_response(request)


def _standing(request: HttpRequest) -> Standing:
    if not request.user.is_authenticated:
        return Standing(None)
    return Standing.of(Person.objects.filter(user_id=request.user.pk).first())


def _actor(request: HttpRequest, standing: Standing) -> Actor:
    """An account without a person acts as a nameless one that no rule allows anything."""
    person = standing.person or Person(pk=0)
    actor = Actor(user_id=request.user.pk, person=person)
    actor.__dict__["standing"] = standing
    return actor
