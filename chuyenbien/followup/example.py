"""The ladder an office may begin with: an illustration of local practice (domain research), of no regulation.

It is in force nowhere until a unit adopts its own ladder; every interval can be changed before that.
"""

from __future__ import annotations

from .enums import Matter, StepForm, StepRole

Step = tuple[int, str, tuple[str, ...]]

NAMES = {
    Matter.ACTION: "Lộ trình đôn đốc nhiệm vụ khắc phục",
    Matter.PETITION: "Lộ trình theo dõi kiến nghị chờ trả lời",
}
"""Users' text, Vietnamese in every language of the pages."""

EXAMPLES: dict[str, tuple[Step, ...]] = {
    Matter.ACTION: (
        (-7, StepForm.REMINDER, (StepRole.LEAD_PERSON,)),
        (0, StepForm.REMINDER, (StepRole.LEAD_PERSON, StepRole.LEAD_HEAD)),
        (5, StepForm.URGING, (StepRole.SUPERIOR_OFFICE,)),
        (15, StepForm.EXPLANATION, (StepRole.SUPERVISING_LEADER, StepRole.SUPERIOR_OFFICE)),
        (30, StepForm.MEETING, (StepRole.SUPERIOR_OFFICE,)),
        (30, StepForm.SIGNAL, (StepRole.SUPERIOR_OFFICE,)),
    ),
    Matter.PETITION: (
        (-3, StepForm.REMINDER, (StepRole.LEAD_PERSON,)),
        (1, StepForm.REMINDER, (StepRole.LEAD_PERSON, StepRole.ADDRESS_HEAD)),
        (5, StepForm.REPORT, (StepRole.OWN_OFFICE,)),
        (15, StepForm.MEETING, (StepRole.OWN_OFFICE,)),
    ),
}
