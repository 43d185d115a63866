"""Short ways to notices."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuyenbien.core import clock
from chuyenbien.documents.models import Document
from chuyenbien.notices import kinds, operations
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.enums import Capacity, CodeList
from chuyenbien.orgs.models import Code, Person, Unit

KIND = "documents.test"
OTHER_KIND = "documents.test_informs"
DAY = dt.date(2026, 3, 2)
"""A Monday."""

kinds.register(KIND, label=_("Something is due"))
kinds.register(OTHER_KIND, label=_("Something is due"), informs=True)


def document(unit: Unit, *people: Person, abstract: str = "Về việc đất đai ở thôn Đoài", code: str = "") -> Document:
    """A matter that these people may see; code only when a code is given."""
    made = Document.objects.create(
        kind=Code.objects.filter(list=CodeList.DOCUMENT_KIND)[0],
        issuer=unit,
        abstract="" if code else abstract,
        registered_by=people[0],
        classification="code_only" if code else "internal",
        code=code,
    )
    for person in people:
        made.involve(capacity=Capacity.RESPONSIBLE, person=person)
    return made


def tell(person: Person, subject: models.Model, key: str = "", **facts: Any) -> Notice:
    known: dict[str, Any] = {"kind": KIND, "on": clock.today(), "due_on": clock.today() + dt.timedelta(days=3)} | facts
    made = operations.tell(
        person=person, subject=subject, key=key or f"test:{Notice.objects.count()}:{person.pk}", **known
    )
    assert made is not None
    return made
