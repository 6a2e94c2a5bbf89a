"""A what-if of service points, proposed by a search or made by hand, kept to be compared."""

import uuid

from django.conf import settings
from django.db import models

from geodata.rules.walking_sites import LONGEST_NAME, SCENARIO_METHODS

from .choices import one_of

SCENARIO_STATES = ("waiting", "working", "done", "refused", "stopped")


class WalkScenario(models.Model):
    """Changes to the points of a kind: what was asked, how far a search for them is, what they are and what they change.

    method: how a search looked for them, or BY_HAND; name: given by whoever keeps it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME, blank=True, default="", db_default="")
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
            one_of("walkscenario", "method", SCENARIO_METHODS),
        ]
        indexes = [models.Index(fields=["-created_at"], name="walkscenario_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.method} {self.state}"
