from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _prepares(request: Any) -> bool:
    """Those who prepare or sign the papers of a unit."""
    from .models.ladders import WRITERS

    return bool(request.standing.units_with(*WRITERS))


def _sees_minutes(stored: Any, standing: Any) -> bool:
    """The scan of minutes is read by whoever sees the meeting."""
    from .models import Meeting

    return Meeting.objects.visible_to(standing).filter(minutes_scan=stored).exists()


class FollowupConfig(AppConfig):
    name = "chuyenbien.followup"
    label = "followup"

    def ready(self) -> None:
        from chuyenbien.core import panels
        from chuyenbien.core.navigation import Entry, register
        from chuyenbien.documents import files
        from chuyenbien.escalation.operations import when_moved
        from chuyenbien.notices import kinds, schedule
        from chuyenbien.remediation.operations import when_changed

        from . import parts, presenters  # noqa: F401
        from .operations.delivering import DECIDED, REMINDER
        from .operations.following import follow_action, follow_request
        from .operations.ticking import climb

        files.register_owner(_sees_minutes)
        when_changed(follow_action)
        when_moved(follow_request)
        kinds.register(REMINDER, label=_("A reminder by the ladder of your unit"))
        kinds.register(DECIDED, label=_("A progress meeting decided about your work"))
        schedule.register("followup.ladders", climb)
        panels.register("action", "followup.ladder", parts.of_action, order=60)
        section = _("Follow-up")
        register(Entry(60, _("Progress meetings"), "followup:list", "meeting", section=section))
        register(Entry(61, _("Drafts to be signed"), "followup:drafts", "edit", _prepares, section=section))
        register(Entry(62, _("Reminder ladders"), "followup:ladders", "bell", _prepares, section=section))
        register(Entry(63, _("The leader’s page of the week"), "followup:digests", "print", _prepares, section=section))
