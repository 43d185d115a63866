from __future__ import annotations

from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.core.models import Classified, Illustrative, Revisioned, code_only_is_empty
from chuyenbien.documents.models import Document
from chuyenbien.orgs.access import Standing, VisibleQuerySet
from chuyenbien.orgs.enums import Role
from chuyenbien.orgs.models import Involvement, Matter, Person, Unit
from chuyenbien.orgs.seeing import seen_by
from chuyenbien.regulations.facts import Subject
from chuyenbien.reviews.models import ReviewCycle, ReviewDossier

from ..enums import RATED_CHOICES, Level, RatingState, SubjectKind

RANKS = {SubjectKind.COLLECTIVE: 0, SubjectKind.LEADER: 2, SubjectKind.NON_LEADER: 3, SubjectKind.OUTSIDE_MEMBER: 4}
"""Within a body: the body, its head (1), other leaders, the others."""

PREPARERS = (Role.BOARD_LEADER, Role.OFFICE_OFFICER)
"""Who of the superior prepares and decides ratings."""


_UNJUDGED = Q(state=RatingState.OPEN, appraisal_level="")


def _prepared_by(standing: Standing) -> Q:
    return Q(cycle__superior_id__in=standing.units_with(*PREPARERS))


def _of(standing: Standing) -> Q:
    return Q(body_id__in=standing.units_with(Role.HEAD)) | Q(person_id=standing.person_id)


def _told() -> models.QuerySet[Any]:
    """That the subject was told of the decision that holds."""
    notices = apps.get_model("ratings", "RatingNotice")._default_manager
    return notices.filter(rating=OuterRef("pk"), decision__replaced_at=None)


class RatingQuerySet(VisibleQuerySet["Rating"]):
    def visible_to(self, standing: Standing) -> Self:
        """Who prepares it, always. The head of the body and the person until it is appraised, and again once told.

        Between the two they would read a result that may still change before anybody has explained it to them. After
        publication: whoever is involved, too.
        """
        if standing.person is None:
            return self.none()
        rows: Any = RatingInvolvement._default_manager.using(self.db)
        return self.filter(
            _prepared_by(standing)
            | (_of(standing) & (_UNJUDGED | Q(Exists(_told()))))
            | (Q(state=RatingState.PUBLISHED) & (_of(standing) | Q(seen_by(standing, rows))))
        )

    def withheld_from(self, standing: Standing) -> Self:
        """Those of the person, or of the body they head, that are appraised or decided and not told to them yet."""
        if standing.person is None:
            return self.none()
        judged = self.filter(_of(standing), ~Q(state=RatingState.PUBLISHED)).exclude(_UNJUDGED)
        return judged.exclude(_prepared_by(standing)).filter(~Exists(_told()))

    def bodies(self) -> Self:
        return self.filter(person=None)


class Rating(Matter, Classified, Illustrative, Revisioned):
    """The rating of one body under review in a cycle, or of one person of such a body."""

    secret_fields = ("group",)

    dossier = models.ForeignKey(ReviewDossier, on_delete=models.PROTECT, related_name="ratings")
    cycle = models.ForeignKey(ReviewCycle, on_delete=models.PROTECT, related_name="ratings")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ratings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="ratings")
    kind = models.CharField(_("kind of subject"), max_length=14, choices=SubjectKind.choices)
    is_head = models.BooleanField(_("head of the unit"), default=False)
    group = models.CharField(_("group of similar posts"), max_length=120, blank=True, default="")
    place = models.PositiveIntegerField(default=0, editable=False)
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(max_length=9, choices=RatingState.choices, default=RatingState.OPEN)
    self_level = models.CharField(max_length=13, choices=RATED_CHOICES, blank=True, default="")
    appraisal_level = models.CharField(max_length=13, choices=RATED_CHOICES, blank=True, default="")
    level = models.CharField(max_length=13, choices=Level.choices, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    published_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[RatingQuerySet] = RatingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("place", "body", "rank", "id")
        constraints = (
            code_only_is_empty("group"),
            models.UniqueConstraint(
                fields=("dossier",), condition=Q(person__isnull=True), name="ratings_rating_of_a_body_once"
            ),
            models.UniqueConstraint(
                fields=("dossier", "person"), condition=Q(person__isnull=False), name="ratings_rating_of_a_person_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, kind=SubjectKind.COLLECTIVE, is_head=False)
                | Q(person__isnull=False) & ~Q(kind=SubjectKind.COLLECTIVE),
                name="ratings_rating_body_or_person",
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(kind=SubjectKind.LEADER), name="ratings_rating_a_head_leads"
            ),
            models.CheckConstraint(
                condition=Q(state=RatingState.OPEN, level="") | ~Q(state=RatingState.OPEN) & ~Q(level=""),
                name="ratings_rating_decided_has_a_level",
            ),
            models.CheckConstraint(
                condition=~Q(state=RatingState.PUBLISHED)
                | Q(published_at__isnull=False, published_document__isnull=False),
                name="ratings_rating_published_has_a_time",
            ),
        )
        indexes = (
            models.Index(fields=("cycle", "place", "body", "rank", "id"), name="ratings_rating_order"),
            models.Index(fields=("cycle", "kind", "group", "level", "appraisal_level"), name="ratings_rating_group"),
            models.Index(
                fields=("cycle", "kind", "self_level", "appraisal_level", "level"), name="ratings_rating_levels"
            ),
            models.Index(fields=("cycle", "kind", "place", "body"), name="ratings_rating_kind"),
        )

    def __str__(self) -> str:
        return self.shown_title

    def own_title(self) -> str:
        return f"{self.shown_name} — {self.cycle.name}"

    @property
    def shown_name(self) -> str:
        """What the subject is called among those of its cycle, or the code."""
        if self.is_code_only:
            return self.code
        return self.person.shown_title if self.person is not None else self.body.name

    def get_absolute_url(self) -> str:
        return reverse("ratings:rating", args=[self.pk])

    def classified_children(self) -> list[models.QuerySet[Any]]:
        return self.rows_that_speak_of_it()

    @property
    def subject(self) -> Subject:
        """Who is rated, as the engine takes it."""
        return Subject(self.kind, is_head=self.is_head)

    @property
    def is_of_person(self) -> bool:
        return self.person_id is not None

    @property
    def state_chip(self) -> tuple[str, str]:
        """Kind and words of the chip that shows how far the rating has come."""
        if self.state == RatingState.PUBLISHED:
            return "done", str(RatingState.PUBLISHED.label)
        if self.state == RatingState.DECIDED:
            return "good", str(_("Decided, not published"))
        if self.appraisal_level:
            return "info", str(_("Appraised"))
        if self.self_level:
            return "info", str(_("Own rating given"))
        return "neutral", str(RatingState.OPEN.label)


class RatingInvolvement(Involvement):
    """Counts once the rating is published."""

    matter = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="involvements")

    class Meta(Involvement.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.matter_id} {self.capacity}"
