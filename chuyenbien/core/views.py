from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import samples
from .web import reads


@reads
def style(request: HttpRequest) -> HttpResponse:
    """Every part of the interface on one page, with made-up data: for those who build and look after it."""
    return render(request, "core/style.html", samples.page())
