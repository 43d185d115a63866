from .delivery import Delivery
from .feed import Feed
from .notice import Notice
from .routing import Absence, Preference
from .turn import Turn

__all__ = ["Absence", "Delivery", "Feed", "Notice", "Preference", "Turn"]
