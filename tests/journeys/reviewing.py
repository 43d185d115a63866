"""Chapter two: from the opened cycle to the conclusion."""

from __future__ import annotations

from datetime import date

from chuyenbien.orgs.enums import CodeList

from . import papers
from .cast import (
    BODY,
    CHAIR,
    CLEARANCE,
    CYCLE,
    DIRECTION,
    DOER,
    DRAINAGE,
    EDITOR,
    HEAD,
    LEADER,
    OFFICER,
    POINT_1,
    POINT_2,
    REGULATION,
    SECRETARY,
    TODAY,
    YEAR,
    after,
    at,
)
from .driver import Desk, Office
from .words import Own, fill, kind_of

LAND = kind_of(CodeList.FIELD, "giai-phong-mat-bang")
URBAN = kind_of(CodeList.FIELD, "trat-tu-do-thi")


def open_cycle(office: Office) -> None:
    """The officer opens a cycle and puts a body under review."""
    desk = office.desk(OFFICER)
    desk.go("/reviews/")
    desk.press("Open a cycle")
    desk.press("Open the cycle", status=422)  # nothing typed yet
    desk.told_at("Name of the cycle", "To mend")
    desk.write("Name of the cycle", CYCLE)
    desk.write("Period from", date(YEAR, 1, 1))
    desk.write("Period until", date(YEAR, 12, 31))
    desk.choose("Regulation it follows", REGULATION)
    desk.press("Open the cycle")
    desk.sees(CYCLE)
    office.places["cycle"] = desk.path
    desk.press("Put bodies under review")
    desk.pick("Bodies under review", BODY)
    desk.press("Put under review")
    desk.follow(BODY)
    desk.sees("Preparing")
    office.places["dossier"] = desk.path


def suggest(office: Office) -> None:
    """The officer drafts a suggestion of two points, a leader of the board issues it."""
    desk = office.desk(OFFICER)
    desk.go(office.places["dossier"])
    desk.press("Prepare a suggestion")
    for number, (text, matter) in enumerate(((POINT_1, URBAN), (POINT_2, LAND)), start=1):
        point = fill("Point %(number)s", number=number)
        desk.write("What is to be reviewed", text, inside=desk.group(point))
        desk.choose("Field", matter, inside=desk.group(point))
    desk.write("To be answered by", after(20))
    desk.press("Save the draft")
    desk.sees(POINT_1, POINT_2)
    office.places["suggestion"] = desk.path
    office.desk(EDITOR).go(office.places["suggestion"], status=404)  # a draft is nobody else's

    desk = office.desk(LEADER)
    desk.go(office.places["suggestion"])
    desk.press("Issue")
    desk.write("Number and symbol of the letter", "12-CV/TU")
    desk.write("Date of the letter", TODAY)
    desk.attach("Scan of the letter", papers.scan(office.folder, "cong-van-12"))
    desk.press("Issue")
    desk.sees(Own("12-CV/TU"))
    desk.follow("12-CV/TU")
    desk.sees(Own("cong-van-12.pdf"))
    office.places["letter"] = desk.path


def appoint(office: Office) -> None:
    """A delegation with somebody of the reviewed body may be formed, but never attends that body."""
    desk = office.desk(LEADER)
    desk.go(office.places["cycle"])
    desk.press("Delegations")
    desk.press("Form a delegation")
    seat(desk, Own(HEAD.listed))
    desk.press("Form the delegation")
    office.places["delegation"] = desk.path

    desk = office.desk(OFFICER)
    desk.go(office.places["delegation"])
    desk.press("Give bodies to it")
    desk.pick("Bodies", BODY)
    desk.press("Give to the delegation", status=422)
    own = fill("%(person)s belongs to %(body)s and cannot be a delegate to it.", person=Own(HEAD.name), body=BODY)
    desk.sees(own)
    assert desk.main.get_by_role("checkbox", name=BODY).is_checked(), "what was chosen is kept"

    desk = office.desk(LEADER)
    desk.go(office.places["delegation"])
    desk.press("Change who sits in it")
    seat(desk, Own(LEADER.listed))
    desk.press("Save")
    desk.misses(Own(HEAD.name))

    desk = office.desk(OFFICER)
    desk.press("Give to the delegation")  # the same form, sent again as it stands
    desk.sees(BODY)

    desk = office.desk(LEADER)
    desk.press("Change who sits in it")
    seat(desk, Own(HEAD.listed))
    desk.press("Save", status=422)
    desk.sees(own)
    chosen = desk.control("Members").locator("option:checked").all_inner_texts()
    assert chosen == [HEAD.listed], "what was chosen is kept"


def seat(desk: Desk, member: Own) -> None:
    desk.choose("Head of the delegation", Own(CHAIR.listed))
    desk.choose("Secretary of the delegation", Own(SECRETARY.listed))
    desk.choose("Members", member)


