"""What a department has promised to share, how often and how complete."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .department import Department


class DataFeed(models.Model):
    """A sharing target: a kind of data from a department, due every so many days, complete to a share (0..1)."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="feeds")
    kind = models.CharField(max_length=24)
    every_days = models.PositiveIntegerField(default=30, validators=[MinValueValidator(1)])
    complete_share = models.FloatField(default=0.95, validators=[MinValueValidator(0), MaxValueValidator(1)])

    class Meta:
        ordering = ["department__code", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["department", "kind"], name="datafeed_once"),
            models.CheckConstraint(
                condition=models.Q(every_days__gt=0, complete_share__gte=0, complete_share__lte=1),
                name="datafeed_sensible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.kind}"
