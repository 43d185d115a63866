"""Pages that only these tests have: one form with a text, a number and files, and one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.utils.text import slugify

from chuyenbien import journal
from chuyenbien.core.forms import AskForm, FilesField, TextField
from chuyenbien.core.verdict import Refused, Verdict
from chuyenbien.journal.web import act, ask, asks, writes
from chuyenbien.orgs.models import Person

handler404 = "chuyenbien.core.errors.not_found"


class NoteForm(AskForm):
    office = TextField(label="Office", lines=3, max_length=200)
    count = forms.IntegerField(label="Count", required=False)
    papers = FilesField(label="Papers", required=False)


def may(request: HttpRequest) -> Verdict:
    return Verdict.no("Not on a Sunday.") if "sunday" in request.GET else Verdict.yes()


def rename(person: Person, form: NoteForm, by: Any) -> Person:
    office = form.cleaned_data["office"]
    if office == "refuse":
        raise Refused("This office does not exist.", field="office")
    if office == "refuse all":
        raise Refused("Nothing can be done today.")
    person.take_revision(form.cleaned_data["revision"], ("office",))
    person.office = office
    person.save()
    papers = [paper.read().decode() for paper in form.cleaned_data["papers"]]
    journal.record("test.happened", person, by=by, data={"name": office, "papers": papers})
    return person


@asks
def note(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)
    return ask(
        request,
        NoteForm,
        title="Note",
        subject=person,
        verdict=may(request),
        perform=lambda form, by: rename(person, form, by),
        back=lambda done: f"/done/{done.pk}/{slugify(done.office)}/",
        initial={"office": person.office},
        revision_of=person,
        said="It is noted.",
    )


@writes
def press(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=pk)

    def perform(by: Any) -> None:
        if person.office == "pressed":
            raise Refused("It was pressed before.")
        person.office = "pressed"
        person.save()
        journal.record("test.happened", person, by=by, data={"name": "pressed"})

    verdict = (
        Verdict.no("It was pressed before.") if "strict" in request.GET and person.office == "pressed" else may(request)
    )
    return act(request, verdict=verdict, perform=perform, back=f"/done/{pk}/")


people = ([path("people/<int:pk>/", note, name="person")], "orgs")
urlpatterns = [
    path("", include(people)),
    path("", include("chuyenbien.core.urls")),
    path("accounts/", include("chuyenbien.accounts.urls")),
    path("note/<int:pk>/", note, name="note"),
    path("press/<int:pk>/", press, name="press"),
]
