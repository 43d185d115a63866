"""Chapters of a cycle of ratings: each step is taken through forms, by whoever takes it in an office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chuyenbien import journal
from chuyenbien.conferences import operations as conferences
from chuyenbien.core import clock
from chuyenbien.documents import operations as documents
from chuyenbien.documents.models import Document
from chuyenbien.orgs.enums import CodeList
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.ratings import operations as ratings
from chuyenbien.ratings.models import Rating
from chuyenbien.regulations import packs
from chuyenbien.regulations.book import Book
from chuyenbien.reviews import operations as reviews
from chuyenbien.reviews.models import ReviewDossier
from tests.cast import Cast, by, code
from tests.ratings import making

from . import papers
from .driver import Desk
from .words import Label, Meant, Own, Words, fill

PAPER = "45-QĐ/TU"
GROUP = Own("Khối phường, xã")
BUILDING = ("building", "tasks", "remedy")
EXPLAINED = Own("Hai nhiệm vụ trọng tâm chậm so với kế hoạch, đề nghị hạ một mức.")
DECIDED = Own("Ban Thường vụ xét toàn diện kết quả trong năm.")
QUOTA = Own("Kết quả nổi trội, Ban Thường vụ thống nhất.")
PETITION = Own("Đề nghị xem xét lại việc trừ điểm tiến độ.")
CORRECTED = Own("Số liệu tiến độ đã được xác minh lại.")
ANSWERED = Own("Đã điều chỉnh theo kết quả xác minh.")


@dataclass
class Course:
    """One cycle under one pack, with everybody's desks."""

    cast: Cast
    pack: str
    year: int
    words: Words
    desk_of: Callable[..., Desk]
    folder: Path
    places: dict[str, str] = field(default_factory=dict)
    desks: dict[int, Desk] = field(default_factory=dict)

    @property
    def book(self) -> Book:
        return packs.get(self.pack)

    @property
    def title(self) -> Own:
        return Own(self.book.title_vi if self.words.language == "vi" else self.book.title_en)

    @property
    def name(self) -> Own:
        return Own(f"Kiểm điểm năm {self.year} (minh họa)")

    def rating(self, unit: Unit | None = None) -> Rating:
        return making.fresh(Rating.objects.get(cycle__name=self.name, person=None, body=unit or self.cast.body))

    def desk(self, person: Person) -> Desk:
        if person.pk not in self.desks:
            self.desks[person.pk] = self.desk_of(person, words=self.words)
        return self.desks[person.pk]

    def at_the_rating(self, person: Person) -> Desk:
        desk = self.desk(person)
        desk.go(self.places["rating"])
        return desk


def result_on(desk: Desk) -> Any:
    title = desk.page.get_by_role("heading", name=desk.words("Result"), exact=True)
    return desk.main.locator("section").filter(has=title)


def act(person: Person, verb: Any, *args: Any, **facts: Any) -> Any:
    """One verb on the journey's own day."""
    with journal.recording(by=by(person)):
        return verb(*args, by=by(person), **facts)


def open_cycle(course: Course) -> None:
    """The officer opens a cycle under the pack and puts two bodies under review."""
    desk = course.desk(course.cast.officer)
    desk.go("/reviews/")
    desk.press("Open a cycle")
    desk.write("Name of the cycle", course.name)
    desk.write("Period from", dt.date(course.year, 1, 1))
    desk.write("Period until", dt.date(course.year, 12, 31))
    desk.choose("Regulation it follows", course.title)
    desk.press("Open the cycle")
    course.places["cycle"] = desk.path
    desk.press("Put bodies under review")
    for unit in (course.cast.body, course.cast.other_body):
        desk.pick("Bodies under review", Own(unit.name))
    desk.press("Put under review")
    desk.sees(Own(course.cast.body.name), Own(course.cast.other_body.name))


