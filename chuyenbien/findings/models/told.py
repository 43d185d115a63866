"""Facts of a finding in words of the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..enums import FindingState, Kept, Precision, Track

if TYPE_CHECKING:
    from .finding import Finding

_CHIPS = {FindingState.DRAFT: "neutral", FindingState.CLOSED: "done", FindingState.WITHDRAWN: "neutral"}
_KEPT = {Kept.DONE: "done", Kept.UNDER_WAY: "info", Kept.NOT_DONE: "warn"}


def chip_of(finding: Finding) -> tuple[str, str]:
    """A commitment that was judged shows the judgment; else the state speaks."""
    if finding.state == FindingState.STATED and finding.track == Track.COMMITMENT and finding.promise_kept:
        return _KEPT[Kept(finding.promise_kept)], _("Commitment: %(kept)s") % {
            "kept": finding.get_promise_kept_display()
        }
    return _CHIPS.get(FindingState(finding.state), "info"), finding.get_state_display()


def since_words(finding: Finding) -> str:
    """“03/2021”, “about 2003”, or only what was said; the empty string when nothing is known.

    What was said (``open_since_note``) is the users' own text and is shown beside this, not in it.
    """
    day = finding.open_since
    if day is None:
        return ""
    if finding.open_since_precision == Precision.MONTH:
        return _("since %(month)s/%(year)s") % {"month": f"{day.month:02}", "year": day.year}
    if finding.open_since_precision == Precision.YEAR:
        return _("since %(year)s") % {"year": day.year}
    if finding.open_since_precision == Precision.APPROXIMATE:
        return _("since about %(year)s") % {"year": day.year}
    return _("since %(day)s") % {"day": day.strftime("%d/%m/%Y")}
