"""Who holds the roles of a step on a day, looked up for many matters at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from chuyenbien.orgs.enums import Capacity, Role
from chuyenbien.orgs.models import Membership
from chuyenbien.remediation.models import ActionInvolvement

from .enums import StepForm, StepRole


@dataclass(frozen=True, slots=True)
class Parties:
    """The people and units of one matter, by id."""

    action: int
    lead_person: int | None
    lead_unit: int | None
    address: int
    supervising: int | None = None


@dataclass
class Holders:
    """Who is in office on a day, for the matters :meth:`of` was asked about: two queries, whatever their number."""

    in_office: set[int] = field(default_factory=set)
    offices: set[tuple[int, int]] = field(default_factory=set)
    heads: dict[int, list[int]] = field(default_factory=dict)
    superiors: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Parties], day: dt.date) -> Holders:
        listed = list(parties)
        people = {pk for one in listed for pk in (one.lead_person, one.supervising) if pk}
        units = {pk for one in listed for pk in (one.lead_unit, one.address) if pk}
        held = Membership.objects.on(day).filter(person__is_active=True).order_by("person_id")
        offices = set(held.filter(person_id__in=people).values_list("person_id", "unit_id"))
        found = cls({person for person, _unit in offices}, offices)
        heads: dict[int, list[int]] = defaultdict(list)
        for unit, person in held.filter(role=Role.HEAD, unit_id__in=units).values_list("unit_id", "person_id"):
            heads[unit].append(person)
        found.heads = dict(heads)
        above = ActionInvolvement.objects.filter(
            matter_id__in=[one.action for one in listed], capacity=Capacity.SUPERIOR, until=None, unit__isnull=False
        )
        for action, unit in above.order_by("-pk").values_list("matter_id", "unit_id"):
            found.superiors[action] = int(unit or 0)
        return found

    def people(self, roles: Iterable[str], one: Parties) -> list[int]:
        """Ids of those who hold any of the roles that day, each once.

        A unit without a head answers by the body's; for a lead person out of office the head is told, who can give the
        work to somebody else.
        """
        found: list[int] = []
        for role in roles:
            if role == StepRole.LEAD_PERSON and one.lead_person in self.in_office:
                found.append(int(one.lead_person or 0))
            elif role in (StepRole.LEAD_PERSON, StepRole.LEAD_HEAD):
                found += self.heads.get(one.lead_unit or 0) or self.heads.get(one.address, [])
            elif role == StepRole.ADDRESS_HEAD:
                found += self.heads.get(one.address, [])
        return list(dict.fromkeys(found))

    def signer(self, roles: Iterable[str], one: Parties, desk: int | None) -> int | None:
        """Who is proposed to sign: the leader in charge, where the step says so and the leader is in office at the
        unit whose letter it is. Nobody signs for another unit, least of all a letter to themselves."""
        wanted = StepRole.SUPERVISING_LEADER in roles and (one.supervising, desk) in self.offices
        return one.supervising if wanted else None

    def desk(self, form: str, roles: Iterable[str], one: Parties) -> int | None:
        """On whose desk it lies: the superior's where the matter was sent up, else the body's own. A signal is kept for
        a superior only."""
        if form == StepForm.SIGNAL:
            return self.superiors.get(one.action)
        if StepRole.SUPERIOR_OFFICE in roles:
            return self.superiors.get(one.action) or one.address
        return one.address if StepRole.OWN_OFFICE in roles else None
