"""Values as a reader sees them: dates dd/mm/yyyy, numbers with the marks of the reader's language."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

NOTHING = "—"
_MOST_PLACES = 4
_LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_LETTER = re.compile(f"[{_LETTERS}]", re.IGNORECASE)
_TYPED = re.compile(
    rf"(?<=“)[^”]*[{_LETTERS}][^”]*(?=”)|\w*[{_LETTERS}]\w*(?:[^“”<>]*\w*[{_LETTERS}]\w*)?", re.IGNORECASE
)


def number(value: Any, places: int | None = None) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English. Without ``places``: as many as the value has, at most four."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return NOTHING
    if not exact.is_finite():
        return NOTHING
    if places is None:
        exact = exact.quantize(Decimal(1).scaleb(-_MOST_PLACES), ROUND_HALF_UP).normalize()
        exponent = exact.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
    else:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    english = f"{exact:,.{places}f}"
    if (get_language() or "vi").startswith("vi"):
        return english.translate(str.maketrans(",.", ".,"))
    return english


def percent(value: Any, places: int | None = None) -> str:
    """A value already in percent: 98,5%."""
    shown = number(value, places)
    return shown if shown == NOTHING else f"{shown}%"


def day(value: dt.date | dt.datetime | None, precision: str = "day") -> str:
    """A day as dd/mm/yyyy, or no more of it than is known (``month``, ``year``, ``approximate``)."""
    if value is None:
        return NOTHING
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if precision == "month":
        return value.strftime("%m/%Y")
    if precision == "year":
        return value.strftime("%Y")
    if precision == "approximate":
        return _("about %(year)s") % {"year": value.strftime("%Y")}
    return value.strftime("%d/%m/%Y")


def moment(value: dt.datetime | None) -> str:
    """A moment as dd/mm/yyyy hh:mm in the office's time zone."""
    if value is None:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.strftime("%d/%m/%Y %H:%M")


def days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count, 0)}


def lasting(count: int) -> str:
    """How long a number of days is, in words one can picture: days, from two months on months, then years."""
    if count < 60:
        return days(count)
    months = round(count / 30.44)
    if months < 24:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    years, rest = divmod(months, 12)
    told = ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    if not rest or years >= 10:
        return told
    return f"{told} {ngettext('%(count)s month', '%(count)s months', rest) % {'count': rest}}"


def usertext(value: Any) -> SafeString:
    """What people typed is Vietnamese: marked so, escaped, its line breaks kept."""
    return format_html('<span lang="vi" class="usertext">{}</span>', "" if value is None else value)


def is_vietnamese(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has."""
    return bool(_LETTER.search(text))


def marked(sentence: Any) -> Any:
    """A sentence of the interface that speaks of what people typed: in English that part is marked as Vietnamese."""
    if isinstance(sentence, SafeString) or (get_language() or "vi").startswith("vi"):
        return sentence
    escaped = str(conditional_escape(sentence))
    return SafeString(_TYPED.sub(lambda typed: f'<span lang="vi">{typed.group(0)}</span>', escaped))


def shown(value: Any) -> str:
    """Any field's value as plain words, for showing two versions side by side."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return day(value)
    if isinstance(value, Decimal | int | float):
        return number(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(shown(one) for one in value) or NOTHING
    return str(value)
