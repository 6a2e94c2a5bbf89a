"""A building: its outline, its use and how many people of which age live in it."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q

from .area import Area
from .choices import one_of
from .geometry import stored, valid_geometry, web_index, web_of
from .provenance import external_key, known_once, last_run

USES = (
    "residential",
    "mixed",
    "commercial",
    "office",
    "school",
    "hospital",
    "industry",
    "public",
    "agricultural",
    "unknown",
)


class Building(models.Model):
    """A building; counts are people registered there, floating persons are contained in the age bands."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    use = models.CharField(max_length=12, default="unknown")
    built_year = models.PositiveSmallIntegerField(null=True, blank=True)
    floors = models.PositiveSmallIntegerField(default=1)
    households = models.PositiveIntegerField(default=0)
    persons_0_14 = models.PositiveIntegerField(default=0)
    persons_15_59 = models.PositiveIntegerField(default=0)
    persons_60_79 = models.PositiveIntegerField(default=0)
    persons_80_plus = models.PositiveIntegerField(default=0)
    floating_persons = models.PositiveIntegerField(default=0)
    persons = models.GeneratedField(
        expression=F("persons_0_14") + F("persons_15_59") + F("persons_60_79") + F("persons_80_plus"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    address = models.CharField(max_length=120, blank=True, default="")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="buildings")
    external_key = external_key()
    geom = stored(models.PolygonField)
    web = web_of(models.PolygonField)
    run = last_run()

    class Meta:
        indexes = [web_index("building")]
        constraints = [
            known_once("building"),
            one_of("building", "use", USES),
            valid_geometry("building"),
            CheckConstraint(
                condition=Q(
                    floating_persons__lte=F("persons_0_14")
                    + F("persons_15_59")
                    + F("persons_60_79")
                    + F("persons_80_plus")
                ),
                name="building_floating_within_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use} {self.uuid}"
