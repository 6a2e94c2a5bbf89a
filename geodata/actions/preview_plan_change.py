"""Tell what an operation on a plan would do, without doing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from geodata.actions.change_plan import change_plan
from geodata.models import PlanOperation
from geodata.queries.plan_board import community_figures
from geodata.rules.plan_verbs import Asked
from geodata.rules.viewer import Viewer


@dataclass(frozen=True)
class Preview:
    """An operation that is not stored, and the figures of its community as they would be after it."""

    operation: PlanOperation
    figures: dict[str, Any]


def preview_plan_change(
    uuid: str | UUID, asked: Asked, revision: int, viewer: Viewer, *, user_id: int, now: datetime
) -> Preview:
    """What the operation would change; all of it is rolled back.

    Raises what change_plan would raise. Blocks are not cut on trial: their outlines would be known to nobody.
    """
    with transaction.atomic():
        changed = change_plan(uuid, asked, revision, viewer, user_id=user_id, now=now)
        figures = community_figures(changed.plan, asked.community)
        transaction.set_rollback(True)
    return Preview(changed.operation, figures)
