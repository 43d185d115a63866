"""What the journal says of this room: that something was done, never what was written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("selfreviews.opened", _("put people on the list of self-reviews: %(count)s"))
register("selfreviews.withdrawn", _("took a self-review that was opened by mistake out of the list"))
register("selfreviews.brought_in", _("brought earlier commitments and limitations into the self-review: %(count)s"))
register("selfreviews.section_written", _("wrote section %(section)s of the self-review"))
register("selfreviews.answered", _("answered an earlier commitment or limitation in the self-review"))
register("selfreviews.committed", _("wrote commitments for the coming year into the self-review: %(count)s"))
register("selfreviews.paper_checked", _("said how it stands with a paper of the self-review"))
register("selfreviews.handed_in", _("handed in the self-review"))
register("selfreviews.handed_in_on_paper", _("handed in the self-review on paper"))
register("selfreviews.returned", _("gave the self-review back to be completed"))
