"""How often each kind of data has changed; the source of every tile's ETag."""

from django.db import models


class DataVersion(models.Model):
    """A counter per kind of data, raised by statement triggers inside the writing transaction."""

    kind = models.CharField(max_length=24, primary_key=True)
    version = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
