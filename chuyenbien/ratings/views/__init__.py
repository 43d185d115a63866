from .deciding import (
    answer,
    correct,
    decide,
    notify,
    petition,
    publish,
    publish_cycle,
    quota_decide,
    reclassify,
)
from .lists import cycle, cycles, quota
from .opening import open_all, open_people, open_person
from .pages import prior, rating, tasks, under
from .preparing import (
    appraise,
    assess_self,
    confirm,
    count_ballots,
    enter_fact,
    group,
    withdraw,
)
from .reading import decide_point, points

__all__ = [
    "answer",
    "appraise",
    "assess_self",
    "confirm",
    "correct",
    "count_ballots",
    "cycle",
    "cycles",
    "decide",
    "decide_point",
    "enter_fact",
    "group",
    "notify",
    "open_all",
    "open_people",
    "open_person",
    "petition",
    "points",
    "prior",
    "publish",
    "publish_cycle",
    "quota",
    "quota_decide",
    "rating",
    "reclassify",
    "tasks",
    "under",
    "withdraw",
]
