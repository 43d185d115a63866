from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Hierarchy(models.TextChoices):
    PARTY = "party", pgettext_lazy("hierarchy", "Party")
    STATE = "state", pgettext_lazy("hierarchy", "State")
    OWNER = "owner", pgettext_lazy("hierarchy", "Owner")


class Level(models.TextChoices):
    NATION = "nation", _("Central level")
    PROVINCE = "province", _("Province or city")
    DISTRICT = "district", _("District (until 30/06/2025)")
    COMMUNE = "commune", _("Commune, ward or special zone")
    GRASSROOTS = "grassroots", _("Grassroots")
    AGENCY = "agency", _("Agency or enterprise")


class Role(models.TextChoices):
    """What a membership lets a person do in a unit; see docs/architecture.md for the table of who may do
    what."""

    BOARD_LEADER = "board_leader", _("Leader of the board")
    OFFICE_OFFICER = "office_officer", _("Office officer")
    HEAD = "head", _("Head of the body")
    EDITOR = "editor", _("Editor of the body")
    MEMBER = "member", _("Member of the collective")
    STAFF = "staff", _("Staff")
    VERIFIER = "verifier", _("Verifier")
    ADMINISTRATOR = "administrator", _("Administrator")


class Capacity(models.TextChoices):
    """In what capacity a unit or a person has to do with a matter; it decides who of a unit sees it."""

    ADDRESS = "address", _("body with the limitation")
    LEAD = "lead", _("lead")
    COORDINATE = "coordinate", _("coordinating")
    SUPERIOR = "superior", _("superior")
    AUTHORITY = "authority", _("competent authority")
    DELEGATION = "delegation", _("delegation")
    RESPONSIBLE = "responsible", _("responsible person")


SEEING_ROLES: dict[str, tuple[str, ...]] = {
    Capacity.ADDRESS: (Role.HEAD, Role.EDITOR, Role.MEMBER),
    Capacity.LEAD: (Role.HEAD, Role.EDITOR),
    Capacity.COORDINATE: (Role.HEAD, Role.EDITOR),
    Capacity.SUPERIOR: (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.VERIFIER),
    Capacity.AUTHORITY: (Role.BOARD_LEADER, Role.OFFICE_OFFICER, Role.HEAD),
}
"""Which roles of a unit see a matter in which the unit is involved in a capacity. Person rows always see."""


class Succession(models.TextChoices):
    MERGED = "merged", _("merged into")
    SPLIT = "split", _("split into")
    RENAMED = "renamed", _("renamed")
    DISSOLVED = "dissolved", _("dissolved, functions taken over by")


class CodeList(models.TextChoices):
    FIELD = "field", _("Field")
    UNIT_KIND = "unit_kind", _("Kind of unit")
    DOCUMENT_KIND = "document_kind", _("Kind of document")
    OBSTACLE_KIND = "obstacle_kind", _("Kind of obstacle")
    MEASURE = "measure", _("Unit of measure")
