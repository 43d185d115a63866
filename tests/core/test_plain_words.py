"""Refusals in the house's own words, where the framework has clumsy ones or none."""

from __future__ import annotations

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from chuyenbien.core.forms import AskForm
from chuyenbien.orgs.models import Unit
from tests.cast import Cast, as_user


class _Form(AskForm):
    percent = forms.IntegerField(min_value=0, max_value=100)
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), required=False)


@pytest.mark.parametrize(("typed", "told"), [("150", "Giá trị lớn nhất là 100."), ("-1", "Giá trị nhỏ nhất là 0.")])
def test_limits_are_told_plainly(typed: str, told: str) -> None:
    with override("vi"):
        assert _Form({"percent": typed}).errors["percent"] == [told]


@pytest.mark.django_db
def test_no_choice_is_a_dash() -> None:
    assert next(iter(_Form().fields["unit"].choices))[1] == "—"  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_an_address_of_an_act_opened_as_a_page_says_so(cast: Cast, client: Client) -> None:
    as_user(client, cast.admin)
    answer = client.get(reverse("orgs:person_return", args=[cast.doer.pk]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "bấm nút ở trang trước" in answer.content.decode()
