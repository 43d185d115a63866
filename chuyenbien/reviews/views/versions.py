"""Versions of a report: read, compared, sent to named people; opinions on them; topics chosen for deep review."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien.core.verdict import require
from chuyenbien.core.web import reads
from chuyenbien.documents.rules import directly_or_for
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of

from .. import lead_time, operations, queries, rules, similarity
from ..enums import BEFORE_HELD
from ..forms import OpinionForm, SendForm, TakeUpForm, TopicsForm
from ..models import DossierOpinion, DossierVersion, ReviewDossier
from .dossiers import writing
from .fetching import acted_by, more_rows, visible_dossier, wants_rows


def visible_version(request: HttpRequest, pk: int) -> DossierVersion:
    return get_object_or_404(queries.visible_versions(standing_of(request)), pk=pk)


def _sees_dossier(request: HttpRequest, version: DossierVersion) -> bool:
    return ReviewDossier.objects.visible_to(standing_of(request)).filter(pk=version.dossier_id).exists()


@reads
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as it was submitted: its sections, to whom it went, what was said of it."""
    one = visible_version(request, pk)
    sees, actor = _sees_dossier(request, one), actor_of(request)
    is_open = one.dossier.state in BEFORE_HELD
    people = rules.senders_of(one.dossier)
    context = {
        "version": one,
        "dossier": one.dossier,
        "sees_dossier": sees,
        "texts": one.texts.all(),
        "others": one.dossier.versions.exclude(pk=one.pk) if sees else [],
        "sendings": queries.sendings_of(one) if sees else [],
        "opinions": queries.opinions_of(one, standing_of(request)),
        "can_send": directly_or_for(actor, lambda by: rules.can_send(by, one.dossier), people=people)
        if sees and is_open
        else None,
        "can_give": rules.can_give_opinion(actor, one) if is_open else None,
        "can_take_up": rules.can_write_report(actor, one.dossier) if is_open else None,
    }
    return render(request, "reviews/version.html", context)


@reads
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two versions of a report side by side, section by section."""
    one, against = visible_version(request, pk), visible_version(request, other)
    if one.dossier_id != against.dossier_id or one.pk == against.pk:
        raise Http404
    older, newer = sorted((one, against), key=lambda version: version.number)
    sections = queries.changes_between(older, newer)
    context = {
        "older": older,
        "newer": newer,
        "dossier": one.dossier,
        "changed": [section for section in sections if section.is_changed],
        "same": [section.label for section in sections if not section.is_changed],
        "sees_dossier": _sees_dossier(request, one),
    }
    return render(request, "reviews/compare.html", context)


@asks
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Note to whom a version was sent."""
    one = visible_version(request, pk)
    if not _sees_dossier(request, one):
        raise Http404
    point, day = lead_time.wanted(one.dossier), lead_time.conference_day(one.dossier)
    return ask(
        request,
        SendForm,
        title=_("Send version %(number)s to participants") % {"number": one.number},
        subject=one.dossier,
        perform=lambda form, by: operations.send_version(
            one,
            by=by,
            sent_on=form.cleaned_data["sent_on"],
            people=form.cleaned_data["people"],
            names=form.others(),
        ),
        back=one.get_absolute_url(),
        submit=_("Record the sending"),
        template="reviews/send.html",
        context={"point": point, "day": day},
        **acted_by(request, lambda by: rules.can_send(by, one.dossier), rules.senders_of(one.dossier), version=one),
    )


@asks
def give_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what somebody said of a version."""
    one = visible_version(request, pk)
    return ask(
        request,
        OpinionForm,
        title=_("Opinion on version %(number)s") % {"number": one.number},
        subject=one,
        perform=lambda form, by: operations.give_opinion(
            one,
            by=by,
            person=form.speaker(by),
            name=form.cleaned_data.get("name", ""),
            **{name: form.cleaned_data[name] for name in ("given_on", "kind")},
            summary=form.cleaned_data.get("summary", ""),
        ),
        back=f"{one.get_absolute_url()}#opinions",
        **acted_by(request, lambda by: rules.can_give_opinion(by, one), rules.senders_of(one.dossier), version=one),
    )


@asks
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what the body did with an opinion."""
    seen = ReviewDossier.objects.visible_to(standing_of(request)).order_by().values("pk")
    rows = DossierOpinion.objects.select_related(
        "version__dossier__body", "version__dossier__cycle__superior", "person"
    )
    one = get_object_or_404(rows, pk=pk, version__dossier__in=seen)
    return ask(
        request,
        TakeUpForm,
        title=_("Consider the opinion"),
        subject=one.version,
        initial={"taken": one.taken, "because": one.taken_because},
        perform=lambda form, by: operations.take_up_opinion(
            one, by=by, taken=form.cleaned_data["taken"], because=form.cleaned_data["because"]
        ),
        back=f"{one.version.get_absolute_url()}#opinions",
        template="reviews/take_up.html",
        context={"opinion": one},
        **writing(request, one.version.dossier),
    )


@asks
def topics(request: HttpRequest, pk: int) -> HttpResponse:
    """The topics the body chose for deep review."""
    one = visible_dossier(request, pk)
    verdict = rules.can_write_report(actor_of(request), one)
    template, title = "reviews/topics.html", _("Topics chosen for deep review")
    if wants_rows(request):
        page: dict[str, Any] = {"title": title, "subject": one, "back": one.get_absolute_url()}
        return more_rows(request, TopicsForm, template, page, verdict=verdict)
    given = [{"text": row.text, "reason": row.reason} for row in one.topics.all()]
    return ask(
        request,
        TopicsForm,
        title=title,
        subject=one,
        verdict=verdict,
        perform=lambda form, by: operations.set_topics(
            one, [(row["text"], row["reason"]) for row in form.given_rows()], by=by
        ),
        back=f"{one.get_absolute_url()}#topics",
        template=template,
        form_kwargs={"given": given},
    )


@reads
def years(request: HttpRequest, pk: int) -> HttpResponse:
    """Passages that stand in last year's report too; how many in percent, for those who write the report only."""
    one, standing = visible_dossier(request, pk), standing_of(request)
    require(rules.can_compare_years(actor_of(request), one))
    told = queries.beside_last_year(one, standing)
    own = rules.sees_own_similarity(standing, one)
    context = {
        "dossier": one,
        "former": told.former,
        "passages": told.found.passages if told.found else (),
        "own": own,
        "percent": told.found.percent if own and told.found else None,
        "compared": told.found.compared if own and told.found else None,
        "phrases": similarity.statutory_phrases(),
    }
    return render(request, "reviews/years.html", context)
