"""What this room puts on the page of a dossier: how many are handed in, one's own, and the list for who sees it."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.reviews.models import ReviewDossier

from . import queries, rules
from .models import SelfReview


def of_dossier(request: HttpRequest, dossier: ReviewDossier) -> SafeString:
    standing = standing_of(request)
    lists = rules.lists(standing, dossier)
    told = queries.counts([dossier.pk], of_codes=lists).get(dossier.pk)
    can_open = rules.can_open(actor_of(request), dossier)
    if told is None and not can_open:
        return SafeString("")
    mine = SelfReview.objects.filter(dossier=dossier, person_id=standing.person_id or 0).first()
    context = {"dossier": dossier, "told": told, "lists": lists, "mine": mine, "can_open": can_open}
    return SafeString(render_to_string("selfreviews/parts/of_dossier.html", context, request))
