"""What the desk adds to other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from chuyenbien.core.draw import course
from chuyenbien.findings.models import Finding

from .course import steps_of


def course_of_remedy(request: Any, finding: Finding) -> SafeString:
    """The line at the head of every finding: where it stands on its way from suggested to changed."""
    return course.course(steps_of(finding, request.standing))
