from .answering import acknowledge, acknowledge_all, snooze
from .calendars import make_feed, revoke_feed
from .settings import declare_absence, end_absence, set_preference
from .telling import NoticeRow, tell, tell_all, withdraw

__all__ = [
    "NoticeRow",
    "acknowledge",
    "acknowledge_all",
    "declare_absence",
    "end_absence",
    "make_feed",
    "revoke_feed",
    "set_preference",
    "snooze",
    "tell",
    "tell_all",
    "withdraw",
]
