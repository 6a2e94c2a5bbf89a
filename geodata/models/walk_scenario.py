"""A what-if of service points: sites proposed by a search, kept to be compared."""

import uuid

from django.conf import settings
from django.db import models

from geodata.rules.walking_sites import SiteMethod

from .choices import one_of

SCENARIO_STATES = ("waiting", "working", "done", "refused", "stopped")


class WalkScenario(models.Model):
    """A search for the best k sites of a kind: what was asked, how far it is, what it found and what that changes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    method = models.CharField(max_length=12)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="waiting")
    step = models.CharField(max_length=24, blank=True, default="")
    share_done = models.FloatField(default=0.0)
    result = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("walkscenario", "state", SCENARIO_STATES),
            one_of("walkscenario", "method", SiteMethod),
        ]
        indexes = [models.Index(fields=["-created_at"], name="walkscenario_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.method} {self.state}"
