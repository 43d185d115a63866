"""Opening ratings and what is brought together before the decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chuyenbien.core.draw.values import number
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import standing_of
from chuyenbien.orgs.forms.given import given

from .. import forms, operations, rules
from ..enums import Step
from ..forms.preparing import keys_for
from ..models import Rating
from ..reading import book_of
from ..scoring import groups
from .fetching import acted_by, rating_to_list, visible_rating


@asks
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The office of the body may confirm without seeing the rating."""
    one = rating_to_list(request, pk)
    return ask(
        request,
        forms.ConfirmForm,
        title=_("Confirm that the list of tasks is complete"),
        subject=one.dossier,
        perform=lambda form, by: operations.confirm_task_list(one, by=by, **given(form)),
        back=_back(request, one),
        submit=_("Confirm"),
        intro=_("All tasks of %(subject)s in the period are in the system. Until then, facts of tasks are not known.")
        % {"subject": f"“{one.shown_name}”"},
        **acted_by(request, rules.can_confirm, one),
    )


@asks
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    one = rating_to_list(request, pk)
    return ask(
        request,
        forms.WithdrawForm,
        title=_("Take the confirmation of the list of tasks back"),
        subject=one.dossier,
        perform=lambda form, by: operations.withdraw_confirmation(one, by=by, **{"because": "", **given(form)}),
        back=_back(request, one),
        submit=_("Take back"),
        **acted_by(request, rules.can_withdraw_confirmation, one, code_only=one.is_code_only),
    )


def _back(request: HttpRequest, one: Rating) -> str:
    seen = Rating.objects.visible_to(standing_of(request)).filter(pk=one.pk).exists()
    return one.get_absolute_url() if seen else one.dossier.get_absolute_url()


@asks
def enter_fact(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    book = book_of(one.cycle)
    return ask(
        request,
        forms.FactForm,
        title=_("Enter a fact by document"),
        subject=one,
        perform=lambda form, by: operations.enter_fact(
            one,
            form.cleaned_data["fact"],
            form.value,
            by=by,
            document=form.cleaned_data["document"],
            because=form.cleaned_data.get("because", ""),
        ),
        back=one.get_absolute_url(),
        submit=_("Enter"),
        initial={"fact": request.GET.get("fact", "")},
        intro=_("What the record cannot know. A fact entered before stays readable."),
        **acted_by(
            request, rules.can_enter_fact, one, keys=keys_for(book, one) if book else [], code_only=one.is_code_only
        ),
    )


@asks
def group(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    return ask(
        request,
        forms.GroupForm,
        title=_("Group of similar posts"),
        subject=one,
        perform=lambda form, by: operations.set_group(one, form.cleaned_data["group"], by=by),
        back=one.get_absolute_url(),
        initial={"group": one.group},
        **acted_by(request, rules.can_group, one),
    )


@asks
def assess_self(request: HttpRequest, pk: int) -> HttpResponse:
    return _assess(request, pk, Step.SELF, _("Give the own rating"))


@asks
def appraise(request: HttpRequest, pk: int) -> HttpResponse:
    return _assess(request, pk, Step.APPRAISAL, _("Appraise"))


def _assess(request: HttpRequest, pk: int, step: Step, title: str) -> HttpResponse:
    one = visible_rating(request, pk)
    book = book_of(one.cycle)
    if book is None:
        raise Http404
    rule = rules.can_assess_self if step == Step.SELF else rules.can_appraise
    last = one.assessments.filter(step=step, replaced_at=None).first()
    start: dict[str, Any] = {}
    if last is not None:
        totals = {"general": last.general, "results": last.results}
        start = {name: number(one) if one is not None else None for name, one in totals.items()} | {"level": last.level}
        start |= {f"criterion_{key}": level for key, level in last.criteria.items()}
        for name, given_parts in last.parts.items():
            start |= {
                name: None,
                **{f"part_{name}_{key}": number(Decimal(value)) for key, value in given_parts.items()},
            }
    return ask(
        request,
        forms.AssessForm,
        title=title,
        subject=one,
        perform=lambda form, by: operations.assess(
            one,
            step,
            by=by,
            level=form.cleaned_data["level"],
            explanation=form.cleaned_data.get("explanation", ""),
            revision=form.cleaned_data["revision"],
            **form.marks,
        ),
        back=one.get_absolute_url(),
        initial=start,
        revision_of=one,
        submit=_("Record"),
        template="ratings/assess.html",
        context={"groups": [group for group in groups(book, one.kind) if group.parts]},
        **acted_by(request, rule, one, book=book, rating=one, code_only=one.is_code_only),
    )


@asks
def count_ballots(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_rating(request, pk)
    return ask(
        request,
        forms.BallotForm,
        title=_("Record the count of a vote"),
        subject=one,
        perform=lambda form, by: operations.count_ballots(
            one,
            form.cleaned_data["stage"],
            by=by,
            held_on=form.cleaned_data["held_on"],
            counts=form.counts,
            minutes=form.cleaned_data.get("minutes") or [],
        ),
        back=one.get_absolute_url(),
        submit=_("Record"),
        intro=_("Only the counts and the scanned minutes are kept, never a vote."),
        **acted_by(request, rules.can_count_ballots, one, code_only=one.is_code_only),
    )
