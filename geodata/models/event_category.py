"""The tree of event categories; data, so that a district brings its own."""

from django.db import models

from .department import Department


class EventCategory(models.Model):
    """A category; top-level ones have no parent."""

    code = models.CharField(max_length=48, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True, default="")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "event categories"

    def __str__(self) -> str:
        return self.name
