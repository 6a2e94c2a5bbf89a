"""How often events come in a grid against its households, drawn towards the common rate where it is small."""

from django.db import models

from .area import Area
from .heat_refresh import HeatRefresh


class HotspotGrid(models.Model):
    """A grid in force at the refresh; rate, low, high: incidents per 1,000 households and 30 days, shrunk, 95 %.

    expected: incidents at the common rate; exceedance: the chance of so many or more there; q: the same under
    false-discovery control over all grids judged. hot: q says so; too_few: neither seen nor expected often enough.
    """

    refresh = models.ForeignKey(HeatRefresh, on_delete=models.CASCADE, related_name="grids")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="+")
    incidents = models.IntegerField()
    households = models.IntegerField()
    rate = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    expected = models.FloatField(null=True)
    exceedance = models.FloatField(null=True)
    q = models.FloatField(null=True)
    hot = models.BooleanField(default=False)
    too_few = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["refresh", "area"], name="hotspotgrid_once")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.incidents}"
