"""The few SVG shapes the drawings need. Positions across are percentages, so that text keeps its size at any width."""

from __future__ import annotations

import itertools

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_serial = itertools.count(1)


def new_id(prefix: str) -> str:
    """An id no other drawing on the page has."""
    return f"{prefix}-{next(_serial) % 1_000_000}"


def at(share: float) -> str:
    """A position or length across, in percent."""
    return f"{round(share, 2):g}%"


def element(name: str, content: str = "", /, **attributes: object) -> SafeString:
    """One SVG element; ``class_`` and ``x_y`` in Python become ``class`` and ``x-y``."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value != "")
    inside = format_html_join("", ' {}="{}"', pairs)
    return format_html("<{0}{1}>{2}</{0}>", name, inside, content)


def together(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def hatch(identity: str, css_class: str, angle: int, gap: int = 7) -> SafeString:
    """A pattern of slanted strokes, referred to by ``fill="url(#identity)"``."""
    return format_html(
        '<pattern id="{0}" width="{1}" height="{1}" patternUnits="userSpaceOnUse" patternTransform="rotate({2})">'
        '<line x1="0" y1="0" x2="0" y2="{1}" class="{3}"></line></pattern>',
        identity,
        gap,
        angle,
        css_class,
    )


def canvas(content: SafeString, *, title: str, desc: str, height: int, css_class: str, lang: str = "") -> SafeString:
    """The drawing itself: an image with a name and a description for those who do not see it."""
    identity = new_id("drawing")
    return format_html(
        '<svg class="canvas {0}" role="img" height="{1}" aria-labelledby="{2}-t {2}-d">'
        '<title id="{2}-t"{3}>{4}</title><desc id="{2}-d">{5}</desc>{6}</svg>',
        css_class,
        height,
        identity,
        format_html(' lang="{}"', lang) if lang else "",
        title,
        desc,
        content,
    )
