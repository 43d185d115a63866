"""The part of every act’s form by which it is entered on somebody’s behalf."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuyenbien.core.forms import AskForm, DateField, TextField
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.forms import PersonChoice
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.models.person import PersonQuerySet
from chuyenbien.orgs.queries import people_one_may_enter_for
from chuyenbien.orgs.rules import may_enter_for

from .. import operations
from .uploads import UploadsField


class ActForm(AskForm):
    """A form whose act may be entered for somebody else, on the basis of a paper.

    ``actor`` comes by itself (``wants``). ``rule`` says who may do the act: it is asked about whoever the act is
    recorded for, so that nobody does for another what that person may not do. ``people`` narrows the choice.
    """

    wants: ClassVar[tuple[str, ...]] = ("actor",)

    on_behalf_person = PersonChoice(
        label=gettext_lazy("Entered for"),
        required=False,
        empty_label=gettext_lazy("— for myself —"),
        help_text=gettext_lazy("The act is recorded as this person’s; that you typed it is recorded too."),
    )
    basis_number = TextField(label=gettext_lazy("Number of the paper"), required=False, max_length=80)
    basis_date = DateField(label=gettext_lazy("Date of the paper"), required=False)
    basis_note = TextField(
        label=gettext_lazy("What the paper is"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example: a handwritten direction, a signed report, a message by telephone."),
    )
    basis_scan = UploadsField(label=gettext_lazy("Scan of the paper"), required=False)

    _PART: ClassVar[tuple[str, ...]] = (
        "on_behalf_person",
        "basis_number",
        "basis_date",
        "basis_note",
        "basis_scan",
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        rule: Callable[[Actor], Verdict] | None = None,
        people: PersonQuerySet | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.rule = actor, rule
        offered = people_one_may_enter_for(actor.standing)
        if people is not None:
            offered = offered.filter(pk__in=people.order_by().values("pk"))
        if offered.exists():
            self.on_behalf_fields = self._PART
            self.fields["on_behalf_person"].queryset = offered  # type: ignore[attr-defined]
            self.order_fields([*[name for name in self.fields if name not in self._PART], *self._PART])
        else:
            for name in self._PART:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.on_behalf_fields:
            self._ask_rule(self.actor, None)
            return cleaned
        person: Person | None = cleaned.get("on_behalf_person")
        paper = [cleaned.get(name) for name in self._PART[1:]]
        if person is None:
            if any(paper) and "on_behalf_person" not in self.errors:
                self.add_error("on_behalf_person", _("Choose for whom you enter this, or empty the paper’s fields."))
            else:
                self._ask_rule(self.actor, "on_behalf_person")
            return cleaned
        number, day, scan = cleaned.get("basis_number"), cleaned.get("basis_date"), cleaned.get("basis_scan")
        refused = {"basis_number", "basis_date", "basis_scan"} & set(self.errors)
        if not scan and not (number and day) and not refused:
            self.add_error("basis_number", _("Give the number and date of the paper, or attach its scan."))
        self._ask_rule(Actor(self.actor.user_id, person, entered_by=self.actor.person), "on_behalf_person")
        return cleaned

    def acting(self, actor: Actor) -> Actor:
        """Whose act it is. Registers the paper; runs inside the transaction of the act."""
        person: Person | None = self.cleaned_data.get("on_behalf_person")
        if person is None:
            return actor
        verdict = may_enter_for(actor.standing, person)
        if not verdict:
            raise Refused(verdict.reason, field="on_behalf_person")
        paper = operations.register_basis(
            by=actor,
            on_behalf_of=person,
            number=self.cleaned_data.get("basis_number") or "",
            issued_on=self.cleaned_data.get("basis_date"),
            note=self.cleaned_data.get("basis_note") or "",
            uploads=self.cleaned_data.get("basis_scan") or [],
        )
        return Actor(
            user_id=actor.user_id,
            person=person,
            entered_by=actor.person,
            unit_id=actor.unit_id,
            basis_id=paper.pk,
        )

    def _ask_rule(self, actor: Actor, field: str | None) -> None:
        if self.rule is None:
            return
        verdict = self.rule(actor)
        if not verdict:
            self.add_error(field, str(verdict.reason))
