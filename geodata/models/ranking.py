"""Where the most events are to be expected, with how well such rankings foretold the past."""

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from .area import Area
from .choices import one_of
from .geometry import stored
from .heat_refresh import HeatRefresh

CELL, GRID = "cell", "grid"


class Ranking(models.Model):
    """The places of a refresh for the coming weeks, by cell or by grid; method: what ranks them.

    backtest: {methods: {name: {hit, pai, pei: [per share], p}}, shares, origins, events: [per origin], places}.
    """

    refresh = models.ForeignKey(HeatRefresh, on_delete=models.CASCADE, related_name="rankings")
    by = models.CharField(max_length=4)
    weeks = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=24)
    cell_m = models.FloatField(null=True)
    backtest = models.JSONField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["refresh", "by", "weeks"], name="ranking_once"),
            one_of("ranking", "by", (CELL, GRID)),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.weeks}"


class RankedPlace(models.Model):
    """A place of a ranking: a cell or a grid; expected incidents of the coming weeks and their 95 % bounds."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="places")
    rank = models.PositiveIntegerField()
    area = models.ForeignKey(Area, null=True, on_delete=models.CASCADE, related_name="+")
    geom = stored(models.PolygonField, null=True, spatial_index=False)
    expected = models.FloatField()
    low = models.IntegerField()
    high = models.IntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["ranking", "rank"], name="rankedplace_once"),
            CheckConstraint(
                condition=Q(area__isnull=True) ^ Q(geom__isnull=True), name="rankedplace_is_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.expected}"
