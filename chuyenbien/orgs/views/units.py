"""Units: the list, the tree, the page of one, and what an administrator does to it."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.draw.values import usertext
from chuyenbien.core.web import reads
from chuyenbien.journal.web import ask, asks

from .. import operations, queries, rules
from ..acting import Actor, actor_of
from ..enums import Hierarchy, Level
from ..forms.filters import TreeFilter, UnitFilter
from ..forms.given import given
from ..forms.units import CloseForm, CorrectUnitForm, EndForm, LinkForm, PostForm, RenameForm, UnitForm
from ..models import Post, Unit, UnitLink, UnitSuccession

PER_PAGE = 50


@reads
def units(request: HttpRequest) -> HttpResponse:
    """Every unit of a day, in official order."""
    filters = UnitFilter(request)
    told = filters.read()
    day = told["on"] or clock.today()
    rows = Unit.objects.on(day).named_on(day).with_superior(day).select_related("kind")
    if told["q"]:
        rows = rows.matching(told["q"])
    if told["level"]:
        rows = rows.filter(level=told["level"])
    if told["kind"]:
        rows = rows.filter(kind=told["kind"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    can = rules.can_manage_units(actor_of(request))
    return render(request, "orgs/units.html", {"page": page, "filters": filters, "day": day, "can": can})


@reads
def tree(request: HttpRequest) -> HttpResponse:
    """Who stands below whom in one hierarchy on a day; ``top`` shows one branch."""
    filters = TreeFilter(request)
    told = filters.read()
    day, hierarchy = told["on"] or clock.today(), told["hierarchy"] or Hierarchy.PARTY
    raw = request.GET.get("top", "")
    top = Unit.objects.filter(pk=int(raw)).first() if raw.isdecimal() and len(raw) < 12 else None
    branches = queries.tree(hierarchy, on=day, top=top)
    context = {"filters": filters, "branches": branches, "day": day, "hierarchy": hierarchy, "top": top}
    return render(request, "orgs/tree.html", context)


@reads
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit as it is, or as it was on ``?on=``."""
    one = get_object_or_404(Unit.objects.select_related("kind"), pk=pk)
    day = TreeFilter(request).read()["on"] or clock.today()
    context = {
        "unit": one,
        "page": queries.UnitView.of(one, day),
        "day": day,
        "asked": "on" in request.GET,
        "can": rules.can_manage_units(actor_of(request)),
        "entries": queries.history(one),
    }
    return render(request, "orgs/unit.html", context)


@asks
def unit_new(request: HttpRequest) -> HttpResponse:
    order = (Unit.objects.order_by("-official_order").values_list("official_order", flat=True).first() or 0) + 10
    return ask(
        request,
        UnitForm,
        title=_("Enter a unit"),
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"valid_from": clock.today(), "official_order": order, "level": Level.AGENCY},
        perform=lambda form, by: operations.create_unit(by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
    )


@asks
def unit_correct(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Unit, pk=pk)
    names = ("kind", "level", "official_order", "is_outside", "note")
    return ask(
        request,
        CorrectUnitForm,
        title=_("Correct the entry of a unit"),
        subject=one,
        verdict=rules.can_manage_units(actor_of(request)),
        initial={name: getattr(one, name) for name in names},
        revision_of=one,
        perform=lambda form, by: operations.correct_unit(one, by=by, **given(form, revision=True)),
        back=one.get_absolute_url(),
    )


@asks
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Unit, pk=pk)
    return ask(
        request,
        RenameForm,
        title=_("Rename a unit"),
        subject=one,
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"since": clock.today(), "name": one.name, "short_name": one.short_name},
        revision_of=one,
        perform=lambda form, by: operations.rename_unit(one, by=by, **given(form, revision=True)),
        back=one.get_absolute_url(),
    )


@asks
def unit_link(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Unit, pk=pk)
    return ask(
        request,
        LinkForm,
        title=_("Place a unit below another"),
        subject=one,
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"since": clock.today()},
        form_kwargs={"unit": one},
        perform=lambda form, by: operations.link_unit(child=one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )


@asks
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(UnitLink.objects.select_related("child", "parent"), pk=pk)
    return ask(
        request,
        EndForm,
        title=_("End a place in the hierarchy"),
        subject=link.child,
        intro=format_html(_("Ends its place below {}."), usertext(link.parent.name)),
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"on": clock.today()},
        perform=lambda form, by: operations.unlink_unit(link, by=by, **given(form)),
        back=link.child.get_absolute_url(),
    )


@asks
def unit_close(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Unit, pk=pk)

    def close(form: CloseForm, by: Actor) -> list[UnitSuccession]:
        values = given(form, revision=True)
        share, successors = values.pop("share"), list(values.pop("successors"))
        return operations.close_unit(one, by=by, successors=successors, shares=[share] * len(successors), **values)

    return ask(
        request,
        CloseForm,
        title=_("End, merge or split a unit"),
        subject=one,
        intro=_(
            "Names, places, roles and posts end the day before. Its open matters wait for its superior’s decision."
        ),
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"on": clock.today() + dt.timedelta(days=1)},
        form_kwargs={"unit": one},
        revision_of=one,
        perform=close,
        back=one.get_absolute_url(),
    )


@asks
def post_add(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Unit, pk=pk)
    return ask(
        request,
        PostForm,
        title=_("Enter a post"),
        subject=one,
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"since": max(one.valid_from, clock.today())},
        perform=lambda form, by: operations.add_post(one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )


@asks
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("unit"), pk=pk)
    return ask(
        request,
        EndForm,
        title=_("End a post"),
        subject=post.unit,
        intro=usertext(post.title),
        verdict=rules.can_manage_units(actor_of(request)),
        initial={"on": clock.today()},
        perform=lambda form, by: operations.end_post(post, by=by, **given(form)),
        back=post.unit.get_absolute_url(),
    )
