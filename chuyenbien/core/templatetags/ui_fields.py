"""Form fields with their label, help and errors wired together."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_GROUPED = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _shape(bound: BoundField) -> str:
    """How the part is laid out: a tick, a group of choices, a file, or a label over its control."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, _GROUPED) or widget.use_fieldset:
        return "choices"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "plain"


def target_id(bound: BoundField) -> str:
    """The id of the control an error leads to."""
    identity = str(bound.auto_id)
    return f"{identity}_0" if _shape(bound) == "choices" else identity


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """``{% field form.x %}``: label, unit, help, hints, errors, control and what is already staged.

    A form field may carry ``unit`` (shown behind the label); a form may carry ``hints`` (field name → list of texts
    that point something out without refusing).
    """
    if bound.is_hidden:
        return SafeString(str(bound))
    identity = str(bound.auto_id)
    form: Any = bound.form
    hints = list(getattr(form, "hints", {}).get(bound.name, []))
    staged = getattr(form, "staged", {}).get(bound.name, [])
    ids = [f"{identity}_{part}" for part, there in _described(bound, hints) if there]
    shape = _shape(bound)
    attributes: dict[str, Any] = {}
    if shape != "choices":
        attributes["aria-describedby"] = " ".join(ids) or None
        attributes["aria-invalid"] = "true" if bound.errors else None
    _keep_typed_date(bound)
    required = bound.field.required
    if staged:
        required = bound.field.required = False  # the browser must not ask for the file again
    if shape == "file":
        attributes["data-preview"] = f"{identity}_preview"
    return render_to_string(
        "core/parts/field.html",
        {
            "bound": bound,
            "identity": identity,
            "shape": shape,
            "control": bound.as_widget(attrs={k: v for k, v in attributes.items() if v is not None}),
            "described": " ".join(ids),
            "required": required,
            "unit": getattr(bound.field, "unit", ""),
            "hints": hints,
            "staged": staged,
        },
    )


def _keep_typed_date(bound: BoundField) -> None:
    """A browser's date control drops what it cannot read; a refused date comes back as the text that was typed."""
    widget: Any = bound.field.widget
    if bound.errors and bound.data and getattr(widget, "input_type", "") in ("date", "datetime-local"):
        widget.input_type = "text"
        widget.attrs["inputmode"] = "numeric"


def _described(bound: BoundField, hints: list[Any]) -> list[tuple[str, bool]]:
    return [("help", bool(bound.help_text)), ("hint", bool(hints)), ("error", bool(bound.errors))]


@register.simple_tag
def fields(form: forms.Form) -> SafeString:
    """``{% fields form %}``: all visible fields; those of *entered on behalf* last, folded until used."""
    apart = set(getattr(form, "on_behalf_fields", ()))
    main = [bound for bound in form.visible_fields() if bound.name not in apart]
    parts = [field(bound) for bound in main]
    if apart:
        parts.append(on_behalf(form))
    return format_html_join("\n", "{}", ((part,) for part in parts))


@register.simple_tag
def on_behalf(form: forms.Form) -> SafeString:
    """``{% on_behalf form %}``: the fields of *Nhập thay*, for forms that place their fields one by one."""
    names = getattr(form, "on_behalf_fields", ())
    bounds = [bound for bound in form.visible_fields() if bound.name in names]
    if not bounds:
        return SafeString("")
    used = any(bound.errors or bound.value() for bound in bounds)
    return render_to_string("core/parts/on_behalf.html", {"bounds": bounds, "used": used})


@register.simple_tag(takes_context=True)
def guards(context: Context, form: forms.Form | None = None) -> SafeString:
    """``{% guards form %}``: the csrf token, the command's identity, the revision and other hidden fields."""
    parts = [csrf(context)]
    if form:
        parts += [SafeString(str(bound)) for bound in form.hidden_fields()]
    return format_html_join("", "{}", ((part,) for part in parts))


def csrf(context: Context) -> SafeString:
    token = context.get("csrf_token")
    if not token or str(token) == "NOTPROVIDED":
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


@register.simple_tag
def error_summary(form: Any = None, refused: Any = "") -> SafeString:
    """``{% error_summary form refused %}``: what stands in the way, each leading to its field; else nothing."""
    general: list[Any] = []
    rows: list[tuple[str, Any, Any]] = []
    if isinstance(form, forms.BaseForm):
        general += form.non_field_errors()
        rows = [
            (target_id(bound), bound.label, error) for bound in form if not bound.is_hidden for error in bound.errors
        ]
        general += [error for bound in form.hidden_fields() for error in bound.errors]
    if refused:
        general.insert(0, str(refused))
    if not general and not rows:
        return SafeString("")
    return render_to_string(
        "core/parts/error_summary.html", {"general": general, "rows": rows, "count": len(general) + len(rows)}
    )
