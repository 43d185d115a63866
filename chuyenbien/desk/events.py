"""Which entries of the journal a person may read."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import Verdict
from chuyenbien.journal.models import Event, EventSubject, Redaction
from chuyenbien.orgs import telling
from chuyenbien.orgs.access import Standing
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Matter, Person

_EVERYBODY = ("orgs.unit", "orgs.code", "orgs.person", "orgs.membership", "orgs.unitlink", "orgs.unitname", "orgs.post")
"""Kinds of subject an administrator answers for; reading a dossier does not follow from it."""


def matters() -> list[type[Any]]:
    """The models whose rows people are involved in."""
    return [model for model in apps.get_models() if issubclass(model, Matter)]


def visible_events(standing: Standing) -> QuerySet[Event]:
    """Entries about a matter the person sees, unless they are first of all about something that the person does not
    see; an administrator's also those of units, people and code lists.

    Kinds tell the administrator's entries, not subjects: a person is also named where an action is reassigned.
    """
    seen = Q()
    for model in matters():
        rows = model.objects.visible_to(standing).filter(pk=OuterRef("subject_id"))
        seen |= Q(Exists(rows), kind=model._meta.label_lower)
    subjects = EventSubject.objects.filter(seq=OuterRef("seq"))
    main = subjects.annotate(who=OuterRef("person_id")).filter(
        ~Exists(EventSubject.objects.filter(seq=OuterRef("seq"), id__lt=OuterRef("id")))
    )
    found = Q(Exists(subjects.filter(seen))) & ~Q(Exists(main.filter(telling.main_is_hidden(standing))))
    if standing.units_with(Role.ADMINISTRATOR):
        kept = Q(kind__in=_EVERYBODY) | Q(kind__startswith="accounts.") | Q(kind__startswith="journal.")
        own = Q(type__startswith="orgs.") | Q(type__startswith="accounts.") | Q(type__startswith="journal.")
        found |= own & Q(Exists(subjects.filter(kept)))
    return Event.objects.filter(found).order_by("-seq")


def may_order_redaction(standing: Standing) -> bool:
    """Redaction takes two persons: an administrator and a board leader, in either order."""
    return bool(standing.units_with(Role.ADMINISTRATOR, Role.BOARD_LEADER))


def may_carry_out(standing: Standing, order: Redaction) -> Verdict:
    """The second person holds the office the first did not act in: one administrator, one leader of the board."""
    if not may_order_redaction(standing):
        return Verdict.no(_("Redaction is ordered by an administrator and a leader of the board together."))
    asker = Standing.of(Person.objects.filter(user_id=order.asked_by_id).first())
    pair = {
        role for one in (asker, standing) for role in (Role.ADMINISTRATOR, Role.BOARD_LEADER) if one.units_with(role)
    }
    if len(pair) < 2 or asker.person_id == standing.person_id:
        return Verdict.no(_("Redaction is ordered by an administrator and a leader of the board together."))
    return Verdict.yes()
