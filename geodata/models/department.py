"""A department of the district that handles events."""

from django.db import models


class Department(models.Model):
    """A department; the first to accept an event leads it."""

    code = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
