"""Another name people use for a road, estate or landmark."""

from django.db import models


class PlaceAlias(models.Model):
    """alias is what people write, name what the map calls it; used when addresses are matched."""

    alias = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["alias"]
        verbose_name_plural = "place aliases"

    def __str__(self) -> str:
        return f"{self.alias} = {self.name}"
