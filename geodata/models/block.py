"""The building blocks of grids, in versions that never change once made."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from .area import Area
from .geometry import stored, valid_geometry, web_index, web_of


class BlockVersion(models.Model):
    """One complete set of blocks of the district.

    source: digest of everything the blocks were made from; the same ground makes no second version.
    sealed_at: from then on its blocks cannot change (trigger in sql/install/plan_keys.sql).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d} {self.source[:8]}"


class Block(models.Model):
    """A piece of ground no grid border crosses, on a 1 cm grid; number counts within the version.

    place: a point inside. households, persons and workplaces (businesses) as they were when the version was made.
    parent, cut: the block this one was cut from and by which cut; None for the blocks the version was sealed with.
    """

    version = models.ForeignKey(BlockVersion, on_delete=models.CASCADE, related_name="blocks")
    number = models.PositiveIntegerField()
    community = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="blocks")
    households = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    workplaces = models.PositiveIntegerField(default=0)
    geom = stored(models.PolygonField)
    web = web_of(models.PolygonField)
    place = stored(models.PointField)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    cut = models.ForeignKey(
        "BlockCut", null=True, blank=True, on_delete=models.PROTECT, related_name="blocks"
    )

    class Meta:
        indexes = [web_index("block")]
        constraints = [
            CheckConstraint(
                condition=Q(parent__isnull=True, cut__isnull=True)
                | Q(parent__isnull=False, cut__isnull=False),
                name="block_cut_from_one",
            ),
            UniqueConstraint(fields=["version", "number"], name="block_number_once"),
            # What assignments refer to: a block with its version and its community.
            UniqueConstraint(fields=["id", "version", "community"], name="block_of_community"),
            valid_geometry("block"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.number}"


class BlockBorder(models.Model):
    """Two blocks that share an edge, or that a bridge joins (then length_m is 0).

    kind: what runs along the edge, the strongest barrier where it changes.
    """

    KINDS = ("plain", "path", "road", "main_road", "water", "rail")

    version = models.ForeignKey(BlockVersion, on_delete=models.CASCADE, related_name="borders")
    one = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="+")
    length_m = models.FloatField()
    kind = models.CharField(max_length=12, default="plain")
    bridge = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["one", "other"], name="blockborder_once"),
            CheckConstraint(condition=Q(one__lt=F("other")), name="blockborder_ordered"),
            CheckConstraint(condition=Q(length_m__gt=0) | Q(bridge=True), name="blockborder_joins"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id}-{self.other_id}"
