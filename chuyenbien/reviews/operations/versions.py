"""Versions of a report: kept at each submission, sent to named people, their opinions gathered and considered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.core import clock
from chuyenbien.core.text import nfc
from chuyenbien.core.verdict import Refused
from chuyenbien.orgs.acting import Actor
from chuyenbien.orgs.models import Person

from ..enums import BEFORE_HELD, WRITABLE, OpinionKind, Section, SuggestionState, TakenUp
from ..models import (
    DeepTopic,
    DossierOpinion,
    DossierRecipient,
    DossierSending,
    DossierVersion,
    Explanation,
    ReviewDossier,
    SuggestionItem,
    VersionText,
)
from ..models.version import TOPICS
from ..sheet import written_keys

_tellers: dict[str, Callable[[ReviewDossier], str]] = {}


def register_text(section: str, teller: Callable[[ReviewDossier], str]) -> None:
    """Let a higher room say as text what it shows in a section of the report (III: earlier findings)."""
    _tellers[section] = teller


def keep_version(dossier: ReviewDossier, *, by: Actor, at: dt.datetime | None = None) -> DossierVersion:
    """Keep the report as it now stands. Part of submitting it; records nothing of its own.

    The number of queries does not grow with the length of the report.
    """
    last = dossier.versions.aggregate(last=Max("number"))["last"] or 0
    version = DossierVersion.objects.create(
        dossier=dossier,
        number=last + 1,
        round=dossier.round,
        kept_by=by.person,
        kept_at=at or clock.now(),
        classification=dossier.classification,
        code=dossier.code,
        is_illustrative=dossier.is_illustrative,
    )
    texts = {} if dossier.is_code_only else _texts(dossier)
    VersionText.objects.bulk_create(
        VersionText(
            version=version,
            position=place,
            section=section,
            text=texts.get(section, ""),
            classification=dossier.classification,
            code=dossier.code,
        )
        for place, section in enumerate(_kept_sections(dossier, texts))
    )
    return version


def _kept_sections(dossier: ReviewDossier, texts: Mapping[str, str]) -> list[str]:
    """The sections of the form in order, then what else there is text of."""
    form = (TOPICS, *written_keys(dossier.cycle))
    return [*form, *(key for key, text in texts.items() if text and key not in form)]


def told_elsewhere(dossier: ReviewDossier, section: str) -> bool:
    """Whether higher rooms say something in a section, so that it is not empty without a text."""
    teller = _tellers.get(section)
    return teller is not None and bool(teller(dossier))


def _texts(dossier: ReviewDossier) -> dict[str, str]:
    """Every section as text. Of each the latest round that wrote it, as the page shows it."""
    told: dict[str, str] = {row.section: row.text for row in dossier.sections.order_by("round") if row.text}
    told[TOPICS] = "\n".join(
        f"{one.number}. {one.text}" + (f" ({one.reason})" if one.reason else "") for one in dossier.topics.all()
    )
    for section, teller in _tellers.items():
        told[section] = "\n\n".join(filter(None, [told.get(section, ""), teller(dossier)]))
    told[Section.IV] = "\n\n".join(filter(None, [told.get(Section.IV, ""), _explanations(dossier)]))
    return told


def _explanations(dossier: ReviewDossier) -> str:
    items = SuggestionItem.objects.filter(suggestion__dossier=dossier, suggestion__state=SuggestionState.ISSUED)
    told = Explanation.objects.filter(item__in=items, round=dossier.round).order_by("pk")
    latest = {one.item_id: one for one in told}
    parts = []
    for item in items.order_by("suggestion_id", "number"):
        one = latest.get(item.pk)
        lines = [one.text, one.cause, one.responsibility] if one and not one.is_code_only else []
        parts.append("\n".join([f"{item.number}. {item.shown_title}", *filter(None, lines)]))
    return "\n\n".join(parts)


def send_version(
    version: DossierVersion,
    *,
    by: Actor,
    sent_on: dt.date,
    people: Iterable[Person] = (),
    names: Iterable[str] = (),
    at: dt.datetime | None = None,
) -> DossierSending:
    """Note that a version went to named people. Those with an account read this version from now on.

    A short lead time is pointed out beside the sending and never refused.
    """
    dossier = version.dossier
    refuse_once_held(dossier)
    to = list(people)
    others = [nfc(name).strip() for name in names if name.strip()]
    if dossier.is_code_only and others:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="names")
    if not to and not others:
        raise Refused(_("Name at least one person it is sent to."), field="people")
    if sent_on > clock.local_date(at or clock.now()):
        raise Refused(_("The day of sending has not come yet."), field="sent_on")
    if sent_on < clock.local_date(version.kept_at):
        raise Refused(_("This version was not finished before that day."), field="sent_on")
    sending = DossierSending.objects.create(
        version=version,
        sent_on=sent_on,
        recorded_by=by.person,
        recorded_at=at or clock.now(),
        classification=dossier.classification,
        code=dossier.code,
    )
    DossierRecipient.objects.bulk_create(
        DossierRecipient(
            sending=sending, person=person, name=name, classification=dossier.classification, code=dossier.code
        )
        for person, name in [*((one, "") for one in to), *((None, name) for name in others)]
    )
    data = {"number": version.number, "body": dossier.body, "count": len(to) + len(others), "day": sent_on}
    journal.record("reviews.version_sent", dossier, by=by, at=at, data=data)
    return sending


def give_opinion(
    version: DossierVersion,
    *,
    by: Actor,
    kind: str,
    given_on: dt.date,
    person: Person | None = None,
    name: str = "",
    summary: str = "",
    at: dt.datetime | None = None,
) -> DossierOpinion:
    """Keep what somebody said of a version. “No other opinion” is said explicitly and never assumed."""
    dossier = version.dossier
    refuse_once_held(dossier)
    name, summary = nfc(name).strip(), nfc(summary).strip()
    if kind not in OpinionKind.values:
        raise Refused(_("Say whether there is an opinion or no other opinion."), field="kind")
    if dossier.is_code_only and (name or summary):
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="summary")
    if person is None and not name and not dossier.is_code_only:
        raise Refused(_("Say whose opinion it is."), field="name")
    if kind == OpinionKind.OPINION and not summary and not dossier.is_code_only:
        raise Refused(_("Write the opinion in summary."), field="summary")
    if kind == OpinionKind.NONE and summary:
        raise Refused(_("Empty the summary, or say that there is an opinion."), field="summary")
    if given_on > clock.local_date(at or clock.now()):
        raise Refused(_("That day has not come yet."), field="given_on")
    opinion = DossierOpinion.objects.create(
        version=version,
        person=person,
        name=name,
        given_on=given_on,
        kind=kind,
        summary=summary,
        taken=TakenUp.OPEN,
        recorded_by=by.person,
        recorded_at=at or clock.now(),
        classification=dossier.classification,
        code=dossier.code,
        is_illustrative=dossier.is_illustrative,
    )
    data = {"number": version.number, "body": dossier.body}
    journal.record(f"reviews.opinion_given.{kind}", dossier, by=by, at=at, data=data)
    return opinion


def take_up_opinion(
    opinion: DossierOpinion, *, by: Actor, taken: str, because: str = "", at: dt.datetime | None = None
) -> DossierOpinion:
    """Say what the body did with an opinion; what it does not take up wholly it explains."""
    dossier = opinion.version.dossier
    refuse_once_held(dossier)
    because = nfc(because).strip()
    if not opinion.is_opinion:
        raise Refused(_("There is no opinion to take up."))
    if taken not in TakenUp.values or taken == TakenUp.OPEN:
        raise Refused(_("Say what was done with the opinion."), field="taken")
    if dossier.is_code_only and because:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="because")
    if taken != TakenUp.TAKEN and not because and not dossier.is_code_only:
        raise Refused(_("Say why."), field="because")
    opinion.taken, opinion.taken_because = taken, because
    opinion.save(update_fields=["taken", "taken_because"])
    data = {"number": opinion.version.number, "body": dossier.body}
    journal.record(f"reviews.opinion_considered.{taken}", dossier, by=by, at=at, because=because, data=data)
    return opinion


def set_topics(
    dossier: ReviewDossier, topics: Sequence[tuple[str, str]], *, by: Actor, at: dt.datetime | None = None
) -> list[DeepTopic]:
    """The topics the body chose for deep review: (topic, why). Those given replace the list; none empties it."""
    if dossier.state not in WRITABLE:
        raise Refused(_("The report has been submitted and can no longer be changed. Ask for it to be sent back."))
    given = [(nfc(text).strip(), nfc(reason).strip()) for text, reason in topics]
    if dossier.is_code_only and given:
        raise Refused(_("Of a matter known by a code only, no text may be kept here."), field="text_1")
    for place, (text, _reason) in enumerate(given, start=1):
        if not text:
            raise Refused(_("Write the topic, or empty the row."), field=f"text_{place}")
    old = [one.text for one in dossier.topics.all()]
    dossier.topics.all().delete()
    made = [
        DeepTopic.objects.create(
            dossier=dossier, number=place, text=text, reason=reason, classification=dossier.classification
        )
        for place, (text, reason) in enumerate(given, start=1)
    ]
    data = {"count": len(made), "new": [one.text for one in made], "old": old}
    journal.record("reviews.topics_set", dossier, by=by, at=at, data=data)
    return made


def refuse_once_held(dossier: ReviewDossier) -> None:
    if dossier.state not in BEFORE_HELD:
        raise Refused(_("The conference has been held; the draft is no longer sent out for opinions."))