def review(course: Course) -> None:
    """Report, conference and conclusion, whose clicks other journeys prove."""
    cast = course.cast
    for dossier in ReviewDossier.objects.filter(cycle__name=course.name):
        head = cast.head if dossier.body_id == cast.body.pk else cast.other_head
        act(head, reviews.write_section, dossier, "I.2", "Hoàn thành các chỉ tiêu chủ yếu (minh họa).")
        act(head, reviews.submit_dossier, dossier)
        dossier.refresh_from_db()
        day = clock.today()
        begins, ends = clock.moment_of(day, 8), clock.moment_of(day, 11)
        conference = act(cast.officer, conferences.schedule, dossier, begins, ends, "Phòng họp", chair=head)
        act(cast.officer, conferences.record_attendance, conference, present=[head], absent=[])
        act(cast.officer, conferences.write_minutes, conference, "Tập thể thống nhất (minh họa).")
        act(cast.officer, conferences.mark_held, conference)
        dossier.refresh_from_db()
        drafted = act(cast.leader, conferences.draft_conclusion, dossier, strengths="Đoàn kết (minh họa).")
        act(cast.leader, conferences.issue_conclusion, drafted)


def register_paper(course: Course) -> None:
    act(
        course.cast.officer,
        documents.register,
        kind=code(CodeList.DOCUMENT_KIND, "qd"),
        issuer=course.cast.superior,
        unit=course.cast.superior,
        number=PAPER,
        issued_on=clock.today(),
        abstract="Quyết định xếp loại (minh họa)",
    )


def open_ratings(course: Course) -> None:
    """From the page of the cycle to its ratings, which are opened all at once. Nothing is known yet."""
    desk = course.desk(course.cast.officer)
    desk.go(course.places["cycle"])
    desk.press("Ratings")
    course.places["ratings"] = desk.path
    desk.press("Open the ratings of all bodies")
    desk.follow(course.cast.body.name, inside=desk.part("Subjects of the cycle"))
    course.places["rating"] = desk.path
    desk.sees(course.title, "list of tasks not confirmed: the facts are not known", "not decided yet")


def confirm_list(course: Course) -> None:
    """The editor, who does not see the rating, confirms that the list is complete; the head finds it confirmed."""
    cast = course.cast
    desk = course.desk(cast.editor)
    assert desk.ask(course.places["rating"]).status == 404
    desk.go(course.rating().dossier.get_absolute_url())
    desk.press("Confirm that the list is complete")
    desk.press("Confirm")
    desk.sees("The list of tasks is confirmed already.")
    desk = course.at_the_rating(cast.head)
    desk.sees("list of tasks confirmed", Own(cast.editor.full_name))
    desk.button("Take the confirmation back")


def enter_fact(course: Course, fact: Label, *, number: int | None = None, yes: Label | None = None) -> None:
    desk = course.at_the_rating(course.cast.officer)
    desk.press("Enter a fact")
    desk.choose("Fact", fact)
    if number is not None:
        desk.write("Number", number)
    if yes is not None:
        desk.choose("Yes or no", yes)
    desk.choose("Document it rests on", Own(PAPER))
    desk.write("Where it is stated and why it is entered", "Thông báo của Ủy ban Kiểm tra (minh họa)")
    desk.press("Enter")
    desk.sees(fact, inside=desk.part("Facts entered by document"))


def know(course: Course, *facts: str) -> None:
    """Of further facts by hand: none in the period."""
    paper = Document.objects.get(number=PAPER)
    for fact in facts:
        told = {"document": paper, "because": "Thông báo của Ủy ban Kiểm tra (minh họa)"}
        act(course.cast.officer, ratings.enter_fact, course.rating(), fact, 0, **told)


def group(course: Course) -> None:
    """Both bodies stand in one group of similar posts."""
    desk = course.at_the_rating(course.cast.officer)
    desk.press("Group of similar posts")
    desk.write("Group of similar posts", GROUP)
    desk.press("Save")
    desk.sees(GROUP)
    act(course.cast.officer, ratings.set_group, course.rating(course.cast.other_body), GROUP)


