from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def story(request: HttpRequest) -> dict[str, Any]:
    """The story day, when the program runs as a demo; the base page shows it in a banner."""
    return {"demo_banner": settings.STORY_TODAY}
