from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuyenbien.core.forms import AskForm, TextField

from .models import User


def _password(label: Any, autocomplete: str, **kwargs: Any) -> forms.CharField:
    """Passwords are taken as typed: no trimming, no composition."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=1000, widget=widget, **kwargs)


class SignInForm(AskForm):
    username = TextField(
        label=_("User name or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = _password(_("Password"), "current-password")
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        self.user: User | None = None
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        name, password = cleaned.get("username"), cleaned.get("password")
        if name and password:
            found = authenticate(self.request, username=name, password=password)
            if not isinstance(found, User):
                raise ValidationError(
                    gettext(
                        "The user name or the password is not right. Check both: capital letters matter in the "
                        "password, and Vietnamese typing may have changed a letter."
                    )
                )
            self.user = found
        return cleaned


class NewPasswordForm(AskForm):
    new_password = _password(
        _("New password"),
        "new-password",
        help_text=_("At least ten characters; not your user name, not a word that many people use."),
    )
    again_password = _password(_("The new password once more"), "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_new_password(self) -> str:
        new: str = self.cleaned_data["new_password"]
        validate_password(new, self.user)
        return new

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        new, again = cleaned.get("new_password"), cleaned.get("again_password")
        if new and again and new != again:
            self.add_error("again_password", gettext("The two passwords differ. Type the new one again."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    old_password = _password(_("Present password"), "current-password")
    field_order = ("old_password", "new_password", "again_password")

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise ValidationError(gettext("This is not your present password. Type it again."))
        return old

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        new = cleaned.get("new_password")
        if new and new == cleaned.get("old_password"):
            self.add_error("new_password", gettext("Choose a password that differs from the present one."))
        return cleaned


class AskResetForm(AskForm):
    username = TextField(
        label=_("User name or e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class EmailForm(AskForm):
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        help_text=_("For reset links and reminders. You can also sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=User.Language.choices)
