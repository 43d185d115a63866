"""What people who left office have left behind: work that somebody else must take over."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chuyenbien.remediation.models import Action
from chuyenbien.remediation.queries import OPEN_STATES

from .waiting_row import SHOWN, Waiting


def left_behind(units: list[int]) -> Iterator[Waiting]:
    """Open actions of bodies, or led by units, whose lead person has left office. One query."""
    rows = Action.objects.filter(state__in=OPEN_STATES, lead_person__is_active=False, address_id__in=units)
    for one in rows.select_related("lead_person").order_by("due_on", "pk")[:SHOWN]:
        yield Waiting(
            _("Action to reassign: who led it has left office"),
            one.shown_title,
            one.lead_person.shown_title if one.lead_person else "",
            None,
            one.get_absolute_url(),
            one.is_illustrative,
        )