def mark(course: Course, desk: Desk, points: tuple[str, str], criterion: Label) -> None:
    """Points where the pack counts points, else a level for each criterion."""
    if course.book.scale == "points":
        desk.write("General points", points[0])
        desk.write("Points of results", points[1])
        return
    point = course.book.point("results_parts")
    assert point is not None
    for entry in point.entries:
        desk.choose(Own(entry.vi if course.words.language == "vi" else entry.en), criterion)


def rate_oneself(course: Course, criterion: Label) -> None:
    desk = course.at_the_rating(course.cast.head)
    desk.press("Give the own rating")
    mark(course, desk, ("29,5", "63"), criterion)
    desk.pick("Rating level", "Excellent fulfilment of duties")
    desk.press("Record")
    desk.sees("Excellent fulfilment of duties", inside=result_on(desk))


def appraise(course: Course, criterion: Label) -> None:
    """Another level than the own rating is explained in writing; what was typed is kept meanwhile."""
    desk = course.at_the_rating(course.cast.officer)
    desk.press("Appraise")
    mark(course, desk, ("28", "50"), criterion)
    desk.pick("Rating level", "Good fulfilment of duties")
    desk.press("Record", status=422)
    desk.told_at("Written explanation", "The level differs from the own rating. Explain it in writing.")
    if course.book.scale == "points":
        desk.holds("Points of results", "50")
    desk.write("Written explanation", EXPLAINED)
    desk.press("Record")
    desk.sees(EXPLAINED, "Weighed by the appraisal.")


def vote(course: Course) -> None:
    """Only counts that add up, with the scanned minutes."""
    desk = course.at_the_rating(course.cast.officer)
    desk.press("Record the count of a vote")
    desk.choose("Which vote", "Vote on the proposal")
    desk.write("Held on", clock.today())
    counts = {
        "Papers issued": 15,
        "Papers returned": 15,
        "Valid papers": 14,
        "Invalid papers": 1,
        "Excellent fulfilment of duties": 2,
        "Good fulfilment of duties": 9,
        "Fulfilment of duties": 1,
        "Non-fulfilment of duties": 0,
    }
    for label, number in counts.items():
        desk.write(label, number)
    desk.attach("Scanned minutes of the count", papers.scan(course.folder, "bien-ban-kiem-phieu"))
    desk.press("Record", status=422)
    told = "The levels add up to %(total)s papers, but %(valid)s are valid. Count again."
    desk.told_at("Excellent fulfilment of duties", fill(told, total=Own("12"), valid=Own("14")))
    desk.write("Excellent fulfilment of duties", 4)
    desk.press("Record")
    desk.sees(Own("bien-ban-kiem-phieu.pdf"), inside=desk.part("Counted votes"))


def decide(course: Course) -> None:
    """What is not as the record proposes is decided with a reason; nobody but those who prepare sees it yet."""
    desk = course.at_the_rating(course.cast.leader)
    desk.press("Decide the rating")
    desk.pick("Decision", "Fulfilment of duties")
    desk.choose("Decision of the competent body", Own(PAPER))
    desk.press("Record what was decided", status=422)
    desk.told_at("Reason", "This is not what the record and the regulation propose. Say why.")
    desk.write("Reason", DECIDED)
    desk.press("Record what was decided")
    desk.sees("Fulfilment of duties", DECIDED, "not as proposed", inside=result_on(desk))
    assert course.desk(course.cast.editor).ask(course.places["rating"]).status == 404


