"""One dossier: its report section by section, the suggested points with their answers, where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _

from chuyenbien.core.draw import course
from chuyenbien.core.verdict import Verdict
from chuyenbien.documents.models import StoredFile
from chuyenbien.journal.models import Event, EventSubject
from chuyenbien.orgs.access import Standing

from .. import rules, transitions
from ..enums import DossierState, Move, Part, Section, SuggestionState
from ..models import DossierSection, Explanation, ReviewDossier, SuggestionItem
from ..sheet import Heading, headings_of


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section as somebody reads it: the latest text of the rounds open to them."""

    heading: Heading
    row: DossierSection | None
    is_extra: bool = False
    """Text of a section that the form of this cycle does not have. It stays readable and is not changed."""

    @property
    def section(self) -> str:
        return self.heading.key

    @property
    def is_group(self) -> bool:
        return self.heading.is_group

    @property
    def text(self) -> str:
        return self.row.text if self.row else ""

    @property
    def label(self) -> str:
        return self.heading.label

    @property
    def place(self) -> str:
        """Where higher rooms put what they show beside the text."""
        return f"dossier.section.{self.section}"

    @property
    def is_expected(self) -> bool:
        """Whether the section is written as text; III and IV come from the findings and the suggested points."""
        return not self.is_group and not self.is_extra and self.section not in (Section.III, Section.IV)


def sections_of(dossier: ReviewDossier, standing: Standing) -> list[SectionText]:
    """Every section of the form in order, then texts of sections that the form does not have. Two queries."""
    last = rules.readable_round(standing, dossier)
    rows = dossier.sections.filter(round__lte=last).order_by("round").prefetch_related("files") if last else []
    latest = {row.section: row for row in rows}
    found = [SectionText(one, latest.pop(one.key, None)) for one in headings_of(dossier.cycle)]
    return [*found, *(SectionText(Heading(key), row, is_extra=True) for key, row in latest.items() if row.text)]


@dataclass(frozen=True, slots=True)
class Point:
    """A suggested point, and its explanations that somebody may read, the latest first."""

    item: SuggestionItem
    explanations: list[Explanation]
    is_current: bool
    """Whether the latest explanation belongs to the present round."""

    @property
    def latest(self) -> Explanation | None:
        return self.explanations[0] if self.explanations else None

    @property
    def earlier(self) -> list[Explanation]:
        return self.explanations[1:]


def points_of(dossier: ReviewDossier, standing: Standing) -> list[Point]:
    """The points of the issued suggestions. Two queries."""
    last = rules.readable_round(standing, dossier)
    told = (
        Explanation.objects.filter(round__lte=last).order_by("-round", "-pk").select_related("written_by", "judged_by")
    )
    items = (
        SuggestionItem.objects.filter(suggestion__dossier=dossier, suggestion__state=SuggestionState.ISSUED)
        .select_related("suggestion", "field")
        .prefetch_related(Prefetch("explanations", queryset=told))
        .order_by("suggestion_id", "number")
    )
    return [
        Point(item, shown, bool(shown) and shown[0].round == dossier.round)
        for item in items
        for shown in [list(item.explanations.all())]
    ]


_STEPS = (
    DossierState.PREPARING,
    DossierState.SUBMITTED,
    DossierState.COMMENTED,
    DossierState.SCHEDULED,
    DossierState.HELD,
    DossierState.CONCLUDED,
    DossierState.REMEDYING,
    DossierState.CLOSED,
)
_COMMENTED = _STEPS.index(DossierState.COMMENTED)
_FORWARD = (Move.SUBMIT, Move.COMMENT, Move.SCHEDULE, Move.HOLD, Move.CONCLUDE, Move.REMEDY, Move.CLOSE)


def steps_of(dossier: ReviewDossier) -> list[course.Step]:
    """The course of the review, the present step marked; comments that nobody gave are no step done. One query."""
    now = _STEPS.index(DossierState(dossier.state))
    commented = now <= _COMMENTED or _was_commented(dossier)
    steps = []
    for place, state in enumerate(_STEPS):
        where: course.State = "done" if place < now else "current" if place == now else "todo"
        if state == DossierState.COMMENTED and not commented:
            where = "skipped"
        steps.append(course.Step(state.value, state.label, state=where))
    return steps


def _was_commented(dossier: ReviewDossier) -> bool:
    about = EventSubject.objects.filter(kind="reviews.reviewdossier", subject_id=dossier.pk)
    return Event.objects.filter(type="reviews.dossier_commented", seq__in=about.values("seq")).exists()


def next_steps(dossier: ReviewDossier) -> list[tuple[str, str]]:
    """Who is next and what comes next: pairs of who and what, empty when nothing is left to do."""
    found = []
    for verb in _FORWARD:
        row = transitions.of(verb)
        if dossier.state not in row.sources or (verb == Move.COMMENT and dossier.state == DossierState.COMMENTED):
            continue
        found.append((_(" or ").join(_names(row.who, alone=dossier.delegation_id is None)), str(verb.label)))
    return found


def _names(who: tuple[Part, ...], *, alone: bool) -> list[str]:
    """Who it is of those who can be there: without a delegation, those who stand in for it."""
    seats = (Part.DELEGATION_HEAD, Part.DELEGATION_SECRETARY, Part.DELEGATION_MEMBER)
    stand_ins = {Part.OFFICER_ALONE: Part.OFFICER, Part.LEADER_ALONE: Part.LEADER}
    shown = [part for part in who if part not in (seats if alone else stand_ins)]
    return [str(stand_ins.get(part, part).label) for part in shown]


def may_go_on_writing(standing: Standing, dossier: ReviewDossier, type: str, about: Model) -> Verdict:
    """Whether somebody may open what is being written of the present round, to go on with it.

    The office of the superior enters for the body, but reads its report only once it is sent: it goes on with what it
    has typed itself, all of it, and neither sees nor replaces what the body has written meanwhile.
    """
    if rules.readable_round(standing, dossier) >= dossier.round:
        return Verdict.yes()
    seqs = EventSubject.objects.filter(kind=about._meta.label_lower, subject_id=about.pk).values("seq")
    if not Event.objects.filter(type=type, seq__in=seqs).exclude(entered_by_id=standing.person_id).exists():
        return Verdict.yes()
    return Verdict.no(_("The body is writing this itself. It can be read here once the report has been sent."))


def sees_file(stored: StoredFile, standing: Standing) -> bool:
    """Whether a file is attached to a section that this person may read."""
    sections = DossierSection.objects.filter(files=stored).select_related("dossier__cycle")
    seen = sections.filter(dossier__in=ReviewDossier.objects.visible_to(standing).order_by().values("pk"))
    return any(one.round <= rules.readable_round(standing, one.dossier) for one in seen)
