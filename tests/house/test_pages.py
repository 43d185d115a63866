"""Every page, in both languages: reached by links, whole, and in one language only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from chuyenbien import journal
from chuyenbien.accounts.models import User
from chuyenbien.accounts.operations import reset_path
from chuyenbien.conferences.models import KitCopy
from chuyenbien.findings.models import Finding
from chuyenbien.indicators.models import OutcomeCondition
from chuyenbien.journal.models import Event
from chuyenbien.notices import operations as notices
from chuyenbien.notices.models import Notice
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person, Unit
from chuyenbien.remediation.models import Progress
from chuyenbien.reviews.models import ReviewCycle
from chuyenbien.selfreviews.models import SelfReview
from chuyenbien.verification.models import ClosureException

from .conftest import COMPANIONS, PEOPLE, person_of, signed_in
from .crawl import Kind, Walk, Walker, routes
from .states import beginnings

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite_only]

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|not|with|this|that|these|from|by|has|have|been|which|what|who|when|until|save|"
    r"submit|cancel|edit|add|remove|delete|report|action|actions|finding|findings|unit|units|state|status|asked|answer|"
    r"document|documents|progress|evidence|draft|issued|accepted|returned|closed|opened|due|plan|review|body|lead|"
    r"search|filter|page|next|previous|yes|no|none|unknown|people|person|role|name|date|day|days|new|your|you|it)\b",
    re.IGNORECASE,
)
KEPT = {"English", "Tiếng Việt", "Chuyển Biến", "Chuyen Bien"}


def _foreign(found: Walk, language: str) -> Iterator[str]:
    wrong = VIETNAMESE if language == "en" else ENGLISH
    for path, page in found.pages.items():
        for lang, words in page.words:
            if lang != language or words in KEPT:
                continue
            bare = words.replace("Chuyển Biến", "")
            match = wrong.search(bare)
            if match:
                yield f"{path}: “{bare[:90]}” ({match.group(0)})"


WALKERS = [name for name in PEOPLE if name not in ("thukydoan", "bientap", "nguoila")]
"""Those left out see what the ones beside them see."""

PUBLIC = ("/accounts/sign-in/", "/accounts/reset/asked/")
UNLINKED = {"quantri": ("/style/",), "lanhdao": ("/accounts/resume/",)}
"""Pages for which no link stands on a page: the parts of the interface, what a late form has left."""


def worth_seeing(name: str) -> Iterator[str]:
    """Things in a state that the few pages looked at of long lists would miss."""
    if name == "quantri":
        for office in ("Cán bộ kiểm tra (minh họa)", "Bí thư Đơn vị minh họa 02"):
            yield Person.objects.get(office=office).get_absolute_url()
        yield Unit.objects.get(name="Đơn vị minh họa 01").get_absolute_url()
    if name == "xacnhan":
        ready = Finding.objects.filter(address__name="Đơn vị minh họa 12").latest("pk")
        yield reverse("verification:closing", args=[ready.pk])
    if name == "lanhdao":
        yield ReviewCycle.objects.exclude(data_lock=None).get().get_absolute_url()
        yield reverse("verification:closing", args=[ClosureException.objects.get().finding_id])
        yield reverse("desk:event", args=[Event.objects.latest("seq").seq])
    if name == "dungdau":
        yield Finding.objects.get(statement__startswith="Lịch tiếp công dân").get_absolute_url()
    if name == "chutri":
        yield Progress.objects.filter(author=person_of(name)).latest("pk").action.get_absolute_url()
    if name == "vanphong":
        yield reverse("conferences:copies", args=[KitCopy.objects.latest("pk").conference_id])
        yield Notice.objects.filter(person=person_of(name)).latest("pk").get_absolute_url()
        begun = SelfReview.objects.filter(state="writing").latest("pk")
        yield reverse("selfreviews:of_dossier", args=[begun.dossier_id])
        bare = Finding.objects.filter(address__name="Đơn vị minh họa 07", conditions=None).latest("pk")
        yield reverse("verification:closing", args=[bare.pk])
        yield OutcomeCondition.objects.filter(removed_at=None).latest("pk").finding.get_absolute_url()


def walks(language: str) -> Iterator[tuple[str, Walk]]:
    """Everybody's walk, one after the other; companions look only at what nobody has looked at before them."""
    known: Counter[Kind] = Counter()
    stranger = Client()
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    yield "", Walker(stranger, language, known).walk([*PUBLIC, reset_page(), calendar_page()])
    for name in (*WALKERS, *COMPANIONS):
        walker = Walker(signed_in(name, language), language, known, curious=name in WALKERS)
        start = ["/", *UNLINKED.get(name, ()), *worth_seeing(name)]
        yield name, walker.walk(start, beginnings(person_of(name)))


def reset_page() -> str:
    """The page behind a link for a new password."""
    return reset_path(User.objects.get(username="nguoila"))


def calendar_page() -> str:
    """A calendar that another program reads by its token."""
    by = Actor.of(person_of("vanphong"))
    with journal.recording(by=by):
        _feed, token = notices.make_feed(by=by)
    return reverse("notices:calendar", args=[token])


def readable() -> set[str]:
    """Every route that answers to GET."""
    return {name for name, route in routes() if getattr(route.callback, "guard", "reads") != "writes"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_reached_whole_and_in_one_language(told: None, language: str) -> None:
    troubles: list[str] = []
    foreign: dict[str, None] = {}
    reached: set[str] = set()
    for name, found in walks(language):
        troubles += [f"{name}: {one}" for one in found.troubles]
        foreign.update(dict.fromkeys(_foreign(found, language)))
        reached |= set(found.routes)
    assert not troubles, "\n".join(troubles)
    assert not foreign, "\n".join(list(foreign)[:80])
    assert not readable() - reached, "no page leads to: " + ", ".join(sorted(readable() - reached))
