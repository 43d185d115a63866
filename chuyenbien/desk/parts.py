"""What the desk adds to other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.core.draw import course
from chuyenbien.findings.models import Finding
from chuyenbien.orgs.models import Person, Unit

from . import rules
from .course import steps_of


def course_of_remedy(request: Any, finding: Finding) -> SafeString:
    """The line at the head of every finding: where it stands on its way from suggested to changed."""
    return course.course(steps_of(finding, request.standing))


def figures_of_person(request: Any, person: Person) -> SafeString:
    """The way to a person's figures, for whom they concern."""
    if not rules.can_read_personal_figures(request.standing, person):
        return SafeString("")
    return render_to_string("desk/_figures_of_person.html", {"person": person})


def figures_of_unit(request: Any, unit: Unit) -> SafeString:
    """The way to a unit's figures and calendar, as far as the reader sees them."""
    return render_to_string("desk/_figures_of_unit.html", {"unit": unit})
