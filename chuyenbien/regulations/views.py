"""Pages of the rule packs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from chuyenbien.core.web import reads

from . import packs as rule_packs


@reads
def packs(request: HttpRequest) -> HttpResponse:
    """The rule packs there are, the latest first."""
    return render(request, "regulations/packs.html", {"packs": list(reversed(rule_packs.all_packs()))})


@reads
def pack(request: HttpRequest, key: str) -> HttpResponse:
    """One rule pack: each point with its citation and how sure it is."""
    found = rule_packs.find(key)
    if found is None:
        raise Http404
    return render(request, "regulations/pack.html", {"pack": found})
