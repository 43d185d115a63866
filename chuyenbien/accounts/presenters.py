"""What the journal says of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("accounts.password_changed", _("changed the password of the account"))
register("accounts.password_reset", _("set a new password by a reset link"))
register("accounts.reset_link_made", _("made a reset link for the account “%(username)s”"))
register("accounts.email_changed", _("changed the e-mail address of the account"))
register("accounts.session_ended", _("ended a session on another device (%(device)s)"))
register("accounts.sessions_ended", _("ended all other sessions: %(count)s"))
