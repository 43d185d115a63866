"""What the journal says of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("verification.accepted", _("confirmed the result of “%(title)s”, submitted on %(submitted_at)s"))
register(
    "verification.accepted_beyond",
    _("confirmed the result of “%(title)s”, submitted on %(submitted_at)s, as exceeding what was asked for"),
)
register("verification.returned", _("returned “%(title)s”, submitted on %(submitted_at)s"))
register(
    "verification.independence_exception",
    _("let %(verifier)s confirm “%(title)s” although the rule of independence excludes them"),
)
register(
    "verification.closure_exception_asked",
    _("asked to close “%(title)s” without an outcome condition, as an exception"),
)
register(
    "verification.closure_exception_accepted", _("accepted that “%(title)s” be closed without an outcome condition")
)
register(
    "verification.closure_exception_refused",
    _("did not accept that “%(title)s” be closed without an outcome condition"),
)
register("verification.closed", _("closed “%(title)s” as remedied"))
register("verification.reopened", _("opened “%(title)s” again"))