def publish(course: Course) -> None:
    """The other body’s appraisal exceeds the share; the board decides on that first, then publishes."""
    cast = course.cast
    marks: dict[str, Any] = {"criteria": dict.fromkeys(BUILDING, "excellent")} if course.book.scale != "points" else {}
    with_today = {"level": "excellent", "explanation": "Đối chiếu kết quả (minh họa)", **marks}
    if not marks:
        with_today |= {"general": 30, "results": 65}
    act(cast.officer, ratings.assess, course.rating(cast.other_body), "appraisal", **with_today)

    desk = course.desk(cast.leader)
    desk.go(course.places["ratings"])
    desk.press("Publish all decided ratings")
    desk.choose("Document by which it is published", Own(PAPER))
    desk.press("Publish", status=422)
    desk.sees(GROUP)

    desk.go(course.places["ratings"])
    desk.press("Share of “excellent”")
    course.places["quota"] = desk.path
    desk.sees("Candidates for “excellent”", Own(cast.other_body.name))
    desk.press("Record a decision on this group")
    desk.pick("What is decided", "More “excellent” than the share allows")
    desk.write("“Excellent” allowed in this group", 1)
    desk.choose("Decision of the competent body", Own(PAPER))
    desk.write("Reason", QUOTA)
    desk.press("Record what was decided")
    desk.sees("over the share, by decision", QUOTA)
    assert course.desk(cast.head).ask(course.places["quota"]).status == 404

    desk.go(course.places["ratings"])
    desk.press("Publish all decided ratings")
    desk.choose("Document by which it is published", Own(PAPER))
    desk.press("Publish")
    assert course.rating().state == "published"
    assert course.rating(cast.other_body).state == "open", "what is not decided is not published"


def notify(course: Course) -> None:
    desk = course.at_the_rating(course.cast.officer)
    desk.press("Record that the subject was told")
    desk.choose("Notice", Own(PAPER))
    desk.press("Save")
    desk.sees("Subject told", inside=result_on(desk))


def explain(course: Course, *told: Label) -> None:
    """Head and editor read what counted and what would change it; whoever has nothing to do with it does not."""
    for person in (course.cast.head, course.cast.editor):
        desk = course.at_the_rating(person)
        desk.sees("Fulfilment of duties", DECIDED, Own(PAPER), "What would change it", *told)
        desk.misses(Own("bien-ban-kiem-phieu.pdf"))
    for person in (course.cast.stranger, course.cast.other_head):
        assert course.desk(person).ask(course.places["rating"]).status == 404


def petition(course: Course) -> None:
    """The head petitions, the board corrects and then answers; what was decided before stays readable."""
    desk = course.at_the_rating(course.cast.head)
    desk.press("File a petition about the rating")
    desk.write("What is asked and why", PETITION)
    desk.press("File")
    desk.sees(PETITION, "Waits for an answer")
    desk.cannot("File a petition about the rating", "A petition has been filed and waits for its answer.")

    desk = course.at_the_rating(course.cast.leader)
    desk.press("Answer")
    desk.pick("Answer", Meant("Rating corrected", "petition"))
    desk.choose("Document of the answer", Own(PAPER))
    desk.write("Reason of the answer", ANSWERED)
    desk.press("Record the answer", status=422)
    desk.told_at_group("Answer", "Correct the decision first, then answer the petition.")

    desk = course.at_the_rating(course.cast.leader)
    desk.press("Correct the decision")
    desk.pick("Decision", "Good fulfilment of duties")
    desk.choose("Decision of the competent body", Own(PAPER))
    desk.write("Reason", DECIDED)
    desk.write("Why the decision is corrected", CORRECTED)
    desk.press("Record the correction")
    desk.press("Answer")
    desk.pick("Answer", Meant("Rating corrected", "petition"))
    desk.choose("Document of the answer", Own(PAPER))
    desk.write("Reason of the answer", ANSWERED)
    desk.press("Record the answer")
    desk.sees(ANSWERED, inside=desk.part("Petitions about the rating"))

    desk = course.at_the_rating(course.cast.editor)
    desk.sees("Good fulfilment of duties", CORRECTED, inside=result_on(desk))
    desk.sees("Fulfilment of duties", inside=desk.part("Earlier versions"))
    assert course.rating().level == "good"
