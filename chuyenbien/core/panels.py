"""Parts that higher rooms put on lower rooms' pages, so that a page can span rooms without a lower room importing one.

A room registers a part for a place when it starts; the page shows all parts of the place in order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Render = Callable[[HttpRequest, Any], SafeString]

_places: dict[str, dict[str, tuple[int, Render]]] = defaultdict(dict)


def register(place: str, name: str, render: Render, *, order: int = 50) -> None:
    """Show ``render(request, subject)`` at a place (``finding``, ``action``, ``dossier`` …) of a page.

    ``render`` returns safe HTML, usually ``render_to_string`` of a template of its room; empty means nothing to show.
    """
    _places[place][name] = (order, render)


def rendered(place: str, request: HttpRequest, subject: Any) -> SafeString:
    """Everything registered for a place, in order."""
    parts = sorted(_places[place].items(), key=lambda item: (item[1][0], item[0]))
    return mark_safe("".join(render(request, subject) for _, (_order, render) in parts))
