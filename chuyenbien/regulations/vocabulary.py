"""The words a rule pack is written in: tables, units, facts, keys. A pack that uses another word is refused."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuyenbien.core.verdict import Text

CONFIRMED, UNCONFIRMED = "confirmed", "unconfirmed"

LEVELS = ("excellent", "good", "fulfilled", "not_fulfilled")
"""Rating levels, the highest first."""

CRITERIA = ("excellent", "good", "average", "poor")
"""Levels of a single criterion (132, 124), the highest first."""

SUBJECTS: dict[str, Text] = {
    "collective": _("collectives"),
    "leader": _("leaders and managers"),
    "head": _("heads of a unit"),
    "non_leader": _("members without a leading post"),
    "outside_member": _("members outside the political system"),
}

ORGANISATIONS, CIVIL_SERVANTS = "organisations", "civil_servants"
KINDS = (ORGANISATIONS, CIVIL_SERVANTS)
"""Whose review a regulation is about. One on civil servants has no review of a collective."""

SCALES = ("points", "criteria")
COMPARATORS = (">=", "<=", ">", "<", "==")
GAPS = ("needs_decision", "next_level")
EFFECTS = ("not_rated", "not_reviewed")

UNITS: dict[str, Text] = {
    "point": _("points"),
    "percent": pgettext_lazy("unit", "percent"),
    "day": _("days"),
    "working_day": _("working days"),
    "month": _("months"),
    "count": pgettext_lazy("unit", "number"),
    "day_of_month": _("day of the month"),
    "day_of_year": _("day and month"),
    "yes_no": _("yes or no"),
    "level": _("rating level"),
    "criterion": _("level of a criterion"),
    "choice": _("one of several"),
    "list": pgettext_lazy("unit", "list"),
    "text": pgettext_lazy("unit", "text"),
}
NUMERIC = ("point", "percent", "day", "working_day", "month", "count", "day_of_month")


@dataclass(frozen=True, slots=True)
class Known:
    """What a key of the vocabulary stands for."""

    unit: str
    label: Text = ""
    group: str = ""


FACTS: dict[str, Known] = {
    "tasks_done_percent": Known("percent", _("tasks done")),
    "tasks_on_time_percent": Known("percent", _("tasks done on time")),
    "tasks_quality_percent": Known("percent", _("tasks done with the quality asked for")),
    "tasks_exceeded_percent": Known("percent", _("tasks that exceed what was asked for")),
    "tasks_off_schedule_percent": Known("percent", _("tasks off schedule")),
    "tasks_not_done_percent": Known("percent", _("tasks not done")),
    "led_done_percent": Known("percent", _("tasks done where the person leads")),
    "led_on_time_percent": Known("percent", _("tasks done on time where the person leads")),
    "led_quality_percent": Known("percent", _("tasks done with the quality asked for where the person leads")),
    "led_exceeded_percent": Known("percent", _("tasks that exceed what was asked for where the person leads")),
    "led_off_schedule_percent": Known("percent", _("tasks off schedule where the person leads")),
    "unit_done_percent": Known("percent", _("tasks of the own collective done")),
    "prior_remedied_percent": Known("percent", _("earlier limitations remedied and confirmed")),
    "units_disciplined": Known("count", _("subordinate units disciplined")),
    "members_disciplined": Known("count", _("members of the leadership disciplined")),
    "disciplined": Known("yes_no", _("disciplined within the period")),
    "degradation_concluded": Known("yes_no", _("degradation or a breach concluded by a competent body")),
    "corruption_in_charge": Known("yes_no", _("corruption or waste dealt with where the person is directly in charge")),
    "low_confidence_percent": Known("percent", _("votes of low confidence")),
    "quarters_not_fulfilled": Known("count", _("quarters of the year rated as not fulfilled")),
    "lowest_result_criterion": Known("criterion", _("the lowest criterion of results")),
    "lowest_other_criterion": Known("criterion", _("the lowest of the other criteria")),
    "months_existing": Known("month", _("months since the organisation was founded")),
    "months_member": Known("month", _("months since admission to the Party")),
    "months_away": Known("month", _("months of study, illness or maternity leave")),
    "months_in_post": Known("month", _("months in the present post")),
    "excused": Known("yes_no", _("excused from Party activity")),
    "suspended": Known("yes_no", _("suspended from Party activity")),
    "under_investigation": Known("yes_no", _("under investigation")),
    "review_finished": Known("yes_no", _("the review is finished")),
    "unit_level": Known("level", _("level of the own unit")),
}

NUMBERS: dict[str, Known] = {
    "general_points": Known("point", group="rating"),
    "results_points": Known("point", group="rating"),
    "explanation_limit": Known("point", group="rating"),
    "general_remedy_percent": Known("percent", group="rating"),
    "quota_percent": Known("percent", group="quota"),
    "quota_raised_percent": Known("percent", group="quota"),
    "conference_days": Known("day", group="review"),
    "conference_days_provincial": Known("day", group="review"),
    "conference_days_suggested": Known("day", group="review"),
    "draft_lead_days": Known("working_day", group="review"),
    "suggestion_lead_days": Known("working_day", group="review"),
    "plan_due_days": Known("day", group="review"),
    "petition_days": Known("working_day", group="after"),
    "answer_days": Known("working_day", group="after"),
    "ballot_quorum_percent": Known("percent", group="rating"),
    "ballot_pass_percent": Known("percent", group="rating"),
    "main_axis_percent": Known("percent", group="rating"),
}

CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "quota_denominator": ("quota", ("good", "good_or_better")),
    "quota_rounding": ("quota", ("floor", "half_up")),
    "quota_group": ("quota", ("similar_posts", "grassroots_organisation")),
    "head_not_above_unit": ("rating", ("yes", "no")),
    "rating_before_review": ("rating", ("never",)),
    "lower_before_upper": ("review", ("warning", "required")),
}
"""Key, group, what may be chosen."""

LISTS: dict[str, str] = {
    "periods": "review",
    "prior_sources": "rating",
    "general_criteria": "rating",
    "results_parts": "rating",
    "results_parts_leader": "rating",
    "quota_raised_when": "quota",
    "speaking_order": "review",
    "form_01_sections": "forms",
    "form_02_sections": "forms",
    "form_2a_sections": "forms",
    "form_2b_sections": "forms",
    "form_2c_sections": "forms",
    "self_review_papers": "forms",
}

OWN_PREFIX = "local_"
"""A province may add numbers, choices and lists of its own under this prefix; the program shows and prints them."""

GROUPS: dict[str, Text] = {
    "levels": _("Rating levels"),
    "conditions": _("Conditions of the levels"),
    "knockouts": _("What leads to “not fulfilled”"),
    "gaps": _("Cases the text leaves open"),
    "rating": _("Points and criteria"),
    "quota": _("Share of “excellent”"),
    "exemptions": _("Who is not reviewed or not rated"),
    "review": _("Review and conference"),
    "forms": _("Forms"),
    "after": _("After the rating"),
    "calendar": _("Dates to keep"),
    "own": _("Points of the province"),
}

TABLES: dict[str, str] = {
    "level": "levels",
    "condition": "conditions",
    "knockout": "knockouts",
    "gap": "gaps",
    "number": "",
    "choice": "",
    "list": "",
    "exemption": "exemptions",
    "form": "forms",
    "step": "calendar",
}
"""The tables of a pack and the group their points stand in; the others take it from the vocabulary."""
