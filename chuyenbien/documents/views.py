"""The register: documents, what they assign, and the one door to files."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from chuyenbien.core import clock
from chuyenbien.core.web import reads
from chuyenbien.journal.timelines import timeline
from chuyenbien.journal.web import ask, asks
from chuyenbien.orgs.acting import actor_of, standing_of
from chuyenbien.orgs.enums import Capacity
from chuyenbien.orgs.forms.given import given
from chuyenbien.orgs.models import Unit

from . import files, operations, rules
from .enums import Direction
from .forms.register import (
    AttachForm,
    CorrectForm,
    DocumentForm,
    ReclassifyForm,
    RegisterFilter,
    TaskFilter,
    TaskForm,
)
from .models import DirectiveTask, Document, StoredFile

PER_PAGE = 50


@reads
def documents(request: HttpRequest) -> HttpResponse:
    """The documents one may know of, newest first."""
    filters = RegisterFilter(request)
    told = filters.read()
    rows = Document.objects.visible_to(standing_of(request)).select_related("kind", "issuer")
    if told["q"]:
        rows = rows.matching(told["q"])
    if told["year"]:
        rows = rows.filter(issued_on__year=told["year"])
    for name in ("kind", "direction", "issuer"):
        if told[name]:
            rows = rows.filter(**{name: told[name]})
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": filters, "can": rules.can_register(actor_of(request))}
    return render(request, "documents/documents.html", context)


@reads
def document(request: HttpRequest, pk: int) -> HttpResponse:
    standing, actor = standing_of(request), actor_of(request)
    one = get_object_or_404(Document.objects.visible_to(standing).select_related("kind", "issuer"), pk=pk)
    tasks = DirectiveTask.objects.visible_to(standing).filter(directive=one).select_related("unit", "field")
    context = {
        "document": one,
        "files": one.files.all(),
        "tasks": tasks,
        "recipients": Unit.objects.filter(pk__in=one.involved_units(Capacity.COORDINATE)),
        "owners": Unit.objects.filter(pk__in=one.involved_units(Capacity.ADDRESS)),
        "can_change": rules.can_change(actor, one),
        "can_assign": rules.can_assign(actor, one),
        "can_reclassify": rules.can_reclassify(actor, one),
        "entries": timeline(one, reader=standing),
    }
    return render(request, "documents/document.html", context)


@asks
def register(request: HttpRequest) -> HttpResponse:
    return ask(
        request,
        DocumentForm,
        title=_("Register a document"),
        verdict=rules.can_register(actor_of(request)),
        initial={"issued_on": clock.today(), "direction": Direction.OUT},
        form_kwargs={"rule": rules.can_register},
        perform=lambda form, by: operations.register(by=by, **given(form)),
        back=lambda made: made.get_absolute_url(),
    )


@asks
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Document.objects.visible_to(standing_of(request)), pk=pk)
    names = ("kind", "number", "issued_on", "issuer", "abstract", "signer")
    return ask(
        request,
        CorrectForm,
        title=_("Correct the entry of a document"),
        subject=one,
        verdict=rules.can_change(actor_of(request), one),
        initial={name: getattr(one, name) for name in names},
        form_kwargs={"document": one},
        revision_of=one,
        perform=lambda form, by: operations.correct(one, by=by, **given(form, revision=True)),
        back=one.get_absolute_url(),
    )


@asks
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Document.objects.visible_to(standing_of(request)), pk=pk)
    return ask(
        request,
        AttachForm,
        title=_("Attach files"),
        subject=one,
        verdict=rules.can_change(actor_of(request), one),
        form_kwargs={"rule": lambda by: rules.can_change(by, one)},
        perform=lambda form, by: operations.attach(one, form.cleaned_data["uploads"], by=by),
        back=one.get_absolute_url(),
    )


@asks
def task_new(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Document.objects.visible_to(standing_of(request)), pk=pk)
    return ask(
        request,
        TaskForm,
        title=_("Enter a task that the document assigns"),
        subject=one,
        verdict=rules.can_assign(actor_of(request), one),
        form_kwargs={"directive": one, "rule": lambda by: rules.can_assign(by, one)},
        perform=lambda form, by: operations.assign_task(one, by=by, **{"text": "", **given(form)}),
        back=lambda made: made.get_absolute_url(),
    )


@asks
def reclassify(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Document.objects.visible_to(standing_of(request)), pk=pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=one,
        verdict=rules.can_reclassify(actor_of(request), one),
        initial={"level": one.classification},
        perform=lambda form, by: operations.reclassify(one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )


@asks
def task_reclassify(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(DirectiveTask.objects.visible_to(standing_of(request)), pk=pk)
    return ask(
        request,
        ReclassifyForm,
        title=_("Change the confidentiality"),
        subject=one,
        verdict=rules.can_reclassify_task(actor_of(request), one),
        initial={"level": one.classification},
        perform=lambda form, by: operations.reclassify(one, by=by, **given(form)),
        back=one.get_absolute_url(),
    )


@reads
def tasks(request: HttpRequest) -> HttpResponse:
    """The tasks from directives one may know of, by due date."""
    filters = TaskFilter(request)
    told = filters.read()
    rows = DirectiveTask.objects.visible_to(standing_of(request)).select_related("directive", "unit", "field")
    if told["q"]:
        rows = rows.matching(told["q"])
    for name in ("unit", "field"):
        if told[name]:
            rows = rows.filter(**{name: told[name]})
    page = Paginator(rows.order_by("due_on", "id"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/tasks.html", {"page": page, "filters": filters})


@reads
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task; what is done about it is shown by the rooms above."""
    standing = standing_of(request)
    rows = DirectiveTask.objects.visible_to(standing).select_related("directive__kind", "unit", "field")
    one = get_object_or_404(rows, pk=pk)
    context = {
        "task": one,
        "sees_directive": Document.objects.visible_to(standing).filter(pk=one.directive_id).exists(),
        "can_reclassify": rules.can_reclassify_task(actor_of(request), one),
        "entries": timeline(one, reader=standing),
    }
    return render(request, "documents/task.html", context)


@reads  # type: ignore[arg-type]
def file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand a file over to whoever sees a thing it is attached to. Pictures may be looked at, the rest is saved."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if not files.is_readable(stored, standing_of(request)):
        raise Http404
    return files.handed_over(stored, download="download" in request.GET)
