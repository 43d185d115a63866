"""Which bodies a cycle reviews: ticked one by one, all of a choice at once, and one taken out again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuyenbien.core.forms import AskForm
from chuyenbien.core.verdict import require
from chuyenbien.journal.web import act, ask, asks
from chuyenbien.orgs.acting import actor_of

from .. import operations, rules
from ..forms import BodiesForm, ChoiceFilter, ReasonForm
from .fetching import acted_by, visible_cycle, visible_dossier

MOST_BOXES = 200
"""More bodies than this are not ticked one by one: the choice is narrowed first, or taken whole."""


@asks
def add_bodies(request: HttpRequest, pk: int) -> HttpResponse:
    one = visible_cycle(request, pk)
    filters = ChoiceFilter(request, cycle=one)
    choice = filters.choice()
    left = choice.left(one).count() if choice else 0
    chosen = f"{reverse('reviews:add_chosen', args=[one.pk])}?{filters.query()}"
    return ask(
        request,
        BodiesForm,
        title=_("Put bodies under review"),
        subject=one,
        verdict=rules.can_run_cycle(actor_of(request), one),
        perform=lambda form, by: operations.add_bodies(one, form.cleaned_data["bodies"], by=by),
        back=one.get_absolute_url(),
        submit=_("Put under review"),
        form_kwargs={"cycle": one, "choice": choice},
        template="reviews/add_bodies.html",
        context={"filters": filters, "left": left, "chosen": chosen, "boxes": 0 < left <= MOST_BOXES, "cycle": one},
    )


@asks
def add_chosen(request: HttpRequest, pk: int) -> HttpResponse:
    """All bodies of a choice, a part with each request: how far it has come, and the button that goes on."""
    one = visible_cycle(request, pk)
    verdict = rules.can_run_cycle(actor_of(request), one)
    filters = ChoiceFilter(request, cycle=one)
    choice = filters.choice()
    if choice is None:
        raise Http404
    here = f"{request.path}?{filters.query()}"
    if request.method == "POST":
        return act(
            request,
            verdict=verdict,
            perform=lambda by: operations.add_chosen(one, choice, by=by),
            back=f"{here}&going=1",
        )
    require(verdict)
    whole, left = choice.units(one).count(), choice.left(one).count()
    context = {
        "cycle": one,
        "whole": whole,
        "left": left,
        "done": whole - left,
        "percent": 100 * (whole - left) // whole if whole else None,
        "going": bool(request.GET.get("going")) and left > 0,
        "here": here,
        "form": AskForm(),
        "chunk": operations.CHUNK,
        "chosen": _told(filters),
    }
    return render(request, "reviews/add_chosen.html", context)


def _told(filters: ChoiceFilter) -> list[tuple[str, str]]:
    """The choice in words: what is narrowed by, and to what."""
    found = []
    for name, value in filters.cleaned_data.items():
        field = filters.fields[name]
        words = dict(getattr(field, "choices", ())).get(value, value) if name != "below" else value
        if value:
            found.append((str(field.label), str(words)))
    return found


@asks
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a body out of the cycle that was put there by mistake."""
    one = visible_dossier(request, pk)
    intro = _("The empty dossier goes; that the body was under review and was taken out stays in the journal.")
    return ask(
        request,
        ReasonForm,
        title=_("Take out of the cycle"),
        subject=one,
        intro=intro,
        perform=lambda form, by: operations.withdraw_body(one, by=by, because=form.cleaned_data["because"]),
        back=one.cycle.get_absolute_url(),
        submit=_("Take out of the cycle"),
        **acted_by(
            request,
            lambda by: rules.can_run_cycle(by, one.cycle),
            rules.officers_of(one.cycle),
            ask_for=_("Reason"),
        ),
    )
