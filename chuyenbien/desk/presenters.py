"""What the journal says of this room, which only reads, but for the made-up data of ``chuyenbien generate``."""

from django.utils.translation import gettext_lazy as _

from chuyenbien.journal.sentences import register

register("desk.generated", _("filled the empty database with made-up data: %(rows)s rows, seed %(seed)s"))
