"""Every page with a number in its address, over the story: whoever may not see a thing finds nothing, anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern, URLResolver

from chuyenbien.accounts.models import User
from chuyenbien.indicators.models import Indicator
from tests.cast import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("strangers")]

STRANGER = "nguoila"
WHO = (STRANGER, "truongdoan", "bientap", "thanhtra")
OPEN = ("accounts:", "orgs:", "core:")
"""Rooms whose pages everybody reads, or only one's own."""
HUGE = (0, 9223372036854775807, 9223372036854775808, 10**30)


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every named route whose places are all numbers, with the names of the places."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif one.name and one.pattern.converters:
            kinds = {type(converter).__name__ for converter in one.pattern.converters.values()}
            if kinds == {"IntConverter"}:
                yield f"{prefix}{one.name}", list(one.pattern.converters)


NUMBERED = [
    (name, places)
    for name, places in routes(get_resolver().url_patterns)
    if not name.startswith(OPEN) and not name.endswith("for_unit")
]


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend=BACKEND)
    return client


def address(name: str, places: list[str], number: int) -> str:
    return reverse(name, kwargs=dict.fromkeys(places, number))


PAGES = {
    "dossiers": "reviews:dossier",
    "findings": "findings:finding",
    "of-finding": "findings:finding",
    "of-action": "remediation:action",
}
"""Whose page it is that a number belongs to, where another room writes about it."""


def base_of(url: str) -> str:
    """The page of the thing itself, by the address up to its first number; empty where it has none of its own."""
    found = re.match(r"^.*?([\w-]+)/(\d+)/", url)
    if not found:
        return ""
    try:
        resolve(found[0])
    except Resolver404:
        return reverse(PAGES[found[1]], args=[int(found[2])]) if found[1] in PAGES else ""
    return found[0]


def test_nobody_finds_what_they_may_not_see(told: None) -> None:
    open_to_all = set(Indicator.objects.filter(is_public=True).values_list("pk", flat=True))
    wrong: list[tuple[str, str, int]] = []
    for username in WHO:
        client = signed_in(username)
        bases: dict[str, int] = {}
        for name, places in NUMBERED:
            for number in (1, 30, *(HUGE if username == STRANGER else ())):
                if name.startswith("indicators:") and number in open_to_all:
                    continue
                url = address(name, places, number)
                status = client.get(url).status_code
                base = base_of(url)
                if base not in bases:
                    bases[base] = client.get(base).status_code if base != url else status
                hidden = username == STRANGER or bases[base] == 404
                if status >= 500 or (hidden and status not in (404, 405)):
                    wrong.append((username, url, status))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_stranger_changes_nothing_by_guessing_numbers(told: None) -> None:
    client = signed_in(STRANGER)
    found = {
        address(name, places, number): client.post(address(name, places, number), {}).status_code
        for name, places in NUMBERED
        for number in (1, 30, HUGE[-1])
    }
    assert {url: status for url, status in found.items() if status not in (404, 405)} == {}
