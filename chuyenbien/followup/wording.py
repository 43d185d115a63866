"""What a draft says, from the record as it stands. Users' text: Vietnamese whatever the language of the page."""

from __future__ import annotations

import datetime as dt

from chuyenbien.core import clock
from chuyenbien.remediation.models import Action, Progress

from .enums import StepForm
from .models import Draft

_TITLES = {
    StepForm.URGING: "V/v đôn đốc thực hiện nhiệm vụ: %s",
    StepForm.EXPLANATION: "V/v đề nghị giải trình về tiến độ nhiệm vụ: %s",
    StepForm.REPORT: "Báo cáo về nội dung kiến nghị chưa có văn bản trả lời: %s",
}


def abstract_of(draft: Draft) -> str:
    """The abstract under which the letter is registered."""
    about = draft.request.shown_title if draft.request is not None else draft.action.shown_title
    return _TITLES[StepForm(draft.kind)] % about


def proposed(draft: Draft) -> str:
    """The text as the record gives it today; nothing of a matter known by a code only."""
    if draft.is_code_only:
        return ""
    if draft.kind == StepForm.REPORT:
        return "\n\n".join(_report(draft))
    return "\n\n".join(_letter(draft))


def _letter(draft: Draft) -> list[str]:
    action = draft.action
    facts = [
        f"Kính gửi: {draft.addressee.name}",
        f"Qua theo dõi, {_lead(action)} được giao chủ trì nhiệm vụ “{action.shown_title}”. {_dates(action)}",
        _course(action),
    ]
    if draft.kind == StepForm.URGING:
        ask = (
            f"{draft.desk.name} đề nghị {draft.addressee.name} chỉ đạo tập trung hoàn thành nhiệm vụ nêu trên, "
            "báo cáo kết quả và cập nhật tiến độ trên hệ thống; trường hợp có khó khăn, vướng mắc vượt thẩm quyền thì "
            "báo cáo rõ nội dung, kiến nghị để được xem xét."
        )
    else:
        ask = (
            f"{draft.desk.name} đề nghị {draft.addressee.name} giải trình bằng văn bản về nguyên nhân chưa hoàn thành, "
            "trách nhiệm của tập thể, cá nhân liên quan, giải pháp và thời hạn hoàn thành."
        )
    return [one for one in (*facts, ask) if one]


def _report(draft: Draft) -> list[str]:
    asked = draft.request
    if asked is None:
        return []
    sent = f" tại văn bản {asked.letter.number}" if asked.letter is not None and asked.letter.number else ""
    due = f", đề nghị trả lời trước ngày {_day(asked.answer_due)}" if asked.answer_due else ""
    return [
        f"Kính gửi: {asked.authority.name}",
        f"Ngày {_day(asked.sent_on)}, {asked.asker.name} đã kiến nghị{sent}{due}. Nội dung: {asked.request}",
        f"Đến ngày {_day(clock.today())}, đơn vị chưa nhận được văn bản trả lời. Nhiệm vụ liên quan: "
        f"“{draft.action.shown_title}”. {_dates(draft.action)}",
        f"{asked.asker.name} trân trọng báo cáo và kính đề nghị {asked.authority.name} xem xét, cho ý kiến.",
    ]


def _lead(action: Action) -> str:
    return action.lead_unit.name if action.lead_unit is not None else "đơn vị"


def _dates(action: Action) -> str:
    """Original and approved date, both; how far it is past."""
    due = action.due_on
    if due is None:
        return ""
    said = f"Thời hạn hoàn thành: {_day(due)}"
    if action.original_due is not None and action.original_due != due:
        said = f"Thời hạn ban đầu: {_day(action.original_due)}, đã được gia hạn đến {_day(due)}"
    late = (clock.today() - due).days
    return f"{said}; đến ngày {_day(clock.today())} đã quá hạn {late} ngày." if late > 0 else f"{said}."


def _course(action: Action) -> str:
    """What was reported last, or that nothing was."""
    last = (
        Progress.objects.filter(action=action, withdrawn_at=None, corrected_by=None).order_by("-done_on", "-pk").first()
    )
    if last is None:
        return "Hệ thống chưa ghi nhận báo cáo tiến độ của nhiệm vụ này."
    share = f" (đạt {last.percent}%)" if last.percent is not None else ""
    return f"Báo cáo tiến độ gần nhất ngày {_day(last.done_on)}{share}: {last.text}"


def _day(day: dt.date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "…"
