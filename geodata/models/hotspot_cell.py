"""A cell where events stand out, or cells in which they are too few to tell."""

from django.contrib.gis.db import models

from geodata.analysis.trend_classes import TrendClass

from .choices import one_of
from .geometry import stored, web_index, web_of
from .heat_refresh import HeatRefresh

HOT, TOO_FEW = "hot", "too_few"


class HotspotCell(models.Model):
    """verdict HOT: one cell, significant together with all others (q: false discovery rate of its z).

    seen, expected: incidents of its window, the cell and its eight neighbours. finding: cells of one number touch, 1 stands
    out most; robust_share: in what share of the other grids (sizes x offsets) the finding is found again.
    verdict TOO_FEW: a run of cells, west to east, in which neither enough was seen nor expected; without figures.
    """

    refresh = models.ForeignKey(HeatRefresh, on_delete=models.CASCADE, related_name="cells")
    verdict = models.CharField(max_length=8)
    trend = models.CharField(max_length=16, default=TrendClass.NONE.value)
    finding = models.IntegerField(null=True)
    z = models.FloatField(null=True)
    q = models.FloatField(null=True)
    seen = models.IntegerField(null=True)
    expected = models.FloatField(null=True)
    robust_share = models.FloatField(null=True)
    robust = models.BooleanField(default=False)
    geom = stored(models.PolygonField)
    web = web_of(models.PolygonField)

    class Meta:
        indexes = [web_index("hotspotcell")]
        constraints = [
            one_of("hotspotcell", "verdict", (HOT, TOO_FEW)),
            one_of("hotspotcell", "trend", TrendClass),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.trend} {self.seen}"
