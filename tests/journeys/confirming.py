"""Chapter four: confirmation, the figure, closing, the next cycle."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from chuyenbien.orgs.enums import CodeList

from .cast import (
    BODY,
    CLEARANCE,
    CYCLE,
    DOER,
    DRAIN,
    DRAINAGE,
    EDITOR,
    FLOODS,
    NEAR_VERIFIER,
    NEXT_CYCLE,
    OFFICER,
    REGULATION,
    TODAY,
    VERIFIER,
    YEAR,
)
from .driver import Desk, Office
from .remedying import tell
from .words import Own, counted, kind_of


def confirm(office: Office) -> None:
    """Refused to somebody of the lead unit, returned once, accepted."""
    doer = office.desk(DOER)
    submit(office, doer, "Đã xong tuyến 1 và tuyến 2.")

    desk = office.desk(NEAR_VERIFIER)
    desk.go("/verification/")
    desk.follow(DRAIN)
    why = "A member of the lead unit, or of a unit below it, does not confirm its result; another verifier must."
    desk.sees(why)
    told = desk.send(desk.path, judgment="accepted")
    assert told.status == 403
    assert desk.words(why) in told.text()

    desk = office.desk(VERIFIER)
    judge(desk, "return: something is missing", "")
    desk.told_at("Reason", "Say what is missing, so that it can be done.")
    desk.write("Reason", "Chưa có biên bản của tuyến 3.")
    desk.press("Record the judgment")

    doer.go(office.places["drain"])
    doer.sees(Own("Chưa có biên bản của tuyến 3."))
    tell(doer, "Đã xong tuyến 3, đủ biên bản.", 100)
    submit(office, doer, "Biên bản ở lần báo cáo sau cùng.")
    judge(desk, "accept: the product is there and meets the acceptance criterion", "Đủ sản phẩm.")
    desk.go(office.places["drain"])
    desk.sees("done on time")


def submit(office: Office, desk: Desk, note: str) -> None:
    desk.go(office.places["drain"])
    desk.press("Submit for confirmation")
    desk.write("For whoever confirms", note)
    desk.press("Submit for confirmation")
    desk.sees("Submitted for confirmation")


def judge(desk: Desk, judgment: str, reason: str) -> None:
    desk.go("/verification/")
    desk.follow(DRAIN)
    desk.pick("Judgment", judgment)
    if reason:
        desk.write("Reason", reason)
    desk.press("Record the judgment", status=200 if reason else 422)


def measure(office: Office) -> None:
    """What is measured, what must be reached; an estimate does not close, the settled figure does."""
    desk = office.desk(EDITOR)
    desk.go(office.places["drainage"])
    desk.press("Say what is measured")
    desk.write("What is measured", FLOODS)
    desk.choose("Which way it should go", "lower is better")
    desk.choose("Unit of measure", kind_of(CodeList.MEASURE, "cong-trinh"))
    desk.write("Figure before", 5)
    desk.write("Plan", 1)
    desk.press("Enter the indicator")
    office.places["indicator"] = desk.path

    desk = office.desk(OFFICER)
    desk.go(office.places["drainage"])
    desk.press("Set a condition for closing")
    desk.choose("Indicator", FLOODS)
    desk.choose("Condition", "at most")
    desk.write("Threshold", 1)
    desk.press("Set the condition")
    desk.sees(FLOODS)

    figure(office, "estimate")
    desk = office.desk(VERIFIER)
    desk.go(reverse("verification:close", args=[pk_of(office.places["drainage"])]))
    desk.write("Note on the closing", "Số úng ngập đã giảm.")
    desk.press("Close", status=422)
    desk.holds("Note on the closing", "Số úng ngập đã giảm.")
    desk.sees("missing")
    desk.go(office.places["drainage"])
    desk.misses("Closed as remedied")

    figure(office, "settled figure")
    desk.go(office.places["drainage"])
    desk.press("Close")
    desk.write("Note on the closing", "Số quyết toán đã có.")
    desk.press("Close")
    desk.sees("Closed as remedied")


def figure(office: Office, kind: str) -> None:
    desk = office.desk(EDITOR)
    desk.go(office.places["indicator"])
    desk.press("Enter a figure")
    desk.write("Figure as of", TODAY)
    desk.write("Absolute figure", 1)
    desk.pick("Kind of figure", kind)
    if kind == "settled figure":
        shown = desk.control("Replaces the estimate").locator("option").nth(1).inner_text()
        desk.choose("Replaces the estimate", Own(shown.strip()))
        desk.write("Source", "Báo cáo quyết toán năm")
    desk.press("Enter the figure")
    desk.sees(kind)


SECTION_III = (
    "III. Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận hoặc chỉ ra ở các kỳ trước"
)
"""As the form of this regulation calls it."""


def begin_again(office: Office) -> None:
    """The next cycle takes in what is still open, and reports on it in section III."""
    desk = office.desk(OFFICER)
    desk.go("/reviews/")
    desk.press("Open a cycle")
    desk.write("Name of the cycle", NEXT_CYCLE)
    desk.write("Period from", date(YEAR + 1, 1, 1))
    desk.write("Period until", date(YEAR + 1, 12, 31))
    desk.choose("Regulation it follows", REGULATION)
    desk.choose("Previous cycle", CYCLE)
    desk.press("Open the cycle")
    desk.press("Put bodies under review")
    desk.pick("Bodies under review", BODY)
    desk.press("Put under review")
    desk.follow(BODY)
    office.places["next dossier"] = desk.path

    desk = office.desk(EDITOR)
    desk.go(office.places["next dossier"])
    desk.press(counted("Take in %(waiting)s earlier finding", "Take in %(waiting)s earlier findings", 2, "waiting"))
    section = desk.part(Own(SECTION_III))
    desk.sees(CLEARANCE, CYCLE, inside=section)
    desk.sees(DRAINAGE, inside=section)  # remedied and closed: its result is told
    desk.press("Report", inside=section)
    desk.pick("State of remedy", "Under way")
    desk.write("Result, what is left, until when", "Đã chi trả 6/12 hộ, còn 6 hộ.")
    desk.press("Save")
    desk.sees(Own("Đã chi trả 6/12 hộ"), inside=section)


def pk_of(path: str) -> int:
    return int(path.strip("/").rsplit("/", 1)[-1])
