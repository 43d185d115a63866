"""People: the list, the page of one, accounts, roles, charges and inspections."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien import journal
from chuyenbien.accounts.operations import make_reset_link
from chuyenbien.core import clock
from chuyenbien.core.verdict import Refused
from chuyenbien.core.web import reads
from chuyenbien.journal.web import act, ask, asks, writes

from .. import operations, queries, rules
from ..acting import Actor, actor_of, standing_of
from ..forms.filters import PeopleFilter
from ..forms.given import given
from ..forms.people import AccountForm, CorrectPersonForm, LeaveForm, PersonForm, ReasonForm
from ..models import Charge, InspectionGrant, Membership, Person

PER_PAGE = 50


@reads
def people(request: HttpRequest) -> HttpResponse:
    """People by given name, with what they are today; names and offices only."""
    filters = PeopleFilter(request)
    told = filters.read()
    rows = queries.people_of(told["unit"]) if told["unit"] else Person.objects.all()
    if told["state"] != "all":
        rows = rows.filter(is_active=told["state"] != "left")
    if told["q"]:
        rows = rows.matching(told["q"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    held = queries.offices(page.object_list)
    listed = [(one, held.get(one.pk, [])) for one in page.object_list]
    can = rules.can_manage_people(actor_of(request))
    return render(request, "orgs/people.html", {"page": page, "rows": listed, "filters": filters, "can": can})


@reads
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what everybody may know, and what only some may."""
    one = get_object_or_404(Person.objects.select_related("user"), pk=pk)
    standing, today = standing_of(request), clock.today()
    roles = list(Membership.objects.filter(person=one).select_related("unit", "post").order_by("-valid_from", "id"))
    inside = rules.is_administrator(standing) or one.pk == standing.person_id
    grants = InspectionGrant.objects.filter(person=one).select_related("unit")
    contact = one.contact if rules.can_see_contact(standing, one) else ""
    if one.pk != standing.person_id and (inside or contact):
        journal.note_view(request, one)
    context = {
        "person": one,
        "roles": [role for role in roles if role.holds(today)],
        "coming": [role for role in roles if role.valid_from > today],
        "former": [role for role in roles if role.valid_until and role.valid_until < today],
        "charges": Charge.objects.filter(person=one).select_related("board", "field", "area").order_by("-valid_from"),
        "grants": grants if inside else [],
        "inside": inside,
        "entries": queries.history(one) if inside else [],
        "contact": contact,
        "readings": queries.readings(one) if inside else [],
        "can": rules.can_manage_people(actor_of(request)),
        "today": today,
    }
    return render(request, "orgs/person.html", context)


@asks
def person_new(request: HttpRequest) -> HttpResponse:
    return ask(
        request,
        PersonForm,
        title=_("Enter a person"),
        verdict=rules.can_manage_people(actor_of(request)),
        perform=lambda form, by: operations.create_person(by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
    )


@asks
def person_correct(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Person, pk=pk)
    return ask(
        request,
        CorrectPersonForm,
        title=_("Correct the entry of a person"),
        subject=one,
        verdict=rules.can_manage_people(actor_of(request)),
        initial={name: getattr(one, name) for name in ("full_name", "office", "contact", "code")},
        form_kwargs={"person": one},
        revision_of=one,
        perform=lambda form, by: operations.correct_person(
            one, by=by, **{"code": one.code, **given(form, revision=True)}
        ),
        back=one.get_absolute_url(),
    )


@asks
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Person, pk=pk)
    return ask(
        request,
        LeaveForm,
        title=_("Record that a person leaves office"),
        intro=_(
            "Roles, posts and charges end with this day, and the account is closed. What this person leads is shown to "
            "the head of the body, to be reassigned."
        ),
        subject=one,
        verdict=rules.can_manage_people(actor_of(request)),
        initial={"on": clock.today()},
        perform=lambda form, by: operations.set_in_office(one, by=by, in_office=False, **given(form)),
        back=one.get_absolute_url(),
    )


@writes
def person_return(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Person, pk=pk)
    return act(
        request,
        verdict=rules.can_manage_people(actor_of(request)),
        perform=lambda by: operations.set_in_office(one, by=by, in_office=True, on=clock.today()),
        back=one.get_absolute_url(),
    )


@asks
def account_open(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Person, pk=pk)
    return ask(
        request,
        AccountForm,
        title=_("Open an account"),
        subject=one,
        intro=_("The person chooses a password by a link that you make and hand over afterwards."),
        verdict=rules.can_manage_people(actor_of(request)),
        perform=lambda form, by: operations.open_account(one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )


@asks
def account_end(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Person.objects.select_related("user"), pk=pk)
    return ask(
        request,
        ReasonForm,
        title=_("End an account"),
        subject=one,
        verdict=rules.can_manage_people(actor_of(request)),
        perform=lambda form, by: operations.end_account(one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )


@writes
def account_restore(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Person.objects.select_related("user"), pk=pk)
    return act(
        request,
        verdict=rules.can_manage_people(actor_of(request)),
        perform=lambda by: operations.restore_account(one, by=by),
        back=one.get_absolute_url(),
    )


@writes
def reset_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link by which the person sets a password; it is shown once, to whoever made it."""
    one = get_object_or_404(Person.objects.select_related("user"), pk=pk)

    def make(by: Actor) -> None:
        if one.user is None:
            raise Refused(_("This person has no account."))
        link = request.build_absolute_uri(make_reset_link(one.user, by=by))
        told = _("Hand this link to the person; it is good once, for a day: %(link)s")
        messages.info(request, told % {"link": link})

    return act(
        request,
        verdict=rules.can_manage_people(actor_of(request)),
        perform=make,
        back=one.get_absolute_url(),
    )
