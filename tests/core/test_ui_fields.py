"""Fields of a form: label, help, hints and errors wired to the control; nothing typed or sent is lost."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.template import Context, Template
from django.utils import translation

from chuyenbien.core.forms import AskForm, DateField, TextField


class Sample(AskForm):
    title = TextField(label="Title", help_text="Say it <b>plainly</b>.")
    due = DateField(label="Due", required=False)
    level = forms.ChoiceField(label="Level", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    photo = forms.FileField(label="Photo")
    agreed = forms.BooleanField(label="Agreed", required=False)
    paper = TextField(label="Paper", required=False)

    on_behalf_fields = ("paper",)


def show(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def refused(**data: str) -> Sample:
    form = Sample({"title": "", "level": "", **data})
    form.is_valid()
    return form


def test_label_help_and_error_belong_to_the_control() -> None:
    form = refused()
    shown = show("{% field form.title %}", form=form)
    assert '<label for="id_title">Title' in shown
    assert 'aria-describedby="id_title_help id_title_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_title_help"' in shown
    assert 'id="id_title_error"' in shown


def test_required_is_said_in_words() -> None:
    with translation.override("en"):
        assert ">required<" in show("{% field form.title %}", form=Sample())
        assert ">required<" not in show("{% field form.due %}", form=Sample())


def test_choices_stand_in_a_fieldset_described_by_their_error() -> None:
    shown = show("{% field form.level %}", form=refused())
    assert re.search(r'<fieldset class="field has-error" aria-describedby="id_level_error">', shown)
    assert "<legend>Level" in shown


def test_hints_point_out_without_refusing() -> None:
    form = Sample({"title": "x"})
    form.hints = {"title": ["name <what> will be there"]}  # type: ignore[attr-defined]
    shown = show("{% field form.title %}", form=form)
    assert 'aria-describedby="id_title_help id_title_hint"' in shown
    assert "name &lt;what&gt; will be there" in shown


def test_the_summary_leads_to_each_field() -> None:
    form = refused()
    form.add_error(None, "The plan is already issued.")
    shown = show("{% error_summary form refused %}", form=form, refused="")
    assert 'role="alert"' in shown
    assert 'href="#id_title"' in shown
    assert 'href="#id_level_0"' in shown
    assert "The plan is already issued." in shown
    assert show("{% error_summary form %}", form=Sample()).strip() == ""
    assert show("{% error_summary form %}").strip() == ""


def test_a_staged_upload_is_named_and_not_asked_for_again() -> None:
    form = refused()
    form.staged = {"photo": [{"token": "abc", "name": "<ảnh>.jpg", "size": 2048}]}
    shown = show("{% field form.photo %}", form=form)
    assert 'name="photo_staged" value="abc"' in shown
    assert "&lt;ảnh&gt;.jpg" in shown
    assert " required" not in re.sub(r"<span.*?</span>", "", shown)


def test_a_refused_date_comes_back_as_typed() -> None:
    shown = show("{% field form.due %}", form=refused(due="32/01/2023"))
    assert 'value="32/01/2023"' in shown
    assert 'type="text"' in shown
    assert 'type="date"' in show("{% field form.due %}", form=Sample())


def test_entered_on_behalf_is_folded_until_used() -> None:
    folded = show("{% fields form %}", form=Sample())
    assert '<details class="on-behalf">' in folded
    assert folded.count('name="paper"') == 1
    assert '<details class="on-behalf" open>' in show("{% fields form %}", form=refused(paper="Công văn 12"))


def test_guards_carry_token_command_and_revision() -> None:
    form = Sample(initial={"revision": 7})
    shown = show("{% guards form %}", form=form, csrf_token="tok")
    assert 'name="csrfmiddlewaretoken" value="tok"' in shown
    assert re.search(r'name="command_id" value="[0-9a-f-]{36}"', shown)
    assert 'name="revision" value="7"' in shown
