"""The verbs of the room. Each runs inside :func:`chuyenbien.journal.recording`, guards who and when, records one event.

A rating is nobody's business before it is published, and a wrong one harms people: so these verbs ask the rules
themselves and do not leave it to the pages.
"""

from .after import answer_petition, file_petition, notify, publish_ratings
from .deciding import correct_decision, decide, decide_quota
from .opening import open_person_rating, open_ratings, set_group
from .opening_people import open_people
from .preparing import assess, confirm_task_list, count_ballots, enter_fact, withdraw_confirmation
from .reading import decide_point

__all__ = [
    "answer_petition",
    "assess",
    "confirm_task_list",
    "correct_decision",
    "count_ballots",
    "decide",
    "decide_point",
    "decide_quota",
    "enter_fact",
    "file_petition",
    "notify",
    "open_people",
    "open_person_rating",
    "open_ratings",
    "publish_ratings",
    "set_group",
    "withdraw_confirmation",
]
