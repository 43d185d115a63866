"""What progress meetings left for people to do: what they were asked, petitions that were decided and not sent yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.escalation.enums import RequestState
from chuyenbien.escalation.models import AuthorityRequest
from chuyenbien.followup.enums import MeetingDecision
from chuyenbien.followup.models import MeetingItem
from chuyenbien.orgs.access import Standing
from chuyenbien.remediation.enums import ActionState

from .waiting_row import SHOWN, Waiting

_ASKED = (MeetingDecision.URGE, MeetingDecision.REMIND, MeetingDecision.REASSIGN)


def decided_for(standing: Standing) -> Iterator[Waiting]:
    """What a meeting last asked of a person: with a day until it is done, else until it is reported on. One query."""
    later = MeetingItem.objects.filter(action=OuterRef("action"), decided_at__gt=OuterRef("decided_at"))
    unreported = Q(action__last_progress_at=None) | Q(action__last_progress_at__lt=F("decided_at"))
    asked = MeetingItem.objects.filter(
        Q(promised_on__isnull=False) | unreported,
        ~Exists(later),
        action__lead_person_id=standing.person_id or 0,
        action__state=ActionState.ACTIVE,
        decision__in=_ASKED,
    )
    for one in asked.select_related("action", "meeting").order_by(F("promised_on").asc(nulls_last=True), "pk")[:SHOWN]:
        yield Waiting(
            _what(one),
            one.action.shown_title,
            one.meeting.shown_title,
            clock.local_date(one.decided_at) if one.decided_at else None,
            one.action.get_absolute_url(),
            one.action.is_illustrative,
        )


def petitions_to_send(units: list[int]) -> Iterator[Waiting]:
    """Petitions drafted for bodies, in a meeting or not, that their head has not sent. One query."""
    drafted = AuthorityRequest.objects.filter(asker_id__in=units, state=RequestState.DRAFT)
    for one in drafted.select_related("authority").order_by("pk")[:SHOWN]:
        yield Waiting(
            _("Petition to sign and send"),
            one.shown_title,
            one.authority.name,
            None,
            one.get_absolute_url(),
            one.is_illustrative,
        )


def _what(item: MeetingItem) -> str:
    words = {
        MeetingDecision.URGE: _("Urged by a meeting"),
        MeetingDecision.REMIND: _("Reminded by a meeting"),
        MeetingDecision.REASSIGN: _("Given to you by a meeting"),
    }[MeetingDecision(item.decision)]
    if item.promised_on is None:
        return words
    return _("%(what)s, to be done by %(date)s") % {"what": words, "date": item.promised_on.strftime("%d/%m/%Y")}
