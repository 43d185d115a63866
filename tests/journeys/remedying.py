"""Chapter three: plan, progress, obstacle, the meeting that extends."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from chuyenbien.orgs.enums import CodeList

from . import papers
from .cast import (
    BOARD,
    CLEAR,
    CLEARANCE,
    DIVISION,
    DOER,
    DRAIN,
    DRAINAGE,
    EDITOR,
    HEAD,
    LEADER,
    MEETING,
    MINISTRY,
    OFFICER,
    PLAN,
    TODAY,
    after,
    at,
)
from .driver import Desk, Office
from .words import Label, Meant, Own, day, fill, kind_of

DUE, LATER = after(30), after(75)
VAGUE = Own("Thường xuyên vận động 12 hộ ven sông")


def plan(office: Office) -> None:
    """A rhythm without an end is refused, a draft without a date cannot be issued; mended, the head issues it."""
    desk = office.desk(EDITOR)
    desk.go(office.places["dossier"])
    desk.press("Begin the remediation plan")
    desk.press("Save")
    desk.sees(PLAN, DRAINAGE, CLEARANCE)  # what still has no action
    office.places["plan"] = desk.path
    desk.press("Draft an action")
    promise(desk, DRAINAGE, DRAIN)
    desk.write("Done by", DUE)
    desk.press("Save")
    desk.sees(DRAIN, day(DUE))

    desk.press("Draft an action")
    promise(desk, CLEARANCE, VAGUE)
    desk.choose("How often", "Every month")
    desk.press("Save", status=422)
    desk.told_at("Done by", "A rhythm needs an end. Set the day until which it goes on.")
    desk.sees(fill("“%(word)s” is not a date. Choose how often, and until which day.", word=Own("thường xuyên")))
    desk.holds("What is to be done", VAGUE)
    desk.choose("How often", "Once")
    desk.press("Save")

    desk = office.desk(HEAD)
    desk.go(office.places["plan"])
    desk.press("Issue the plan")
    desk.press("Issue", status=422)
    desk.sees("set the day by which it is done; a rhythm needs an end too")

    desk = office.desk(EDITOR)
    desk.follow(VAGUE)
    desk.press("Edit")
    desk.write("What is to be done", CLEAR)
    desk.choose("How often", "Every month")
    desk.write("Done by", after(120))
    desk.press("Save")
    desk.sees(CLEAR, day(after(120)))
    office.places["clear"] = desk.path

    desk = office.desk(HEAD)
    desk.go(office.places["plan"])
    desk.press("Issue the plan")
    desk.press("Issue")
    desk.sees("Issued, sent to the superior")


def promise(desk: Desk, finding: Own, task: Own) -> None:
    """The six clarities but the time."""
    desk.choose("Limitation to remedy", finding)
    desk.write("What is to be done", task)
    desk.write("Product", "Biên bản nghiệm thu kỹ thuật của từng tuyến, từng hộ")
    desk.write("Criterion of acceptance", "Có chữ ký của đại diện khu dân cư")
    desk.choose("Who answers for it", Own(DOER.listed))
    desk.choose("Lead unit", DIVISION)


def agree(office: Office) -> None:
    """The superior asks for more; completed and issued again, the plan is accepted."""
    desk = office.desk(OFFICER)
    desk.go(office.places["plan"])
    desk.press("Ask for more")
    desk.write("What is asked for", "Nêu rõ ai theo dõi, báo cáo định kỳ với ai.")
    desk.press("Ask for more")
    desk.sees("Superior asked for more")

    desk = office.desk(EDITOR)
    desk.go(office.places["plan"])
    desk.sees(Own("Nêu rõ ai theo dõi"))
    desk.press("Edit")
    desk.write("Organisation of implementation", "Văn phòng theo dõi, báo cáo Ban Thường vụ hằng tháng.")
    desk.press("Save")

    desk = office.desk(HEAD)
    desk.go(office.places["plan"])
    desk.press("Issue the plan")
    desk.press("Issue")

    desk = office.desk(LEADER)
    desk.go(office.places["plan"])
    desk.press("Accept the plan")
    desk.press("Accept")
    desk.sees("Accepted", day(TODAY))
    desk.follow(DRAIN)
    office.places["drain"] = desk.path
    desk.go(office.places["dossier"])
    desk.sees("Plan accepted, being remedied")


def report_by_phone(office: Office) -> None:
    """The lead person reports with a photo at 360 px; what is kept no longer knows where it was taken."""
    picture = papers.photo(office.folder, "cong-thoat-nuoc")
    desk = office.desk(DOER, width=360, height=740)
    desk.go("/my-work/")
    desk.follow(DRAIN)
    tell(desk, "Đã nạo vét tuyến 1, đang làm tuyến 2.", 40, picture)
    width = desk.page.locator("html").evaluate("(html) => html.scrollWidth")
    assert width <= 360, f"{desk.page.url} is {width} px wide"
    stored = [
        one for one in Path(settings.FILES_DIR).rglob("*") if one.is_file() and one.read_bytes()[:3] == b"\xff\xd8\xff"
    ]
    assert stored, "the photo is kept"
    for one in stored:
        assert not papers.place_of(one), f"{one} knows where it was taken"
    link = desk.main.get_by_role("link", name=picture.name)
    given = office.folder / "given.jpg"
    given.write_bytes(desk.page.context.request.get(link.get_attribute("href") or "").body())
    assert not papers.place_of(given)


def tell(desk: Desk, text: str, percent: int, *photos: Path) -> None:
    desk.press("Report progress")
    desk.write("What was done", text)
    desk.write("Done so far", percent)
    if photos:
        desk.attach("Photo", *photos)
    desk.press("Report")
    desk.sees(Own(text), *(Own(one.name) for one in photos))


def petition(office: Office) -> None:
    """An obstacle beyond own authority; the head asks the ministry, the office records what it answered."""
    desk = office.desk(DOER)
    desk.go(office.places["drain"])
    desk.press("Report an obstacle")
    desk.choose("Kind of obstacle", kind_of(CodeList.OBSTACLE_KIND, "phap-luat"))
    desk.write("What stands in the way", "Tuyến 3 nằm trong hành lang đê do trung ương quản lý.")
    desk.pick("Who can remove it", "beyond own authority: the competent authority is to be petitioned")
    desk.press("Report")
    office.places["obstacle"] = desk.path

    desk = office.desk(EDITOR)
    desk.go(office.places["obstacle"])
    desk.press("Petition the competent authority")
    desk.choose("Competent authority", MINISTRY)
    desk.write("What the body has done itself", "Đã lập phương án thi công không ảnh hưởng thân đê.")
    desk.write("Which decision is asked for", "Chấp thuận cải tạo tuyến 3 trong hành lang đê.")
    desk.write("Answer asked by", after(14))
    desk.press("Save the draft")
    office.places["request"] = desk.path

    desk = office.desk(HEAD)
    desk.go(office.places["request"])
    desk.press("Send")
    desk.write("Number of the letter", "77-CV/ĐU")
    desk.write("Date of the letter", TODAY)
    desk.press("Send")
    desk.sees("Sent", Own("77-CV/ĐU"))

    desk = office.desk(OFFICER)
    desk.go(office.places["request"])
    desk.press("Record the answer")
    desk.pick("What was answered", "Agreed")
    desk.write("Content of the answer", "Đồng ý về nguyên tắc, thi công ngoài mùa mưa bão.")
    desk.write("Answered on", TODAY)
    desk.write("Number of the letter", "1021/BTQ-ĐĐ")
    desk.write("Date of the letter", TODAY)
    desk.attach("Scan of the letter", papers.scan(office.folder, "tra-loi-1021"))
    desk.press("Record the answer")
    desk.sees("Agreed", Own("1021/BTQ-ĐĐ"), day(TODAY))
    desk.sees(
        "An answer alone closes nothing: the obstacle stays open until it is resolved, "
        "the action until its result is confirmed."
    )


def extend(office: Office) -> None:
    """A progress meeting takes up what is blocked and gives it a later date; both dates stay."""
    desk = office.desk(OFFICER)
    desk.go("/meetings/")
    desk.press("Plan a meeting")
    desk.choose("Unit that meets", BOARD)
    desk.write("Title", MEETING)
    desk.write("Begins", at(0, 14))
    desk.choose("Chair", Own(LEADER.listed))
    desk.press("Plan the meeting")
    desk.sees(DRAIN, "Blocked")
    office.places["meeting"] = desk.path

    desk = office.desk(LEADER)
    desk.go(office.places["meeting"])
    desk.press("Decide", inside=desk.row(DRAIN))
    desk.pick(Meant("Decision", "meeting"), "Extend")
    desk.press("Record the decision", status=422)
    desk.told_at("What was decided, and why", "To mend")
    desk.write("What was decided, and why", "Chờ thi công tuyến 3 ngoài mùa mưa bão.")
    desk.write("New date", LATER)
    desk.press("Record the decision")
    desk.sees("Extend", inside=desk.row(DRAIN))

    desk = office.desk(OFFICER)
    desk.go(office.places["meeting"])
    desk.press("Close the meeting")
    desk.write("Minutes", "Thống nhất gia hạn nhiệm vụ cải tạo 3 tuyến cống.")
    desk.press("Close the meeting")

    desk = office.desk(DOER)
    desk.go(office.places["drain"])
    both(desk, "Done by")
    desk.go(office.places["obstacle"])
    desk.press("Record how it was resolved")
    desk.write("How it was resolved", "Bộ đã chấp thuận, tuyến 3 thi công xong.")
    desk.press("Record")
    desk.sees("Resolved")


def both(desk: Desk, heading: Label) -> None:
    """The approved date and, beside it, the first one."""
    term = desk.main.locator("dt").filter(has_text=desk.words(heading)).first
    dates = term.locator("xpath=following-sibling::dd[1]")
    desk.sees(day(LATER), day(DUE), "originally", inside=dates)
