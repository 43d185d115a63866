"""What the person writes, part by part."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.findings.models import Finding
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.acting import actor_of, standing_of

from .. import operations, rules, sheets
from ..forms import AnswerForm, CheckForm, CommitForm, SectionForm
from ..models import SelfReviewSection
from ..operations.writing import as_lines
from .fetching import visible_point, visible_review
from .pages import suggested, told_of


@asks
def section(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write one section."""
    one = visible_review(request, pk)
    sheet = sheets.sheet_by_key(one.cycle, one.form)
    entry = sheet.section(key) if sheet else None
    if entry is None:
        raise Http404
    verdict = rules.can_write(actor_of(request), one)
    stored = one.sections.filter(key=key).first() if verdict else None
    return ask(
        request,
        SectionForm,
        title=f"{entry.key}. {entry.label}" if sheet and sheet.is_known else entry.label,
        subject=one,
        verdict=verdict,
        initial={"text": stored.text if stored else ""},
        perform=lambda form, by: operations.write_section(
            one, key, form.cleaned_data["text"], by=by, revision=form.cleaned_data["revision"]
        ),
        back=f"{one.get_absolute_url()}#section-{key}",
        revision_of=stored or SelfReviewSection(),
        template="selfreviews/section.html",
        context={"suggested": suggested(one, standing_of(request)) if key == "IV" else []},
        submit=_("Save this section"),
    )


@asks
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an earlier commitment or limitation."""
    point = visible_point(request, pk)
    one = point.review
    findings = Finding.objects.visible_to(standing_of(request)).filter(pk=point.finding_id or 0)
    seen = set(findings.values_list("pk", flat=True))
    return ask(
        request,
        AnswerForm,
        title=_("What has become of it"),
        subject=one,
        verdict=rules.can_write(actor_of(request), one),
        form_kwargs={"code_only": point.is_code_only},
        initial={"outcome": point.outcome, "text": point.text},
        perform=lambda form, by: operations.answer_point(
            point,
            by=by,
            outcome=form.cleaned_data["outcome"],
            text=form.cleaned_data.get("text", ""),
            revision=form.cleaned_data["revision"],
        ),
        back=f"{one.get_absolute_url()}#earlier",
        revision_of=point,
        template="selfreviews/answer.html",
        context={"told": told_of(point, seen)},
    )


@asks
def commitments(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_review(request, pk)
    return ask(
        request,
        CommitForm,
        title=_("Commitments for the coming year"),
        subject=one,
        verdict=rules.can_write(actor_of(request), one),
        initial={"text": as_lines(one)},
        perform=lambda form, by: operations.commit(one, form.lines, by=by, revision=form.cleaned_data["revision"]),
        back=f"{one.get_absolute_url()}#commitments",
        revision_of=one,
    )


@asks
def paper(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Say how it stands with one paper."""
    one = visible_review(request, pk)
    entry = next((entry for entry in sheets.papers_of(one.cycle) if entry.key == key), None)
    if entry is None:
        raise Http404
    stored = one.papers.filter(key=key).first()
    return ask(
        request,
        CheckForm,
        title=entry.label,
        subject=one,
        verdict=rules.can_write(actor_of(request), one),
        initial={"state": stored.state, "reason": stored.reason} if stored else {},
        perform=lambda form, by: operations.check_paper(
            one,
            key,
            form.cleaned_data["state"],
            by=by,
            reason=form.cleaned_data["reason"],
            upload=form.cleaned_data["upload"],
        ),
        back=f"{one.get_absolute_url()}#papers",
    )


@writes
def bring_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in what has come since it was opened."""
    one = visible_review(request, pk)
    return act(
        request,
        verdict=rules.can_write(actor_of(request), one),
        perform=lambda by: operations.bring_in(one, by=by),
        back=f"{one.get_absolute_url()}#earlier",
    )
