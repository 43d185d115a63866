from .answering import acknowledge, acknowledge_all, snooze
from .telling import NoticeRow, tell, tell_all, withdraw

__all__ = ["NoticeRow", "acknowledge", "acknowledge_all", "snooze", "tell", "tell_all", "withdraw"]
