"""Every part of the interface, loaded by ``{% load ui %}``. The page /style/ shows each of them."""

from __future__ import annotations

from django import template

from . import ui_fields, ui_parts, ui_values, ui_verbs

register = template.Library()
for part in (ui_values, ui_parts, ui_fields, ui_verbs):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
