from django.utils.translation import gettext_lazy as _

from .sentences import register

register("journal.redaction_asked", _("asked for the redaction of entry %(seq)s"))
register("journal.redacted", _("redacted the content of entry %(seq)s"))
register("journal.emptied", _("emptied what earlier entries said, because the matter is now known by a code only"))
