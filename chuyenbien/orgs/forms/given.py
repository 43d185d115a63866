"""What a form gives to a verb."""

from __future__ import annotations

from typing import Any

from chuyenbien.core.forms import AskForm


def given(form: AskForm, *, revision: bool = False) -> dict[str, Any]:
    """The cleaned values under the names the verb takes; the revision only to verbs that ask for it."""
    left_out = {"command_id", *form.on_behalf_fields} | (set() if revision else {"revision"})
    return {name: value for name, value in form.cleaned_data.items() if name not in left_out}
