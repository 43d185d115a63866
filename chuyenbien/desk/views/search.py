"""The search page. The query and the kind live in the URL."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from chuyenbien.core.numbers import in_address
from chuyenbien.core.web import reads

from .. import search as searching

PAGE = 25


@reads
def search(request: Any) -> HttpResponse:
    query = request.GET.get("q", "")
    only = request.GET.get("kind", "")
    page = in_address(request.GET.get("page")) or 1
    if only:
        found = searching.search(query, request.standing, only=only, offset=(page - 1) * PAGE, limit=PAGE)
    else:
        found = searching.search(query, request.standing)
    return render(
        request,
        "desk/search.html",
        {"query": query, "only": only, "found": found, "kinds": searching.KINDS, "page": page},
    )
