"""Texts that Django says, put into this program's own words: listed here so that the catalogue carries them."""

from __future__ import annotations

from django.utils.translation import gettext_noop

DJANGO_TEXTS = (
    gettext_noop("This field is required."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("The submitted file is empty."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a valid email address."),
)
