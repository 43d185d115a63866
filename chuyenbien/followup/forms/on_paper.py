"""Acts of a meeting that was entered from paper rest on its minutes, without their number being typed each time."""

from __future__ import annotations

from typing import Any

from chuyenbien.core.verdict import Refused
from chuyenbien.documents.forms import ActForm
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person
from chuyenbien.orgs.rules import may_enter_for

from ..models import Meeting


class MeetingActForm(ActForm):
    """A form of an act of a meeting. Of one on paper only the person is asked for whom it is entered."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.meeting = meeting
        super().__init__(*args, **kwargs)
        if self._rests_on_paper and self.on_behalf_fields:
            for name in self._PART[1:]:
                del self.fields[name]
            self.on_behalf_fields = self._PART[:1]

    @property
    def _rests_on_paper(self) -> bool:
        return self.meeting.paper_id is not None

    def clean(self) -> dict[str, Any]:
        if not self._rests_on_paper:
            return super().clean()
        cleaned: dict[str, Any] = super(ActForm, self).clean() or self.cleaned_data
        person: Person | None = cleaned.get("on_behalf_person")
        actor = Actor(self.actor.user_id, person, entered_by=self.actor.person) if person else self.actor
        self._ask_rule(actor, "on_behalf_person" if self.on_behalf_fields else None)
        return cleaned

    def acting(self, actor: Actor) -> Actor:
        person: Person | None = self.cleaned_data.get("on_behalf_person")
        if not self._rests_on_paper or person is None:
            return super().acting(actor)
        verdict = may_enter_for(actor.standing, person)
        if not verdict:
            raise Refused(verdict.reason, field="on_behalf_person")
        return Actor(
            user_id=actor.user_id,
            person=person,
            entered_by=actor.person,
            unit_id=actor.unit_id,
            basis_id=self.meeting.paper_id,
        )