def report(office: Office) -> None:
    """The editor writes the report and answers one point of two; the head of the body submits."""
    desk = office.desk(EDITOR)
    desk.go(office.places["dossier"])
    for section, text in (
        (
            Own("I.2. Kết quả thực hiện các chỉ tiêu, nhiệm vụ được giao trong năm"),
            "Hoàn thành 15/16 chỉ tiêu nghị quyết năm.",
        ),
        (Own("II. Hạn chế, khuyết điểm và nguyên nhân"), "Một số điểm úng ngập chậm được khắc phục."),
    ):
        desk.press("Write", inside=desk.part(section))
        desk.write("Text", text)
        desk.press("Save")
        desk.sees(Own(text))
    explain(desk, 1, "Đã trả lời 18/21 kiến nghị; còn 3 kiến nghị về thoát nước.")
    desk.press("Submit the report")
    desk.press("Submit the report", status=422)  # for the head she may enter it only with a paper
    desk.told_at("Entered for", "To mend")

    desk = office.desk(HEAD)
    desk.go(office.places["dossier"])
    desk.press("Submit the report")
    desk.sees(POINT_2)  # it says what is still open
    desk.press("Submit the report")
    desk.sees("Report submitted")


def explain(desk: Desk, number: int, text: str) -> None:
    desk.press("Explain", inside=desk.part(fill("Point %(number)s", number=number)))
    desk.write("Explanation", text)
    desk.write("Cause", "Phối hợp giữa các bộ phận chưa chặt chẽ.")
    desk.press("Save")
    desk.sees(Own(text))


def meet(office: Office) -> None:
    """The conference cannot be held while a point is unanswered; answered, it is."""
    desk = office.desk(SECRETARY)
    desk.go(office.places["dossier"])
    desk.press("Call the conference")
    desk.write("Begins", at(0, 8))
    desk.write("Ends", at(0, 11))
    desk.write("Place", "Phòng họp Đảng ủy phường")
    desk.press("Call")
    office.places["conference"] = desk.path
    desk.cannot(
        "Mark as held",
        fill(
            "Suggested points not answered yet: %(numbers)s. The body explains them first, "
            "or a leader of the superior board lets the conference pass, saying why.",
            numbers=Own("2"),
        ),
    )

    desk = office.desk(EDITOR)
    desk.go(office.places["dossier"])
    explain(desk, 2, "Đã chi trả 28/40 hộ; 12 hộ chưa nhận bồi thường.")

    desk = office.desk(SECRETARY)
    desk.go(office.places["conference"])
    desk.press("Write attendance")
    for somebody in (CHAIR, SECRETARY, HEAD):
        desk.choose(Own(somebody.listed), "present")
    desk.choose(Own(EDITOR.listed), "absent with leave")
    desk.write(fill("Reason of absence: %(who)s", who=Own(EDITOR.listed)), "đi công tác")
    desk.press("Save")
    desk.sees(Own("đi công tác"))
    desk.press("Write minutes")
    desk.write("Minutes", "Tập thể thống nhất các hạn chế nêu trong báo cáo.")
    desk.press("Save")
    desk.sees(Own("Tập thể thống nhất"))
    desk.press("Mark as held")
    desk.go(office.places["dossier"])
    desk.press("Record a direction")
    desk.write("Direction", DIRECTION)
    desk.choose("Field", URBAN)
    desk.press("Record")
    desk.sees("Conference held", DIRECTION)


def conclude(office: Office) -> None:
    """The head of the delegation states two findings: one from the direction, one from the second point."""
    desk = office.desk(CHAIR)
    desk.go(office.places["dossier"])
    desk.press("Draft the conclusion")
    desk.write("Strengths", "Đoàn kết, hoàn thành phần lớn chỉ tiêu.")
    desk.write("Plan to be issued by", after(15))
    desk.press("Begin")
    office.places["conclusion"] = desk.path
    desk.press("Issue")
    desk.press("Issue", status=422)  # a direction is neither taken up nor explained
    desk.go(office.places["conclusion"])
    desk.press("Take up")
    desk.write("Limitation or shortcoming", DRAINAGE)
    desk.choose("Responsible persons", Own(DOER.listed))
    desk.press("Add")
    desk.sees(DRAINAGE, Own(DOER.name))
    desk.press("State a finding")
    desk.choose("Suggested point it answers", POINT_2)
    desk.write("Limitation or shortcoming", CLEARANCE)
    desk.choose("Field", LAND)
    desk.choose("Collective or unit with the limitation", BODY)
    desk.press("Add")
    desk.sees(CLEARANCE)
    desk.press("Issue")
    desk.write("Number and symbol of the notice", "45-TB/ĐCT")
    desk.write("Date of the notice", TODAY)
    desk.press("Issue")
    desk.sees("Issued", Own("45-TB/ĐCT"))
    for name, statement in (("drainage", DRAINAGE), ("clearance", CLEARANCE)):
        desk.go(office.places["conclusion"])
        desk.follow(statement)
        desk.sees(statement, BODY)
        office.places[name] = desk.path
    desk.go(office.places["drainage"])
    desk.sees(Own(DOER.name))
    desk.go(office.places["dossier"])
    desk.sees("Concluded")
