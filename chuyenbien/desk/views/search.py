"""The search page. The query and the kind live in the URL."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from chuyenbien.core.web import reads

from .. import search as searching

PAGE = 25


@reads
def search(request: Any) -> HttpResponse:
    query = request.GET.get("q", "")
    only = request.GET.get("kind", "")
    raw = request.GET.get("page", "1")
    page = max(1, int(raw)) if raw.isdigit() else 1
    if only:
        found = searching.search(query, request.standing, only=only, offset=(page - 1) * PAGE, limit=PAGE)
    else:
        found = searching.search(query, request.standing)
    return render(
        request,
        "desk/search.html",
        {"query": query, "only": only, "found": found, "kinds": searching.KINDS, "page": page},
    )
