from django.db import models
from django.utils.translation import gettext_lazy as _


class Judgment(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned")
