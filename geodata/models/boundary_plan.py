"""Plans to re-divide the grids: blocks with the grid each belongs to, every step taken, and who signed what."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geodata.rules.plan_flow import SIGNERS, PlanState

from .area import Area
from .block import Block, BlockVersion
from .choices import one_of
from .staff import Staff


class BoundaryPlan(models.Model):
    """A way to divide the district's communities into grids.

    revision counts operations done and undone; an operation names the one it was made for. digest: SHA-256 of the
    difference to what is in force, set when the plan is submitted. in_force: local days [from, to).
    Keys and triggers make overlaps, gaps and broken nesting impossible (sql/install/plan_keys.sql).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    version = models.ForeignKey(BlockVersion, on_delete=models.PROTECT, related_name="plans")
    base = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=12, default=PlanState.DRAFT.value)
    revision = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="plans")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            one_of("boundaryplan", "state", PlanState),
            UniqueConstraint(fields=["id", "version"], name="plan_of_version"),
            CheckConstraint(
                condition=Q(digest__regex="^[0-9a-f]{64}$")
                | Q(
                    state__in=[PlanState.DRAFT.value, PlanState.CHECKED.value, PlanState.WITHDRAWN.value],
                    digest="",
                ),
                name="boundaryplan_digest_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanGrid(models.Model):
    """A grid of a plan: key within the plan, its community, the grid in force it goes on from (None: a new one).

    origin: the grid in force most of its households come from, whose type it is taken to have. code: what it will be
    called, given when the plan is submitted. locked: nobody may change it. A grid without blocks does not exist: its
    row goes with the last block.
    """

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="grids")
    key = models.PositiveIntegerField()
    community = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=15, blank=True, default="")
    name = models.CharField(max_length=80, blank=True, default="")
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["plan", "key"], name="plangrid_key_once"),
            # What assignments refer to: a grid with its community.
            UniqueConstraint(fields=["plan", "key", "community"], name="plangrid_of_community"),
            UniqueConstraint(fields=["plan", "area"], name="plangrid_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.key}"


class PlanBlock(models.Model):
    """The grid a block belongs to in a plan: exactly one, in the block's own community.

    The composite foreign keys behind (plan, key, community) and (block, version, community) are in plan_keys.sql.
    """

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="blocks", db_index=False)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(BlockVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    community = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["plan", "key"], name="planblock_grid"),
            models.Index(fields=["plan", "community"], name="planblock_of_community"),
        ]
        constraints = [UniqueConstraint(fields=["plan", "block"], name="planblock_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.block_id}"


class PlanLock(models.Model):
    """A border between two grids of a plan that no block may cross (keys, lower first)."""

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="locks")
    one = models.PositiveIntegerField()
    other = models.PositiveIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["plan", "one", "other"], name="planlock_once"),
            CheckConstraint(condition=Q(one__lt=models.F("other")), name="planlock_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.one}-{self.other}"


class PlanOperation(models.Model):
    """One operation of a plan with its inverse: blocks and the grids they left and entered, place by place.

    number is the order of doing; undone ones may be done again until another operation follows.
    asked: verb and parameters as they came. grids: rows of grids it made and took away, for the way back.
    """

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="operations")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    verb = models.CharField(max_length=16)
    asked = models.JSONField()
    blocks = ArrayField(models.BigIntegerField())
    before = ArrayField(models.PositiveIntegerField())
    after = ArrayField(models.PositiveIntegerField())
    grids = models.JSONField()
    undone = models.BooleanField(default=False)
    done_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["plan", "number"], name="planoperation_number_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number} {self.verb}"


class PlanSignature(models.Model):
    """Somebody's signature under the digest of a plan's difference; one of each role."""

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="signatures")
    digest = models.CharField(max_length=64)
    role = models.CharField(max_length=20)
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("plansignature", "role", SIGNERS),
            UniqueConstraint(fields=["plan", "digest", "role"], name="plansignature_role_once"),
            UniqueConstraint(fields=["plan", "digest", "signed_by"], name="plansignature_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.role}"


class GridLineage(models.Model):
    """What a grid took over of another when a plan came into force: households, blocks and ground (m²) of MEASURE."""

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.PROTECT, related_name="lineage")
    old = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="became")
    new = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="came_from")
    households = models.PositiveIntegerField()
    blocks = models.PositiveIntegerField()
    area_m2 = models.FloatField()

    class Meta:
        constraints = [UniqueConstraint(fields=["plan", "old", "new"], name="gridlineage_once")]

    def __str__(self) -> str:
        return f"{self.old_id} {self.new_id}"
