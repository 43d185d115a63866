from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, TextField


class RedactionForm(AskForm):
    """Why an entry's content must not stand in the journal."""

    reason = TextField(
        label=_("Why the content must be emptied"),
        lines=3,
        help_text=_("The entry stays with its time and author; only what it says is emptied. Do not repeat it here."),
    )


class ConfirmForm(AskForm):
    """Nothing to fill in: the act itself is confirmed."""
