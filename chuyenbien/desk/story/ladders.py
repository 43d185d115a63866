"""Two illustrative bodies follow up by a reminder ladder; of one, a letter waits on the office's desk to be signed."""

from __future__ import annotations

import datetime as dt

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import DirectiveTask
from chuyenbien.followup import operations as followup
from chuyenbien.followup.enums import Matter
from chuyenbien.followup.example import EXAMPLES, NAMES
from chuyenbien.orgs.enums import CodeList
from chuyenbien.remediation import operations as remediation

from .people import Body, World, code

SINCE = dt.date(2022, 12, 15)


def climb(world: World) -> None:
    """Adopted in December, climbed since; the first body already writes on its next version."""
    for body, number in ((world.bodies[0], "08-QĐ/ĐU"), (world.bodies[1], "11-QĐ/ĐU")):
        _adopt(world, body, number)
    _late_task(world, world.bodies[1])
    for day in (SINCE, dt.date(2023, 1, 16), dt.date(2023, 1, 30), dt.date(2023, 1, 31)):
        with clock.at(day):
            followup.climb(clock.moment_of(day))
    body = world.bodies[0]
    with clock.at(dt.date(2023, 1, 30)), journal.recording(by=world.by(body.editor)):
        followup.draft_ladder(
            body.unit,
            matter=Matter.ACTION,
            name=NAMES[Matter.ACTION],
            steps=EXAMPLES[Matter.ACTION],
            by=world.by(body.editor),
            is_illustrative=True,
        )


def _late_task(world: World, body: Body) -> None:
    """A small task of a directive, due in the middle of January: five working days later, past Tết, a letter waits."""
    officer, editor, head = world.by(world.officer), world.by(body.editor), world.by(body.head)
    with clock.at(dt.date(2022, 12, 19)), journal.recording(by=officer):
        task = documents.assign_task(
            DirectiveTask.objects.filter(is_illustrative=True).latest("pk").directive,
            text="Báo cáo kết quả rà soát hồ sơ tồn đọng (minh họa)",
            unit=body.unit,
            field=code(CodeList.FIELD, "cai-cach-hanh-chinh"),
            due_on=dt.date(2023, 1, 16),
            number="4",
            by=officer,
            is_illustrative=True,
        )
    with clock.at(dt.date(2022, 12, 20)), journal.recording(by=editor):
        action = remediation.add_action(
            by=editor,
            directive_task=task,
            task="Rà soát, báo cáo hồ sơ tồn đọng tại bộ phận một cửa",
            lead_person=body.doer,
            lead_unit=body.office,
            supervising_leader=body.head,
            due_on=dt.date(2023, 1, 16),
            deliverable="Báo cáo rà soát",
            acceptance_criterion="Có danh mục từng hồ sơ",
            authority=body.unit,
            authority_basis="Thẩm quyền của đơn vị",
            is_illustrative=True,
        )
    with clock.at(dt.date(2022, 12, 21)), journal.recording(by=head):
        remediation.issue_action(action, by=head)


def _adopt(world: World, body: Body, number: str) -> None:
    head = world.by(body.head)
    with clock.at(SINCE), journal.recording(by=head):
        paper = documents.register(
            kind=code(CodeList.DOCUMENT_KIND, "qd"),
            number=f"{number} (minh họa)",
            issued_on=SINCE,
            issuer=body.unit,
            unit=body.unit,
            abstract="Ban hành lộ trình đôn đốc nhiệm vụ khắc phục (minh họa)",
            by=head,
            is_illustrative=True,
        )
        ladder = followup.draft_ladder(
            body.unit,
            matter=Matter.ACTION,
            name=NAMES[Matter.ACTION],
            steps=EXAMPLES[Matter.ACTION],
            by=head,
            is_illustrative=True,
        )
        followup.adopt_ladder(
            ladder,
            by=head,
            valid_from=SINCE,
            document=paper,
            reason="Thống nhất cách theo dõi, đôn đốc các nhiệm vụ khắc phục (minh họa).",
        )
