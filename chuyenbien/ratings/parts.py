"""What this room puts on the pages of a cycle and a dossier: only for those who may see the rating or prepare it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from . import rules
from .models import Rating


def of_cycle(request: HttpRequest, cycle: ReviewCycle) -> SafeString:
    """Button on a cycle's page for those who prepare its ratings."""
    if not rules.prepares(standing_of(request), cycle):
        return SafeString("")
    return SafeString(render_to_string("ratings/parts/of_cycle.html", {"cycle": cycle}, request))


def of_dossier(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    """The rating of the body and of its people, and what can be done about them."""
    standing, actor = standing_of(request), actor_of(request)
    rows = Rating.objects.visible_to(standing).filter(dossier=dossier).select_related("person", "body", "cycle")
    ratings = list(rows[:60])
    body = next((one for one in ratings if not one.is_of_person), None)
    unseen = None
    if body is None and standing.holds_any(rules.LISTERS, dossier.body_id):
        unseen = Rating.objects.bodies().filter(dossier=dossier).select_related("body", "cycle", "dossier").first()
    can_open_person = rules.can_open_person(actor, dossier)
    if not ratings and unseen is None and not can_open_person:
        return SafeString("")
    context = {
        "dossier": dossier,
        "ratings": ratings,
        "body_rating": body,
        "to_confirm": unseen,
        "can_confirm": rules.can_confirm(actor, unseen) if unseen else None,
        "can_open_person": can_open_person,
        "prepares": rules.prepares(standing, dossier.cycle),
    }
    return SafeString(render_to_string("ratings/parts/of_dossier.html", context, request))
