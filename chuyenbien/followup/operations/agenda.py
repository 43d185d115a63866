"""The agenda of a progress meeting: proposed by the record, added to and put in order by those who prepare it."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.remediation.models import Action

from ..enums import ItemReason, MeetingState
from ..models import Meeting, MeetingItem
from ..queries import proposed_agenda


def fill_agenda(meeting: Meeting) -> int:
    """Put on the agenda what the record proposes and is not on it yet; returns how many items were added.

    Items that are not decided yet are told anew why they are there; nothing is taken off.
    """
    known = {item.action_id: item for item in meeting.items.all()}
    last = max((item.order for item in known.values()), default=0)
    fresh: list[MeetingItem] = []
    changed: list[MeetingItem] = []
    for action, reasons in proposed_agenda(
        meeting.unit, silent_days=meeting.silent_days, reply_days=meeting.reply_days
    ):
        item = known.get(action.pk)
        if item is None:
            fresh.append(_item(meeting, action, reasons, last + len(fresh) + 1))
        elif item.is_open:
            chosen = [ItemReason.CHOSEN.value] if ItemReason.CHOSEN in item.reasons else []
            if item.reasons != [*reasons, *chosen]:
                item.reasons = [*reasons, *chosen]
                changed.append(item)
    MeetingItem.objects.bulk_create(fresh)
    MeetingItem.objects.bulk_update(changed, ["reasons"])
    return len(fresh)


def refresh_agenda(meeting: Meeting, *, by: Actor) -> int:
    """Bring the agenda up to date before the meeting."""
    still_planned(meeting)
    if meeting.on_paper:
        raise Refused(_("The agenda of a meeting entered from paper is what the paper says. Add its items one by one."))
    added = fill_agenda(meeting)
    journal.record("followup.agenda_refreshed", meeting, by=by, data={"added": added})
    return added


def add_item(meeting: Meeting, action: Action, *, by: Actor) -> MeetingItem:
    """Put an action on the agenda that the record did not propose."""
    still_planned(meeting)
    if meeting.items.filter(action=action).exists():
        raise Refused(_("This action is already on the agenda."), field="action")
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    item = _item(meeting, action, [ItemReason.CHOSEN.value], last + 1)
    item.save()
    journal.record("followup.item_added", meeting, by=by, data={"action": action.shown_title}, also=[action])
    return item


def move_item(item: MeetingItem, to: int, *, by: Actor) -> MeetingItem:
    """Give an item a place on the agenda, counted from 1; the others keep their order around it."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    still_planned(meeting)
    listed = list(meeting.items.order_by("order", "pk"))
    if not 1 <= to <= len(listed):
        raise Refused(_("Choose a place between 1 and %(last)s.") % {"last": len(listed)}, field="place")
    moved = next(one for one in listed if one.pk == item.pk)
    listed.remove(moved)
    listed.insert(to - 1, moved)
    for place, one in enumerate(listed, start=1):
        one.order = place
    MeetingItem.objects.bulk_update(listed, ["order"])
    item.order = to
    data = {"action": item.action.shown_title, "place": to}
    journal.record("followup.item_moved", meeting, by=by, data=data, also=[item.action])
    return item


def place_of(item: MeetingItem) -> int:
    """Where the item stands, counted from 1."""
    keys = list(
        MeetingItem.objects.filter(meeting=item.meeting_id).order_by("order", "pk").values_list("pk", flat=True)
    )
    return keys.index(item.pk) + 1


def still_planned(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refused(_("The meeting has been held; its record is closed."))


def _item(meeting: Meeting, action: Action, reasons: list[str], order: int) -> MeetingItem:
    return MeetingItem(
        meeting=meeting,
        action=action,
        order=order,
        reasons=reasons,
        classification=action.classification,
        code=action.code,
    )
