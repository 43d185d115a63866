"""Letters that a reminder ladder drafted and that wait to be signed. Of many on a desk one row leads to all."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.followup.enums import DraftState
from chuyenbien.followup.models import Draft

from .waiting_row import SHOWN, Waiting

FEW = 3
"""Up to so many, each has a row of its own."""


def on_desks(units: list[int]) -> Iterator[Waiting]:
    """What waits to be signed on the desks of these units. Two queries at most."""
    waiting = Draft.objects.filter(desk_id__in=units, state=DraftState.OPEN)
    counted = waiting.order_by().values("desk_id", "desk__name").annotate(number=Count("pk"), since=Min("prepared_on"))
    many = [row for row in counted if row["number"] > FEW]
    for row in many[:SHOWN]:
        yield Waiting(
            _("%(number)s drafts to be signed") % {"number": row["number"]},
            row["desk__name"],
            "",
            row["since"],
            f"{reverse('followup:drafts')}?desk={row['desk_id']}",
        )
    few = waiting.exclude(desk_id__in=[row["desk_id"] for row in many]).select_related("action", "addressee")
    for one in few.order_by("prepared_on", "pk")[:SHOWN]:
        yield Waiting(
            one.short_kind,
            one.shown_title,
            one.addressee.name,
            one.prepared_on,
            one.get_absolute_url(),
            one.is_illustrative,
        )
