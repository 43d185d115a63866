"""Abstract parts that models of every room are made of. Core itself has no table."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import search_index, text
from .verdict import Refused, Stale

_M = TypeVar("_M", bound=models.Model, covariant=True)


class Classification(models.TextChoices):
    """How far a text may go. ``code_only``: the matter is known by a code, nothing of it is in here."""

    OPEN = "open", _("Open")
    INTERNAL = "internal", _("Internal")
    CODE_ONLY = "code_only", _("Code only")


def code_only_is_empty(*fields: str) -> models.CheckConstraint:
    """The constraint that a code-only row holds a code and none of these texts or files."""
    empty = Q(**dict.fromkeys(fields, ""))
    return models.CheckConstraint(
        condition=~Q(classification=Classification.CODE_ONLY) | (empty & ~Q(code="")),
        name="%(app_label)s_%(class)s_code_only",
    )


class Classified(models.Model):
    """A row with a degree of confidentiality. ``secret_fields`` are the texts that code-only empties."""

    secret_fields: ClassVar[tuple[str, ...]] = ()

    classification = models.CharField(
        _("confidentiality"), max_length=10, choices=Classification.choices, default=Classification.INTERNAL
    )
    code = models.CharField(_("code"), max_length=40, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_code_only(self) -> bool:
        return self.classification == Classification.CODE_ONLY

    def own_title(self) -> str:
        """The title shown when the text may be shown; each model says which field that is."""
        return str(getattr(self, self.secret_fields[0], "")) if self.secret_fields else ""

    @property
    def shown_title(self) -> str:
        """What lists, exports and the journal may show of the row."""
        return self.code if self.is_code_only else self.own_title()

    def classified_children(self) -> list[models.QuerySet[Any]]:
        """Rows that live and fall with this one; reclassifying reaches them too."""
        return []

    def rows_that_speak_of_it(self) -> list[models.QuerySet[Any]]:
        """Every classified row that points at this one, those of higher rooms too; for ``classified_children``."""
        relations = [one for one in self._meta.related_objects if one.related_model is not type(self)]
        found: list[Any] = [one for one in relations if issubclass(one.related_model, Classified)]
        return [one.related_model._base_manager.filter(**{one.field.name: self}) for one in found]

    def empty_secret_fields(self, code: str) -> None:
        """Make the row code-only in memory: code set, texts emptied. The verb that calls it saves."""
        self.classification = Classification.CODE_ONLY
        self.code = code
        for field in self.secret_fields:
            setattr(self, field, "")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a text that does not fit its column: one database would stop, the other keep what neither may hold."""
        for column in self._meta.concrete_fields:
            most, value = column.max_length, self.__dict__.get(column.attname)
            if most and isinstance(column, models.CharField) and isinstance(value, str) and len(value) > most:
                raise Refused(
                    gettext("“%(text)s…” is too long; at most %(most)d characters fit here.")
                    % {"text": value[:40], "most": most},
                    field=column.name,
                )
        super().save(*args, **kwargs)


class Illustrative(models.Model):
    """A row that illustrates and is not a fact; shown *minh họa* wherever it appears."""

    is_illustrative = models.BooleanField(_("illustration"), default=False)

    class Meta:
        abstract = True


class Searchable(models.Model):
    """A row found by words with or without diacritics. ``search_fields`` feed the folded column."""

    search_fields: ClassVar[tuple[str, ...]] = ()

    search_text = models.TextField(blank=True, default="", editable=False)

    class Meta:
        abstract = True

    def make_search_text(self) -> str:
        """The folded text; nothing of a code-only row but its code."""
        if isinstance(self, Classified) and self.is_code_only:
            return text.fold(self.code)
        return text.fold(" ".join(str(getattr(self, field) or "") for field in self.search_fields))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = self.make_search_text()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)


class SearchQuerySet(models.QuerySet[_M]):
    """Search over the folded column: every word of the query must occur, in any order."""

    def matching(self, query: str) -> Self:
        """The rows that match. On SQLite this looks at once whether the words are rare (``search_index.py``)."""
        wanted = Q()
        for forms in text.search_terms(query):
            any_form = Q()
            for form in forms:
                any_form |= Q(search_text__contains=form)
            wanted &= any_form
        if not wanted:
            return self.all()
        rare = search_index.rare_keys(self, wanted)
        return self.filter(wanted) if rare is None else self.filter(pk__in=rare)


class Revisioned(models.Model):
    """A row that several people may edit; a form carries the revision it was opened with."""

    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def take_revision(self, revision: int | None, stored_fields: tuple[str, ...]) -> None:
        """Move to the next revision, or raise :class:`Stale` when ``revision`` is no longer the present one.

        Compare-and-set in the database, so two people cannot both win. ``None`` means the caller has just read the row.
        """
        expected = self.revision if revision is None else revision
        moved = type(self)._default_manager.filter(pk=self.pk, revision=expected).update(revision=F("revision") + 1)
        if not moved:
            self.refresh_from_db()
            raise Stale(revision=self.revision, stored={name: getattr(self, name) for name in stored_fields})
        self.revision = expected + 1
