"""Party branches and the grids each of them serves."""

import uuid

from django.contrib.gis.db import models

from geodata.rules.resource_kinds import BranchKind

from .area import Area
from .choices import one_of
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class PartyBranch(models.Model):
    """A party branch; a grid is covered when a branch serves it, its own, a joint or a mobile one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    members = models.PositiveIntegerField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True, default="")
    founded_on = models.DateField(null=True, blank=True)
    areas = models.ManyToManyField(Area, through="PartyBranchArea", related_name="party_branches")
    external_key = external_key()
    geom = stored(models.PointField, null=True, blank=True)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        verbose_name_plural = "party branches"
        indexes = [web_index("partybranch")]
        constraints = [known_once("partybranch"), one_of("partybranch", "kind", BranchKind)]

    def __str__(self) -> str:
        return self.name


class PartyBranchArea(models.Model):
    """One area that a branch serves."""

    branch = models.ForeignKey(PartyBranch, on_delete=models.CASCADE)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    external_key = external_key()
    run = last_run()

    class Meta:
        constraints = [
            known_once("partybrancharea"),
            models.UniqueConstraint(fields=["branch", "area"], name="partybranch_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.area_id}"
